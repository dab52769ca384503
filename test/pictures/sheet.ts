import {html, raw} from 'hono/html';
import {type GalleryState, groups} from '../../demo/gallery/state.ts';

export interface Cell {
  state: GalleryState;
  /** A PNG. */
  picture: Uint8Array;
}

const style = `
  body { margin: 24px; background: #888; color: #000; font-size: 15px; line-height: 1.3; }
  h1, h2 { margin: 16px 0 8px; }
  section { display: flex; flex-wrap: wrap; align-items: start; gap: 16px; }
  figure { margin: 0; }
  figcaption { padding: 4px 0; }
  img { display: block; }
`;

/** A page with the pictures of many states, by their groups, each with its name. */
export function sheetPage(title: string, cells: readonly Cell[]): string {
  const sections = Object.entries(groups).map(([group, heading]) => {
    const inside = cells.filter(({state}) => state.group === group);
    return html`<h2>${heading}</h2>
      <section>
        ${inside.map(
          ({state: {name}, picture}) =>
            html`<figure>
              <figcaption>${name}</figcaption>
              <img src="data:image/png;base64,${Buffer.from(picture).toString('base64')}" />
            </figure>`,
        )}
      </section>`;
  });
  return String(
    html`<!doctype html>
      <meta charset="utf-8" />
      <style>
        ${raw(style)}
      </style>
      <h1>${title}</h1>
      ${sections}`,
  );
}
