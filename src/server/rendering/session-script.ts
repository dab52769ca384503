import type {CheckoutSession} from '../../core/session.ts';

/**
 * Renders a session as a JSON script element. Put it inside a server-rendered `<monime-checkout>`: the widget then shows
 * the order without a request. The result is safe to insert as raw HTML, because `<` is escaped in it.
 */
export function sessionScript(session: CheckoutSession): string {
  return `<script type="application/json">${JSON.stringify(session).replaceAll('<', String.raw`\u003c`)}</script>`;
}
