import type { Fetch, PlanNode } from '../plan';

/** A fetch and the fetches that the plan puts before it, by their index. */
export interface OrderedFetch {
  readonly fetch: Fetch;
  readonly before: readonly number[];
}

const containsMutation = (node: PlanNode): boolean => node.kind === 'fetch' && node.operation === 'mutation';

/**
 * The fetches of a plan, each after those that it may depend on. A mutation beside other fetches comes after them: they read
 * what an earlier step of the client's operation returned.
 */
export const orderFetches = (root: PlanNode): readonly OrderedFetch[] => {
  const ordered: OrderedFetch[] = [];
  const add = (node: PlanNode, before: readonly number[]): readonly number[] => {
    if (node.kind === 'fetch') return [ordered.push({ fetch: node, before }) - 1];
    if (node.kind === 'sequence') {
      let earlier = before;
      for (const inner of node.nodes) earlier = [...earlier, ...add(inner, earlier)];
      return earlier.slice(before.length);
    }
    const reads = node.nodes.filter((inner) => !containsMutation(inner)).flatMap((inner) => add(inner, before));
    let earlier = reads;
    for (const mutation of node.nodes.filter(containsMutation)) {
      earlier = [...earlier, ...add(mutation, [...before, ...earlier])];
    }
    return earlier;
  };
  add(root, []);
  return ordered;
};
