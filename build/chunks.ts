/** What the bundler tells a naming function of chunks. */
interface Graph {
  getModuleInfo(id: string): {readonly importedIds: readonly string[]} | null;
}

/** The module and all that it imports statically. */
function closure(entry: string, graph: Graph): Set<string> {
  const found = new Set([entry]);
  for (const id of found) graph.getModuleInfo(id)?.importedIds.forEach((imported) => found.add(imported));
  return found;
}

/**
 * Names the chunk of each module: what an entry needs at once is one file with it, not one more round trip.
 * @param entries file of the entry by name of its chunk; what two need stands with the first
 */
export function chunkOf(entries: Readonly<Record<string, string>>): (id: string, graph: Graph) => string | null {
  let chunks: [name: string, ids: Set<string>][] | null = null;
  return (id, graph) => {
    chunks ??= Object.entries(entries).map(([name, entry]) => [name, closure(entry, graph)]);
    return chunks.find(([, ids]) => ids.has(id))?.[0] ?? null;
  };
}

/** The name of a chunk's file: a download stage is called after its folder. */
export function chunkName({name, facadeModuleId}: {name: string; facadeModuleId: string | null}): string {
  return (name === 'index' && facadeModuleId?.split('/').at(-2)) || name;
}
