import {text} from 'node:stream/consumers';
import {getHeapSnapshot} from 'node:v8';

/** Fewer objects of one kind are not counted: a thousand sessions would leave more. */
const MANY = 50;

/** What lives in this process after a garbage collection. */
export interface Heap {
  /** How many objects there are of each type and constructor, and how many texts, if there are many. */
  counts: ReadonlyMap<string, number>;
  /** The text of each string, the first kilobyte of long ones. */
  strings: readonly string[];
}

interface Snapshot {
  snapshot: {meta: {node_fields: string[]; node_types: [string[], ...unknown[]]}};
  /** The fields of one node after those of another. */
  nodes: number[];
  strings: string[];
}

/** What the engine makes of code. */
const OF_CODE = new Set(['code', 'hidden', 'object shape', 'synthetic']);

/** https://developer.chrome.com/docs/devtools/memory-problems/heap-snapshots */
export async function readHeap(): Promise<Heap> {
  const {snapshot, nodes, strings}: Snapshot = JSON.parse(await text(getHeapSnapshot()));
  const {node_fields: fields, node_types} = snapshot.meta;
  const [typeAt, nameAt] = [fields.indexOf('type'), fields.indexOf('name')];
  const counts = new Map<string, number>();
  for (let at = 0; at < nodes.length; at += fields.length) {
    const type = node_types[0][nodes[at + typeAt] ?? -1] ?? '';
    if (OF_CODE.has(type)) continue;
    // The name of a string is its text.
    const kind = type.endsWith('string') ? type : `${type} ${strings[nodes[at + nameAt] ?? -1]}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return {counts: new Map([...counts].filter(([, count]) => count >= MANY)), strings};
}
