import {copyText} from './copy.js';
import {attributesOf, printCode, printCss} from './print-code.js';
import {kept} from './sessions.js';

const find = (selector) => document.querySelector(selector);
const form = find('[data-form]');
const element = find('#live');
const stacks = find('.stacks');
const copied = find('[data-copied]');
const endpoint = element.getAttribute('endpoint');
const NAMES = ['mode', 'theme', 'lang', 'dir', 'items', 'preload', 'disabled', 'draft-languages'];
/** Hosts that the page itself needs. */
const hosts = element.getAttribute('allowed-hosts') ?? '';
const RADIUS = '12';

function readModel() {
  const data = new FormData(form);
  const text = (name) => String(data.get(name) ?? '').trim();
  const properties = Object.fromEntries(data.getAll('own').map((name) => [name, text(name)]));
  if (text('radius') !== RADIUS) properties.radius = `${text('radius')}px`;
  if (text('font')) properties.font = text('font');
  const texts = ['mode', 'theme', 'lang', 'dir', 'items', 'allowedHosts', 'preload', 'merchant'];
  const [mode, theme, lang, dir, items, allowedHosts, preload, merchant] = texts.map(text);
  const disabled = data.has('disabled');
  // Two languages still await a native reader and have to be asked for.
  const draftLanguages = lang === 'kri' || lang === 'fil';
  return {mode, theme, lang, dir, items, allowedHosts, preload, merchant, disabled, draftLanguages, properties};
}

/** The order of the sandbox, or what the endpoint of the states answers. */
function showState(name) {
  const session = name ? `scs-${name}` : kept.get(element);
  const from = name ? form.dataset.states : endpoint;
  if (element.getAttribute('endpoint') === from && element.getAttribute('session-id') === session) return;
  element.setAttribute('endpoint', from);
  if (session) element.setAttribute('session-id', session);
}

function showMerchant(text) {
  let slot = element.querySelector('[slot="merchant"]');
  if (!text) return slot?.remove();
  if (!slot) {
    slot = document.createElement('span');
    slot.slot = 'merchant';
    element.append(slot);
  }
  slot.textContent = text;
}

function showProperties(properties) {
  for (const name of ['accent', 'on-accent', 'surface', 'text', 'radius', 'font']) {
    const property = `--monime-checkout-${name}`;
    if (name in properties) element.style.setProperty(property, properties[name]);
    else element.style.removeProperty(property);
  }
}

function print(model) {
  const css = printCss(model);
  find('[data-markup]').textContent = printCode(stacks.querySelector(':checked').value, model);
  find('[data-css]').textContent = css;
  find('[data-look]').hidden = css === '';
  copied.textContent = '';
}

function show() {
  const model = readModel();
  const attributes = new Map(attributesOf(model));
  for (const name of NAMES) {
    const value = attributes.get(name);
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.setAttribute('allowed-hosts', `${model.allowedHosts} ${hosts} pay.example`.trim());
  showState(String(new FormData(form).get('state')));
  showMerchant(model.merchant);
  showProperties(model.properties);
  print(model);
}

form.addEventListener('input', ({target}) => {
  // Who picks a colour wants it.
  if (target.type === 'color') form.querySelector(`[name="own"][value="${target.name}"]`).checked = true;
  show();
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(show));
stacks.addEventListener('change', () => print(readModel()));

find('[data-copy]').addEventListener('click', async () => {
  const css = find('[data-css]').textContent;
  const text = find('[data-markup]').textContent + (css && `\n${css}`);
  copied.textContent = await copyText(text);
});

show();
