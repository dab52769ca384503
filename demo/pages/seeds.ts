import {html, raw} from 'hono/html';
import {type Html, layout} from './layout.ts';

export interface Seeds {
  /** Monime's template, in which nearly everything is null. */
  template: unknown;
  /** PayMongo's example, whose intent has succeeded. */
  paid: unknown;
}

/** JSON that stands in a page as data: no `<` in it can end the element. */
function jsonScript(json: unknown): Html {
  const text = JSON.stringify(json).replaceAll('<', String.raw`\u003c`);
  return html`<script type="application/json">
    ${raw(text)}
  </script>`;
}

/** The two documents that the package was made from, drawn by the element. */
export function seedsPage({template, paid}: Seeds): Html {
  return layout({
    title: 'Seeds',
    shop: null,
    widget: true,
    main: html`<h1>The two seeds</h1>
      <p class="lead">Each order stands in this page as the provider's own JSON.</p>
      <div class="seeds">
        <section>
          <h2>Monime's template</h2>
          <p class="quiet">Not filled in yet: no items, no payment page.</p>
          <monime-checkout>${jsonScript(template)}</monime-checkout>
        </section>
        <section>
          <h2>PayMongo's example</h2>
          <p class="quiet">Its payment has succeeded, though its status says active.</p>
          <monime-checkout endpoint="/seeds">${jsonScript(paid)}</monime-checkout>
        </section>
      </div>`,
  });
}
