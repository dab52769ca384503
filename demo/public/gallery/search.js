import {findSections} from './find-sections.js';

const MOST_SHOWN = 20;

const form = document.querySelector('.search');
const input = form.querySelector('input');
const status = form.querySelector('[role="status"]');
const list = form.querySelector('ol');
const indexUrl = new URL(form.dataset.index, document.baseURI);
let loading;

async function loadIndex() {
  const response = await fetch(indexUrl);
  if (!response.ok) throw new Error(`The search index answered ${response.status}.`);
  return response.json();
}

/** Loads the index once; after a failure anew. */
function getIndex() {
  loading ??= loadIndex().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function create(name, ...content) {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}

function drawResult({page, title, url, excerpt}) {
  const pieces = excerpt.map((piece, index) => (index % 2 ? create('mark', piece) : piece));
  const link = create('a', create('strong', title ? `${page}: ${title}` : page), create('span', ...pieces));
  link.href = new URL(url, indexUrl).href;
  return create('li', link);
}

function describe({length}) {
  if (length > MOST_SHOWN) return `The best ${MOST_SHOWN} of ${length} results`;
  return length === 1 ? '1 result' : `${length || 'No'} results`;
}

function show(found) {
  list.replaceChildren(...found.slice(0, MOST_SHOWN).map(drawResult));
  list.hidden = found.length === 0;
  status.textContent = input.value.trim() ? describe(found) : '';
}

async function search() {
  try {
    const index = await getIndex();
    show(findSections(index, input.value));
  } catch {
    status.textContent = 'The search could not be loaded. Type on to try again.';
  }
}

function clear() {
  input.value = '';
  show([]);
}

/** Moves between the input and the results. */
function moveFocus(step) {
  const places = [input, ...list.querySelectorAll('a')];
  places[places.indexOf(document.activeElement) + step]?.focus();
}

input.addEventListener('focus', () => getIndex().catch(() => {}), {once: true});
input.addEventListener('input', search);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  list.querySelector('a')?.click();
});
form.addEventListener('keydown', (event) => {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step) {
    event.preventDefault();
    moveFocus(step);
  } else if (event.key === 'Escape') {
    clear();
    input.focus();
  }
});
// A result may be a section of this very page.
list.addEventListener('click', (event) => event.target.closest('a') && clear());
for (const type of ['focusin', 'pointerdown']) {
  document.addEventListener(type, ({target}) => (list.hidden = !form.contains(target) || !list.hasChildNodes()));
}
if (input.value) search();
