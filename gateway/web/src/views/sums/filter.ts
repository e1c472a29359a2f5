import type { ExplorerSumsQueryVariables, FactGroupKey, FactGroupOrder } from '../../generated/operations';
import { listOf, splitKnown } from '../../search';
import { FACT_PARAMETERS, type FactSearch, MEASURES, readFactSearch } from '../facts/filter';

/** What facts can be grouped by. They are always split by property, measure and unit too. */
export const GROUP_KEYS = [
  'SUBJECT',
  'SUBJECT_KIND',
  'PROPERTY',
  'MEASURE',
  'VALID_YEAR',
  'SOURCE',
  'COUNTRY',
  'CONFIDENCE',
  'STATUS',
  'ISSUE',
] as const satisfies readonly FactGroupKey[];

/** The first is the default, which is not in the URL. */
export const GROUP_ORDERS = ['SUM', 'COUNT', 'KEY'] as const satisfies readonly FactGroupOrder[];

const MAX_KEYS = 4;

/** Statements in words cannot be added up. They are grouped only if they are asked for. */
const FIGURES = MEASURES.filter((measure) => measure !== 'STATEMENT');

/** The parameters of sums in their URL: those of the table of facts, and how they are grouped. */
export const SUM_PARAMETERS = [...FACT_PARAMETERS, 'by', 'sort'] as const;

export type SumSearch = FactSearch & { readonly by?: string; readonly sort?: string };

interface ReadSumSearch {
  readonly variables: Omit<ExplorerSumsQueryVariables, 'lang'> & {
    readonly by: readonly FactGroupKey[];
    readonly orderBy: FactGroupOrder;
  };
  /** Values that were left out. */
  readonly unknown: ReturnType<typeof readFactSearch>['unknown'];
}

/** Reads groups and filter from a URL. */
export const readSumSearch = (search: SumSearch): ReadSumSearch => {
  const { filter, at, after, unknown } = readFactSearch({ ...search, order: undefined });
  const by = splitKnown(listOf(search.by), GROUP_KEYS);
  const sort = splitKnown(listOf(search.sort).slice(0, 1), GROUP_ORDERS);
  const keys = by.known.slice(0, MAX_KEYS);
  return {
    variables: {
      by: keys.length > 0 ? [...keys] : (['SUBJECT'] as FactGroupKey[]),
      orderBy: sort.known[0] ?? GROUP_ORDERS[0],
      filter: filter.measures ? filter : { ...filter, measures: [...FIGURES] },
      at,
      after,
    },
    unknown: [
      ...unknown,
      ...[...by.unknown, ...by.known.slice(MAX_KEYS)].map((value) => ({ parameter: 'by', value })),
      ...sort.unknown.map((value) => ({ parameter: 'sort', value })),
    ],
  };
};
