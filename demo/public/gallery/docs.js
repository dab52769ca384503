import {copyText} from './copy.js';

const toc = document.querySelector('.toc details');
const wide = matchMedia('(min-width: 1100px)');

function openOnWideScreens() {
  if (toc) toc.open = wide.matches;
}
wide.addEventListener('change', openOnWideScreens);
openOnWideScreens();

for (const bar of document.querySelectorAll('.copy')) {
  const [status, button] = bar.children;
  button.addEventListener(
    'click',
    async () => (status.textContent = await copyText(bar.nextElementSibling.textContent)),
  );
  button.addEventListener('blur', () => (status.textContent = ''));
}
