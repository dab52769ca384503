import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {eventLog, galleryLayout, payable} from './layout.ts';

type Choice = readonly [value: string, label: string];

const shown: readonly Choice[] = [
  ['', 'an order to pay'],
  ['ready-pictures', 'pictures'],
  ['ready-currencies', 'several currencies'],
  ['ready-long', 'long names'],
  ['loading', 'loading'],
  ['processing', 'checking the payment'],
  ['completed-order-number', 'paid'],
  ['cancelled', 'cancelled'],
  ['expired', 'expired'],
  ['error-not-found', 'no such order'],
];

const modes: readonly Choice[] = ['auto', 'modal', 'inline', 'popup', 'redirect', 'qr'].map((mode) => [mode, mode]);
const themes: readonly Choice[] = ['auto', 'light', 'dark'].map((theme) => [theme, theme]);
const directions: readonly Choice[] = [
  ['', "the page's"],
  ['ltr', 'left to right'],
  ['rtl', 'right to left'],
];
const languages: readonly Choice[] = [
  ['', "the page's"],
  ['en', 'English'],
  ['fr', 'French'],
  ['ar', 'Arabic'],
  ['kri', 'Krio (a draft)'],
  ['fil', 'Filipino (a draft)'],
];
const preloads: readonly Choice[] = [
  ['', 'none'],
  ['intent', 'intent'],
  ['frame', 'frame'],
];
const fonts: readonly Choice[] = [
  ['', 'system'],
  ['ui-serif, Georgia, serif', 'serif'],
  ['ui-rounded, "Trebuchet MS", sans-serif', 'rounded'],
  ['ui-monospace, monospace', 'monospace'],
];
const colours: readonly [name: string, label: string, colour: string][] = [
  ['accent', 'Accent', '#6d28d9'],
  ['on-accent', 'Text on the accent', '#ffffff'],
  ['surface', 'Background', '#fdf4ff'],
  ['text', 'Text', '#2e1065'],
];
const stacks: readonly Choice[] = [
  ['html', 'HTML'],
  ['react', 'React'],
  ['vue', 'Vue'],
  ['svelte', 'Svelte'],
  ['angular', 'Angular'],
];

function select(name: string, label: string, choices: readonly Choice[]): Html {
  return html`<label>
    ${label}
    <select name="${name}">
      ${choices.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>
  </label>`;
}

function colour([name, label, value]: (typeof colours)[number]): Html {
  return html`<div class="colour">
    <label><input type="checkbox" name="own" value="${name}" /> ${label}</label>
    <input type="color" name="${name}" value="${value}" aria-label="${label}: colour" />
  </div>`;
}

function form(): Html {
  return html`<form class="panel settings" data-form autocomplete="off" data-states="/gallery/endpoint">
    <fieldset>
      <legend>The order</legend>
      ${select('state', 'Shows', shown)}
      <label>Merchant <input name="merchant" maxlength="60" placeholder="its name" /></label>
    </fieldset>
    <fieldset>
      <legend>Attributes</legend>
      ${select('mode', 'mode', modes)} ${select('theme', 'theme', themes)} ${select('lang', 'lang', languages)}
      ${select('dir', 'dir', directions)} ${select('preload', 'preload', preloads)}
      <label>items <input name="items" type="number" min="1" max="999" placeholder="1 to 999" /></label>
      <label>allowed-hosts <input name="allowedHosts" maxlength="200" placeholder="pay.example" /></label>
      <label class="check"><input type="checkbox" name="disabled" /> disabled</label>
    </fieldset>
    <fieldset>
      <legend>Custom properties</legend>
      ${colours.map(colour)}
      <label>Radius <input type="range" name="radius" min="0" max="28" value="12" /></label>
      ${select('font', 'Font', fonts)}
    </fieldset>
    <button type="reset" class="small">Back to the defaults</button>
  </form>`;
}

export function playgroundPage(): Html {
  return galleryLayout({
    title: 'Playground',
    path: '/gallery/playground',
    scripts: ['playground.js', 'pay.js', 'events.js'],
    main: html`<h1>Playground</h1>
      <p class="lead">Everything you set is set on the element beside it. Take the code for your stack below.</p>
      <div class="playground">
        <section class="live" aria-label="The element">
          ${payable({id: 'live', order: 'parcel'})}
          <p><button type="button" class="small" data-anew>Start over with a new order</button></p>
        </section>
        ${form()}
        <section class="panel code" aria-labelledby="code">
          <header>
            <h2 id="code">The code</h2>
            <button type="button" class="small" data-copy>Copy</button>
          </header>
          <fieldset class="stacks">
            <legend class="unseen">Stack</legend>
            ${stacks.map(
              ([value, label]) =>
                html`<label
                  ><input type="radio" name="stack" value="${value}" ${value === 'html' ? html` checked` : ''} />
                  ${label}</label
                >`,
            )}
          </fieldset>
          <pre tabindex="0" aria-label="Markup"><code data-markup></code></pre>
          <div data-look hidden>
            <p class="quiet">In your stylesheet:</p>
            <pre tabindex="0" aria-label="Style"><code data-css></code></pre>
          </div>
          <p role="status" data-copied></p>
        </section>
      </div>
      ${eventLog()}`,
  });
}
