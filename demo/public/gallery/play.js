import {returned, toldByAnotherTab} from './messages.js';

/** Milliseconds after which the widget calls a confirmation overdue. */
const OVERDUE = 20_000;

const never = new Promise(() => {});

/** Waits for the next picture that the browser draws. */
const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Finds in the element itself or in its dialog, which hangs on the body. */
function find(element, selector) {
  const dialog = document.querySelector('.monime-checkout-dialog');
  return element.shadowRoot?.querySelector(selector) ?? dialog?.shadowRoot?.querySelector(selector) ?? null;
}

function isThere(found) {
  if (!(found instanceof HTMLIFrameElement)) return found !== null;
  const shown = found.contentDocument;
  return shown !== null && shown.URL !== 'about:blank' && shown.readyState === 'complete';
}

async function reaches(element, phase, selector) {
  const isReached = () => element.phase === phase && (!selector || isThere(find(element, selector)));
  while (!isReached()) await drawn();
  await element.updateComplete;
}

/** Tells the widget until it has heard: it begins to listen a moment after the order is there. */
async function tell(element, what, phase) {
  const isElsewhere = what === 'elsewhere';
  const isHeard = () => (isElsewhere ? find(element, '[part~="message"]') !== null : element.phase !== phase);
  while (!isHeard()) {
    if (isElsewhere) toldByAnotherTab(element.sessionId);
    else returned(element.sessionId, what);
    await drawn();
  }
}

async function take(element, {at, call, hear, press}) {
  await reaches(element, at, press);
  if (call) element[call]();
  else if (press) find(element, press).click();
  else await tell(element, hear, at);
}

function sessionMaker(kind) {
  if (kind === 'hangs') return () => never;
  if (kind === 'fails') return () => Promise.reject(new Error('The gallery makes no session here.'));
  return async () => 'scs-ready';
}

async function play(element) {
  const {steps = [], phase, shows, prevent = [], createSession, style = {}, visit} = JSON.parse(element.dataset.play);
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value);
  for (const type of prevent) element.addEventListener(type, (event) => event.preventDefault());
  // Whoever reads anew begins with the first answer.
  if (visit)
    element.setAttribute(
      'session-id',
      `${element.getAttribute('session-id')}--${crypto.getRandomValues(new Uint32Array(1))[0]}`,
    );
  // What never comes is asked for again, so that the state stays.
  if (phase === 'loading') element.addEventListener('monime-error', () => element.reload());
  await customElements.whenDefined('monime-checkout');
  if (createSession) element.createSession = sessionMaker(createSession);
  for (const step of steps) await take(element, step);
  await reaches(element, phase, shows);
  await document.fonts.ready;
  await drawn();
  await drawn();
  element.dataset.arrived = '';
  if (document.querySelectorAll('[data-play]').length === 1) document.documentElement.dataset.arrived = '';
}

const elements = [...document.querySelectorAll('monime-checkout[data-play]')];
const some = (what) => elements.some(({dataset}) => JSON.parse(dataset.play)[what]);
const hurried = elements.filter(({dataset}) => JSON.parse(dataset.play).hurried);
if (hurried.length > 0) {
  const wait = window.setTimeout;
  // Not before the order is drawn: what stands there first decides on the room for it.
  const whenDrawn = (work) => () =>
    hurried.every((element) => find(element, '[part~="summary"]')) ? work() : wait(whenDrawn(work), 20);
  window.setTimeout = (work, delay, ...rest) =>
    delay === OVERDUE ? wait(whenDrawn(() => work(...rest))) : wait(work, delay, ...rest);
}
if (some('blocked')) window.open = () => null;
for (const element of elements) void play(element);
