const find = (selector) => document.querySelector(selector);
const element = find('#lunch');
const said = find('[data-counter]');
const other = find('[data-other]');

// A code needs no click: the poster shows it as soon as there is one.
element.addEventListener('monime-ready', ({session}) => {
  if (session.status !== 'open') return;
  other.href = session.hostedUrl;
  other.hidden = false;
  said.textContent = 'Waiting for the customer to pay.';
  queueMicrotask(() => element.open());
});

element.addEventListener('monime-complete', ({session}) => {
  said.textContent = `Paid: ${session.title}. Hand over the plate.`;
  said.classList.add('good');
  other.hidden = true;
});

find('[data-print]').addEventListener('click', () => print());
