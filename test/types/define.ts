import '../../src/define.ts';

// What a merchant writes who imports the element for its effect alone. Nothing here is run: the compiler is the test.

const numbers: (string | null)[] = [];
const checkout = document.createElement('monime-checkout');

checkout.addEventListener('monime-complete', ({session, initial}) => {
  numbers.push(session.orderNumber, initial ? 'before' : 'now');
});
checkout.addEventListener('monime-change', function ({phase, previous}) {
  numbers.push(phase, previous, this.phase);
});
document.addEventListener('monime-error', ({error}) => numbers.push(error.code, error.path));
document.querySelector('monime-checkout')?.addEventListener('monime-cancel', ({final}) => numbers.push(String(final)));

// What the compiler refuses.

// @ts-expect-error: the event has its data on itself
checkout.addEventListener('monime-complete', ({detail}) => numbers.push(detail));
// @ts-expect-error: another event's data
document.addEventListener('monime-complete', ({error}) => numbers.push(error.code));
