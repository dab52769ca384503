import {scriptAsset} from '../assets.ts';
import {bundle} from '../bundle.ts';
import type {Contestant} from '../contestant.ts';
import {HOSTED} from '../session.ts';
import {hosts} from './hosted.ts';

const FOLDER = 'test/bench/floors';
const DRAWN = 'the order is drawn';

function floor(name: string, code: string, more: Partial<Contestant>): Contestant {
  const file = `/${name}.js`;
  return {
    name,
    kind: 'floor',
    measured: ['load'],
    ready: DRAWN,
    files: {[file]: scriptAsset(code)},
    head: `<script type="module" src="${file}"></script>`,
    body: '<plain-checkout session-id="{id}" endpoint="/checkout"></plain-checkout>',
    strict: true,
    hosts,
    opens: true,
    ...more,
  };
}

/** An empty page, and what a shop would write by hand in plain DOM: no widget that does as much can be much faster. */
export async function floors(): Promise<Contestant[]> {
  const [plain, opensOnly] = await Promise.all([bundle(`${FOLDER}/plain.ts`), bundle(`${FOLDER}/opens-only.ts`)]);
  return [
    floor('empty', '', {
      kind: 'control',
      measured: ['load', 'idle'],
      ready: 'a script has run',
      files: {},
      head: '',
      body: '<script type="module">bench.ready.add()</script>',
      strict: false,
      opens: false,
    }),
    floor('plain', plain, {measured: ['load', 'intent', 'many', 'leaks', 'idle']}),
    floor('plain-given', plain, {measured: ['items'], body: '<plain-checkout></plain-checkout>'}),
    floor('plain-again', plain, {kind: 'control'}),
    floor('opens-only', opensOnly, {
      ready: 'a click opens; no order',
      body: `<opens-only href="https://${HOSTED}/{id}"></opens-only>`,
    }),
  ];
}
