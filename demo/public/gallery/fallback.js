const story = document.querySelector('[data-story]');
const element = document.querySelector('#fees');

element.addEventListener('monime-open', () => {
  story.textContent = 'The payment page is open. Let the card fail first.';
});
element.addEventListener('monime-complete', () => {
  story.textContent = 'Paid, once, whatever failed before.';
  story.classList.add('good');
});
element.addEventListener('monime-cancel', () => {
  story.textContent = 'You cancelled. Press the button for a new session.';
});
