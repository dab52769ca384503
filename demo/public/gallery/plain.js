/** How a state's page is asked for: `?theme=dark&dir=rtl&lang=ar&width=320`. */
const asked = new URLSearchParams(location.search);
const page = document.documentElement;
const element = document.querySelector('monime-checkout');

const theme = asked.get('theme');
if (theme === 'light' || theme === 'dark') {
  page.dataset.theme = theme;
  element.setAttribute('theme', theme);
}
const dir = asked.get('dir');
if (dir === 'ltr' || dir === 'rtl') page.dir = dir;
const lang = asked.get('lang');
if (lang && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(lang)) {
  page.lang = lang;
  // Two languages still await a native reader and have to be asked for.
  element.toggleAttribute('draft-languages', true);
}
const width = Number(asked.get('width'));
if (width > 0) document.querySelector('main').style.setProperty('inline-size', `${width}px`);
