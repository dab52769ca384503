import {kept, leftFrom, makeSession} from './sessions.js';

const elements = [...document.querySelectorAll('monime-checkout[data-order]')];

/** Makes the session on the click, or the next one where one has ended. */
function makeLater(element) {
  element.createSession = async (wish) => {
    const id = await makeSession(element.getAttribute('endpoint'), element.dataset.order, wish);
    kept.set(element, id);
    return id;
  };
}

function show(element, id) {
  kept.set(element, id);
  element.setAttribute('session-id', id);
  makeLater(element);
}

async function makeNow(element) {
  try {
    show(element, await makeSession(element.getAttribute('endpoint'), element.dataset.order));
  } catch (error) {
    element.querySelector('p').textContent = `${error.message} Reload the page to try again.`;
  }
}

function start(element) {
  const known = kept.get(element);
  if (known) show(element, known);
  else if ('late' in element.dataset) makeLater(element);
  else void makeNow(element);
  element.addEventListener('monime-error', ({error}) => {
    if (error.code !== 'not_found' || kept.get(element) !== element.getAttribute('session-id')) return;
    // The sandbox was started anew and knows nothing of the old session.
    kept.drop(element);
    element.removeAttribute('session-id');
    if (!('late' in element.dataset)) void makeNow(element);
  });
}

leftFrom.set(location.pathname);
void customElements.whenDefined('monime-checkout').then(() => elements.forEach(start));

for (const button of document.querySelectorAll('[data-anew]')) {
  button.addEventListener('click', () => {
    for (const element of elements) kept.drop(element);
    location.reload();
  });
}
