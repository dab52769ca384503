import {kept, leftFrom, makeSession} from './sessions.js';

const elements = [...document.querySelectorAll('monime-checkout[data-order]')];

function show(element, id) {
  kept.set(element, id);
  element.setAttribute('session-id', id);
}

async function makeNow(element) {
  const {order} = element.dataset;
  try {
    show(element, await makeSession(element.getAttribute('endpoint'), order));
  } catch (error) {
    element.querySelector('p').textContent = `${error.message} Reload the page to try again.`;
  }
}

function start(element) {
  const {order, late} = element.dataset;
  // A payment page of this very host is allowed, too: where the gallery is served without a server, it stands there.
  if (!element.hasAttribute('allowed-hosts')) element.setAttribute('allowed-hosts', location.host);
  element.addEventListener('monime-error', ({error}) => {
    if (error.code !== 'not_found' || kept.get(element) !== element.getAttribute('session-id')) return;
    // The sandbox was started anew and knows nothing of the old session.
    kept.drop(element);
    element.removeAttribute('session-id');
    if (late === undefined) void makeNow(element);
  });
  element.createSession = async (wish) => {
    const id = await makeSession(element.getAttribute('endpoint'), order, wish);
    kept.set(element, id);
    return id;
  };
  const known = kept.get(element);
  if (known) show(element, known);
  else if (late === undefined) void makeNow(element);
}

leftFrom.set(location.pathname);
await customElements.whenDefined('monime-checkout');
for (const element of elements) start(element);

for (const button of document.querySelectorAll('[data-anew]')) {
  button.addEventListener('click', () => {
    for (const element of elements) kept.drop(element);
    location.reload();
  });
}
