const find = (selector) => document.querySelector(selector);

function settle(tag) {
  tag.textContent = 'Paid';
  tag.classList.add('good');
}

find('#invoice').addEventListener('monime-complete', () => {
  settle(find('[data-tag]'));
  find('[data-alert]').textContent = 'Thank you: invoice INV-2041 is paid.';
  find('[data-alert]').classList.add('good');
});

find('#seats').addEventListener('monime-complete', () => {
  find('[data-seats]').textContent = '17';
});
