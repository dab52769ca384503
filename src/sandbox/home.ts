import {html} from 'hono/html';
import {METHODS} from './hosted/methods.ts';
import {amountText} from './hosted/parts.ts';
import {document, type Html} from './html.ts';
import type {SandboxState} from './state.ts';
import type {Method} from './session.ts';
import {TEST_NUMBERS, type TestNumber} from './test-numbers.ts';

const SHOWN = 50;

function numbers([method, list]: [Method, readonly TestNumber[]]): Html {
  return html`<dt>${METHODS[method].label}</dt>
    <dd>
      <ul class="numbers">
        ${list.map(({number, effect}) => html`<li><code>${number}</code> ${effect}</li>`)}
      </ul>
    </dd>`;
}

function sessionList({sessions}: SandboxState): Html {
  const all = sessions.list();
  if (all.length === 0) return html`<p>None yet. Create one through either API, then look again.</p>`;
  return html`<ul class="sessions">
    ${all.slice(0, SHOWN).map(
      (session) =>
        html`<li>
          <a href="/pay/${session.pageKey}">${session.title || session.id}</a>
          <span>${amountText(session)}</span> <span class="status">${session.status}</span>
          <small>${session.id}</small>
        </li>`,
    )}
  </ul>`;
}

/** What stands at the sandbox's root: what it is, how to reach it, what happened so far. */
export function homePage(state: SandboxState, origin: string): Html {
  const {monime, paymongo} = state.keys;
  return document(
    'Monime and PayMongo on this machine',
    html`<section class="card wide">
      <h1>Monime and PayMongo on this machine</h1>
      <p>Both providers' checkout sessions and payment pages, for development and tests. Nothing here is real.</p>
      <h2>Addresses and keys</h2>
      <dl>
        <dt>Monime API</dt>
        <dd><code>${origin}/monime</code></dd>
        <dt>Monime access token</dt>
        <dd><code>${monime.token}</code></dd>
        <dt>Monime space id</dt>
        <dd><code>${monime.spaceId}</code></dd>
        <dt>PayMongo API</dt>
        <dd><code>${origin}/paymongo</code></dd>
        <dt>PayMongo secret key</dt>
        <dd><code>${paymongo.secretKey}</code></dd>
        <dt>PayMongo public key</dt>
        <dd><code>${paymongo.publicKey}</code></dd>
      </dl>
      <h2>Test numbers</h2>
      <dl>${TEST_NUMBERS.map(numbers)}</dl>
      <p>GCash, Maya and QR Ph ask on a page of their own.</p>
      <h2>Sessions</h2>
      ${sessionList(state)}
    </section>`,
  );
}
