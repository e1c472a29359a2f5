/** The connected component of each node, numbered from 1 in the order of the nodes. Edges to other nodes are left out. */
export const componentsOf = (
  nodes: readonly string[],
  edges: readonly { readonly source: string; readonly target: string }[],
): Map<string, number> => {
  const neighbours = new Map<string, string[]>(nodes.map((node) => [node, []]));
  for (const { source, target } of edges) {
    if (!neighbours.has(source) || !neighbours.has(target)) continue;
    neighbours.get(source)?.push(target);
    neighbours.get(target)?.push(source);
  }
  const components = new Map<string, number>();
  let last = 0;
  for (const root of nodes) {
    if (components.has(root)) continue;
    last += 1;
    const pending = [root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (components.has(node)) continue;
      components.set(node, last);
      pending.push(...(neighbours.get(node) ?? []));
    }
  }
  return components;
};
