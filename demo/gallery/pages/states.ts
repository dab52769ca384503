import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {type GalleryState, groups} from '../state.ts';
import {states} from '../states.ts';
import {stateElement} from './element.ts';
import {galleryLayout} from './layout.ts';

const looks = [
  ['light', '?theme=light'],
  ['dark', '?theme=dark'],
  ['right to left', '?lang=ar&dir=rtl'],
  ['320 px', '?width=320'],
] as const;

/** What opens something over the page, holds the clock or is higher than a screen stands on a page of its own. */
function needsFrame({steps, hurried, blocked, tall}: GalleryState): boolean {
  return Boolean(steps ?? hurried ?? blocked ?? tall);
}

function figure(state: GalleryState): Html {
  const url = `/gallery/state/${state.name}`;
  return html`<figure class="state">
    <figcaption>
      <a href="${url}">${state.title}</a>
      <span class="quiet">
        ${looks.map(([label, query]) => html`<a href="${url}${query}"><span class="unseen">${state.title}: </span>${label}</a>`)}
      </span>
    </figcaption>
    ${
      needsFrame(state)
        ? html`<iframe src="${url}" title="${state.title}" loading="lazy"></iframe>`
        : html`<div class="stage">${stateElement(state)}</div>`
    }
    ${state.gesture ? html`<p class="quiet">A window opens on a click only: press the button.</p>` : ''}
  </figure>`;
}

export function statesPage(): Html {
  const names = Object.entries(groups);
  return galleryLayout({
    title: 'Every state',
    path: '/gallery/states',
    scripts: ['play.js'],
    main: html`<h1>Every state</h1>
      <p class="lead">
        ${states.length} states, each drawn by the element from what an endpoint answered. Payment links lead nowhere
        here; each title opens the state on a page of its own.
      </p>
      <nav class="contents" aria-label="Groups of states">
        ${names.map(([name, label]) => html`<a href="#${name}">${label}</a>`)}
      </nav>
      ${names.map(
        ([name, label]) =>
          html`<section id="${name}">
            <h2 class="title">${label}</h2>
            <div class="states">${states.filter(({group}) => group === name).map(figure)}</div>
          </section>`,
      )}`,
  });
}
