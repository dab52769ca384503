/** Styles of all pages. Deliberately unlike either provider's pages. */
export const stylesheet = /* css */ `
:root {
  color-scheme: light dark;
  --page: #f3f1ec;
  --paper: #ffffff;
  --ink: #1d2430;
  --soft: #566072;
  --line: #d6d3cb;
  --edge: #7d8697;
  --action: #274c8f;
  --on-action: #ffffff;
  --banner: #ffd84d;
  --on-banner: #332700;
  --wrong: #a3211a;
  --wrong-paper: #fdeeec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c;
    --paper: #1d2229;
    --ink: #eceff4;
    --soft: #a9b3c2;
    --line: #363d48;
    --edge: #7f8a9b;
    --action: #9dbcff;
    --on-action: #0d1b36;
    --wrong: #ffb4ab;
    --wrong-paper: #3a1f1d;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--page);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
h1 { margin: 0 0 0.75rem; font-size: 1.375rem; line-height: 1.25; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.0625rem; }
p { margin: 0 0 0.75rem; }
small { color: var(--soft); font-size: 0.875rem; }
code { font: 0.9375em ui-monospace, monospace; white-space: nowrap; }
:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }
[hidden] { display: none; }

.banner { background: var(--banner); color: var(--on-banner); text-align: center; }
.banner p { margin: 0; padding: 0.5rem 1rem; }
.banner strong::after { content: ' ·'; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }

.columns { display: grid; gap: 1.5rem; align-items: start; }
@media (min-width: 48rem) {
  .columns { grid-template-columns: 1fr 26rem; gap: 3rem; }
  main { padding-top: 2.5rem; }
}
.pay, .card { background: var(--paper); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.25rem; }
.card { max-width: 30rem; margin: 0 auto; }
.card.wide { max-width: none; }

.items { list-style: none; margin: 1rem 0 0; padding: 0; }
.items li, .total { display: flex; justify-content: space-between; gap: 1rem; }
.items li { padding: 0.625rem 0; border-top: 1px solid var(--line); }
.item small { display: block; }
.quantity { color: var(--soft); white-space: nowrap; }
.amount { white-space: nowrap; }
.amount, .total strong { font-variant-numeric: tabular-nums; }
.total { margin: 0; padding-top: 0.75rem; border-top: 2px solid var(--ink); font-size: 1.125rem; }
.total strong { text-align: right; }
.paid { font-size: 1.75rem; font-weight: 600; }

fieldset { margin: 0 0 1rem; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin-bottom: 0.5rem; font-weight: 600; }
.method { position: relative; border: 1px solid var(--edge); margin-top: -1px; }
.method:first-of-type { border-radius: 0.5rem 0.5rem 0 0; }
.method:last-of-type { border-radius: 0 0 0.5rem 0.5rem; }
.method:only-of-type { border-radius: 0.5rem; }
.method > input {
  position: absolute;
  left: 0.875rem;
  top: 0.8125rem;
  width: 1.25rem;
  height: 1.25rem;
  margin: 0;
  accent-color: var(--action);
}
.method > label { display: block; min-height: 2.875rem; padding: 0.6875rem 1rem 0.6875rem 2.75rem; cursor: pointer; }
.method > input:checked + label { font-weight: 600; }
.method > input:not(:checked) ~ .fields { display: none; }
.fields { padding: 0 1rem 1rem; }
.field label { display: block; margin-bottom: 0.25rem; font-size: 0.9375rem; }
.field input {
  width: 100%;
  min-height: 2.75rem;
  padding: 0.5rem 0.75rem;
  border: 1px solid var(--edge);
  border-radius: 0.375rem;
  background: var(--paper);
  color: inherit;
  font: inherit;
  font-variant-numeric: tabular-nums;
}
.field input[aria-invalid] { border: 2px solid var(--wrong); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; margin-top: 0.75rem; }
.problem { margin: 0.25rem 0 0; color: var(--wrong); font-size: 0.9375rem; }
.test-numbers { margin-top: 0.875rem; color: var(--soft); font-size: 0.875rem; }
.test-numbers p { margin: 0; font-weight: 600; }
.test-numbers code { color: var(--ink); }
.numbers { margin: 0; padding: 0; list-style: none; }
.numbers li { margin-top: 0.25rem; }
.alert {
  margin-bottom: 1.25rem;
  padding: 0.875rem 1rem;
  border-left: 0.25rem solid var(--wrong);
  border-radius: 0.25rem;
  background: var(--wrong-paper);
}
.alert p { margin: 0; }
.alert:focus { outline: none; }

button, .button {
  display: block;
  width: 100%;
  min-height: 2.875rem;
  margin-top: 0.75rem;
  padding: 0.625rem 1rem;
  border: 1px solid var(--action);
  border-radius: 0.5rem;
  background: var(--action);
  color: var(--on-action);
  font: inherit;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { filter: brightness(1.1); }
.second { background: transparent; border-color: var(--edge); color: var(--ink); }
.quiet { background: transparent; border-color: transparent; color: var(--soft); font-weight: 400; text-decoration: underline; }
.phone { max-width: 16rem; margin: 1.25rem auto; padding: 2.5rem 1rem 1.5rem; border: 0.375rem solid var(--edge); border-radius: 1.75rem; text-align: center; }
.ussd { padding: 0.75rem; border: 1px solid var(--edge); font-family: ui-monospace, monospace; text-align: start; }
.qr { display: block; width: 15rem; max-width: 100%; height: auto; margin: 1rem auto; border-radius: 0.5rem; }

dl { margin: 0; }
dt { color: var(--soft); font-size: 0.875rem; }
dd { margin: 0 0 0.5rem; }
dd > code { white-space: normal; }
.sessions { margin: 0; padding: 0; list-style: none; }
.sessions li { padding: 0.5rem 0; border-top: 1px solid var(--line); }
.sessions a { display: block; padding: 0.625rem 0; color: var(--action); font-weight: 600; }
.sessions small { display: block; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.actions button { width: auto; margin: 0; }
.timeline { margin: 0; padding: 0; list-style: none; }
.timeline li { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.375rem 0; border-top: 1px solid var(--line); }
.timeline time { color: var(--soft); font-variant-numeric: tabular-nums; }
pre { margin: 0 0 0.75rem; padding: 0.75rem; border: 1px solid var(--line); border-radius: 0.375rem; font: 0.875rem/1.5 ui-monospace, monospace; white-space: pre-wrap; }
.status { padding: 0 0.5rem; border: 1px solid var(--edge); border-radius: 1rem; font-size: 0.875rem; }
@media (forced-colors: active) {
  .alert, .method > input:checked + label { border: 2px solid; }
}
`;
