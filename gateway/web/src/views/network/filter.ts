import type { AsOf, RelationKind } from '../../generated/operations';
import { listOf, splitKnown } from '../../search';
import { readTime, TIME_PARAMETERS } from '../../time';

/** Kinds of relations, in the order of the form. PARTNER follows from others, and is shown only if it is asked for. */
export const RELATION_KINDS = ['PARTICIPATES', 'MEMBER_OF', 'PARENT', 'FOUNDED', 'AFFILIATED', 'PARTNER'] as const;
export const DEPTHS = ['1', '2', '3', '4', '5'] as const;
/** Numbers of nodes; the first is the default, which is not in the URL. */
export const LIMITS = ['100', '300', '1000'] as const;

/** At most so many things at the start of a network, as the graph allows. */
const MAX_ROOTS = 20;

/** The parameters of a network in its URL that change what is loaded. */
const LOADED = ['roots', 'depth', 'kinds', 'limit', 'from', 'to', 'q', ...TIME_PARAMETERS] as const;

/** All parameters of the view: `node` is the selected one, `ended` shows relations that have ended. */
export const NETWORK_PARAMETERS = [...LOADED, 'node', 'ended'] as const;

export type NetworkSearch = { readonly [Key in (typeof NETWORK_PARAMETERS)[number]]?: string };

export interface ReadNetworkSearch {
  readonly roots: readonly string[];
  readonly depth: number;
  readonly kinds: readonly RelationKind[] | null;
  readonly limit: number;
  /** Both ends of the path to find; null without both. */
  readonly path: { readonly from: string; readonly to: string } | null;
  readonly at: AsOf | null;
  readonly unknown: readonly { readonly parameter: string; readonly value: string }[];
}

/** Reads the view from its URL. */
export const readNetworkSearch = (search: NetworkSearch): ReadNetworkSearch => {
  const kinds = splitKnown(listOf(search.kinds), RELATION_KINDS);
  const depth = splitKnown(listOf(search.depth).slice(0, 1), DEPTHS);
  const limit = splitKnown(listOf(search.limit).slice(0, 1), LIMITS);
  const { from, to } = search;
  const unknownOf = (parameter: string, values: readonly string[]) => values.map((value) => ({ parameter, value }));
  return {
    roots: [...new Set(listOf(search.roots))].slice(0, MAX_ROOTS),
    depth: Number(depth.known[0] ?? DEPTHS[0]),
    kinds: kinds.known.length > 0 ? kinds.known : null,
    limit: Number(limit.known[0] ?? LIMITS[0]),
    path: from !== undefined && to !== undefined && from !== to ? { from, to } : null,
    at: readTime(search).at,
    unknown: [
      ...unknownOf('kinds', kinds.unknown),
      ...unknownOf('depth', depth.unknown),
      ...unknownOf('limit', limit.unknown),
    ],
  };
};

/** What the operation of the view needs. Things to start from are listed for those who search, or have none yet. */
export const networkVariables = (search: NetworkSearch) => {
  const { roots, depth, kinds, limit, path, at } = readNetworkSearch(search);
  return {
    roots: [...roots],
    hasRoots: roots.length > 0,
    depth,
    kinds: kinds && [...kinds],
    limit,
    from: path?.from ?? '',
    to: path?.to ?? '',
    hasPath: path !== null,
    text: search.q ?? null,
    hasChoices: roots.length === 0 || search.q !== undefined,
    at,
  };
};

/** The part of the URL that changes what is loaded: selecting a node needs no request. */
export const loadedPart = (search: NetworkSearch): NetworkSearch =>
  Object.fromEntries(LOADED.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])));
