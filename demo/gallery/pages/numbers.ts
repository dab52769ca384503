import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';

const numbers = {
  monime: [
    ['Mobile Money', '076 000 001', 'is paid'],
    ['Mobile Money', '076 000 002', 'is declined'],
    ['Card', '4343 4343 4343 4345', 'is paid'],
    ['Card', '5100 0000 0000 0198', 'is declined'],
  ],
  paymongo: [
    ['Card', '4343 4343 4343 4345', 'is paid'],
    ['Card', '5100 0000 0000 0198', 'is declined'],
    ['GCash, Maya, QR Ph', 'no number', 'ask on a page of their own'],
  ],
} as const;

/** The numbers that decide in the sandbox how a payment goes. */
export function testNumbers(provider: keyof typeof numbers): Html {
  return html`<details class="numbers">
    <summary>Test numbers: no money moves</summary>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>Method</th>
            <th>Number</th>
            <th>What happens</th>
          </tr>
        </thead>
        <tbody>
          ${numbers[provider].map(
            ([method, number, effect]) =>
              html`<tr>
                <td>${method}</td>
                <td><code>${number}</code></td>
                <td>${effect}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
