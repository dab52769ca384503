import {html} from 'hono/html';
import type {ProviderName} from '../../core/session.ts';
import {METHODS} from '../hosted/methods.ts';
import {amountText} from '../hosted/fragments.ts';
import {htmlDocument, type Html} from '../html.ts';
import type {Method, SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {TEST_NUMBERS, type TestNumber} from '../test-numbers.ts';

const SESSIONS_SHOWN = 50;

function numbers([method, list]: readonly [Method, readonly TestNumber[]]): Html {
  return html`<dt>${METHODS[method].label}</dt>
    <dd>
      <ul class="numbers">
        ${list.map(({number, effect}) => html`<li><code>${number}</code> ${effect}</li>`)}
      </ul>
    </dd>`;
}

function sessionList(all: readonly SandboxSession[]): Html {
  if (all.length === 0) return html`<p>None yet. Create one through either API, then look again.</p>`;
  return html`<ul class="sessions">
    ${all.slice(0, SESSIONS_SHOWN).map(
      (session) =>
        html`<li>
          <a href="/sessions/${session.id}">${session.title || session.id}</a>
          <span>${amountText(session)}</span> <span class="status">${session.status}</span>
          <small>${session.id}</small>
        </li>`,
    )}
  </ul>`;
}

type Rows = readonly (readonly [name: string, value: string])[];

/** Returns URLs and keys of each provider, in the order in which a new user needs them. */
function accessRows({keys}: SandboxState, origin: string): Record<ProviderName, Rows> {
  const {monime, paymongo} = keys;
  return {
    monime: [
      ['Monime API', `${origin}/monime`],
      ['Monime access token', monime.token],
      ['Monime space id', monime.spaceId],
      ['Monime webhook secret', monime.webhookSecret],
    ],
    paymongo: [
      ['PayMongo API', `${origin}/paymongo`],
      ['PayMongo secret key', paymongo.secretKey],
      ['PayMongo public key', paymongo.publicKey],
      ['PayMongo webhook secret', paymongo.webhookSecret],
    ],
  };
}

function webhookText({endpoints}: SandboxState, providers: readonly ProviderName[]): Html {
  const urls = [...new Set(providers.flatMap((provider) => endpoints.list(provider).map(({url}) => url)))];
  if (urls.length === 0)
    return html`<p>None are sent: register an address through an API, or start the sandbox with one.</p>`;
  return html`<p>Sent to ${urls.map((url) => html`<code>${url}</code> `)}. <a href="/webhooks">Deliveries</a></p>`;
}

/** Renders the home page: sessions, webhooks, keys, test numbers. */
export function homePage(
  state: SandboxState,
  {origin, providers}: {origin: string; providers: readonly ProviderName[]},
): Html {
  const rows = accessRows(state, origin);
  return htmlDocument(
    'Monime and PayMongo on this machine',
    html`<section class="card wide">
      <h1>Monime and PayMongo on this machine</h1>
      <p>Both providers' checkout sessions and payment pages, for development and tests. Nothing here is real.</p>
      <h2>Sessions</h2>
      ${sessionList(state.sessions.list())}
      <h2>Webhooks</h2>
      ${webhookText(state, providers)}
      <h2>Addresses and keys</h2>
      <dl>
        ${providers.flatMap((provider) =>
          rows[provider].map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd><code>${value}</code></dd>`,
          ),
        )}
      </dl>
      <h2>Test numbers</h2>
      <dl>${TEST_NUMBERS.map(numbers)}</dl>
      <p>Wallets, online banking and QR Ph ask on a page of their own.</p>
    </section>`,
  );
}
