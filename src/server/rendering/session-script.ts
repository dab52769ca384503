import type {CheckoutSession} from '../../core/session.ts';

/**
 * A session as a script element of data, for a `<monime-checkout>` in a page that is rendered on the server: the order
 * is drawn without a request. Put it into the page as it is; no text in the session can end the element.
 */
export function sessionScript(session: CheckoutSession): string {
  return `<script type="application/json">${JSON.stringify(session).replaceAll('<', String.raw`\u003c`)}</script>`;
}
