import {html, raw} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {type Content, type GalleryState, sessionIdOf} from '../state.ts';

const contents: Readonly<Record<Content, Html>> = {
  link: html`<a href="https://pay.example/checkout/FT-20418">Pay for order FT-20418</a>`,
  merchant: html`<span slot="merchant">Cotton Tree Stores, Freetown</span>`,
  logo: html`<img slot="logo" src="/public/icon.svg" width="40" height="40" alt="Cotton Tree Stores" />`,
  completed: html`<a slot="completed" href="/gallery">Follow your delivery</a>`,
};

/** Attributes of an element; the names are ours, the values anybody's. */
export function attributesOf(attributes: Readonly<Record<string, string>>): Html[] {
  return Object.entries(attributes).map(([name, value]) => html` ${raw(name)}="${value}"`);
}

/** The element of a state. What it needs beside attributes is done by `public/gallery/play.js`. */
export function stateElement(state: GalleryState): Html {
  const {
    attributes,
    answers,
    content = [],
    steps,
    phase,
    shows,
    prevent,
    createSession,
    style,
    hurried,
    blocked,
  } = state;
  const play = {steps, phase, shows, prevent, createSession, style, hurried, blocked, visit: answers.length > 1};
  const all = {
    ...(answers.length > 0 && {'session-id': sessionIdOf(state)}),
    endpoint: '/gallery/endpoint',
    'allowed-hosts': 'pay.example',
    ...attributes,
    'data-state': state.name,
    'data-play': JSON.stringify(play),
  };
  return html`<monime-checkout${attributesOf(all)}>${content.map((name) => contents[name])}</monime-checkout>`;
}
