const TYPES = ['ready', 'open', 'fallback', 'complete', 'cancel', 'expire', 'beforeclose', 'close', 'change', 'error'];

/** What an event has to tell beside its name. */
const TELLING = {
  'monime-ready': ({session}) => [session.status, session.id],
  'monime-open': ({surface}) => [surface],
  'monime-fallback': ({from, to, reason}) => [`${from} → ${to}`, reason],
  'monime-complete': ({id, initial}) => [id, initial ? 'was paid before' : 'paid now'],
  'monime-cancel': ({final}) => [final ? 'final' : 'can still be paid'],
  'monime-expire': ({session}) => [session.id],
  'monime-beforeclose': () => [],
  'monime-close': () => [],
  'monime-change': ({phase, previous}) => [`${previous} → ${phase}`],
  'monime-error': ({error}) => [error.code, error.message],
};

const panel = document.querySelector('[data-events]');
const list = panel.querySelector('ol');
const none = panel.querySelector('[data-none]');
const prevented = panel.querySelectorAll('input');
const several = document.querySelectorAll('monime-checkout').length > 1;

function part(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function write(event, stopped) {
  const line = document.createElement('li');
  const time = part('time', `${(event.timeStamp / 1000).toFixed(2)} s`);
  const details = [...(several && event.target.id ? [`#${event.target.id}`] : []), ...TELLING[event.type](event)];
  line.append(time, part('code', event.type), part('span', details.filter(Boolean).join(', ')));
  if (stopped) line.append(part('em', 'default prevented'));
  list.append(line);
  none.hidden = true;
  line.parentElement.parentElement.scrollTop = list.scrollHeight;
}

for (const type of TYPES.map((name) => `monime-${name}`)) {
  addEventListener(type, (event) => {
    const stop = [...prevented].some(({value, checked}) => checked && value === type);
    if (stop) event.preventDefault();
    write(event, stop);
  });
}

panel.querySelector('[data-clear]').addEventListener('click', () => {
  list.replaceChildren();
  none.hidden = false;
});
