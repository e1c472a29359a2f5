import type { AsOf, FactFilter, FactOrder } from '../../generated/operations';
import { listOf, splitKnown } from '../../search';
import { HIDEABLE_COLUMNS, type HideableColumn } from '../../parts/fact-columns';
import { readTime, TIME_PARAMETERS } from '../../time';

export const MEASURES = ['TARGET', 'ACTUAL', 'BASELINE', 'ESTIMATE', 'RATE', 'STATEMENT'] as const;
export const SUBJECT_KINDS = ['ORGANISATION', 'PROGRAMME', 'PARTNERSHIP', 'PERSON'] as const;
export const CONFIDENCES = ['HIGH', 'MEDIUM', 'LOW'] as const;
export const STATUSES = ['ACCEPTED', 'DISPUTED', 'PROPOSED', 'RETRACTED'] as const;
/** The first is the default, which is not in the URL. */
export const ORDERS = ['SUBJECT', 'NEWEST', 'OLDEST', 'DUE_EARLIEST', 'VALUE_HIGHEST', 'VALUE_LOWEST'] as const;
const YES_NO = ['yes', 'no'] as const;

/** The parameters of the table of facts, in its URL. */
export const FACT_PARAMETERS = [
  'measure',
  'property',
  'kind',
  'subject',
  'certainty',
  'issues',
  'status',
  'q',
  'during',
  ...TIME_PARAMETERS,
  'order',
  'hide',
  'after',
] as const;

export type FactSearch = { readonly [Key in (typeof FACT_PARAMETERS)[number]]?: string };

/** A value in the URL that the explorer does not know. */
interface UnknownValue {
  readonly parameter: string;
  readonly value: string;
}

export interface ReadFactSearch {
  readonly filter: FactFilter;
  readonly orderBy: FactOrder;
  readonly after: string | null;
  /** Null is now. */
  readonly at: AsOf | null;
  /** Columns that the table does not show. */
  readonly hidden: readonly HideableColumn[];
  /** Left out of the filter, and named on the page. */
  readonly unknown: readonly UnknownValue[];
}

const YEARS = /^(\d{4})(?:-(\d{4}))?$/;

/** The only value of a parameter, if it is known. */
const one = <Known extends string>(value: string | undefined, known: readonly Known[]) => {
  const { known: found, unknown } = splitKnown(listOf(value).slice(0, 1), known);
  return { value: found[0], unknown };
};

/** Reads the filter of the table from its URL. Property keys are not checked here: the graph names the accepted ones. */
export const readFactSearch = (search: FactSearch): ReadFactSearch => {
  const measures = splitKnown(listOf(search.measure), MEASURES);
  const kinds = splitKnown(listOf(search.kind), SUBJECT_KINDS);
  const statuses = splitKnown(listOf(search.status), STATUSES);
  const certainty = one(search.certainty, CONFIDENCES);
  const issues = one(search.issues, YES_NO);
  const order = one(search.order, ORDERS);
  const hide = splitKnown(listOf(search.hide), HIDEABLE_COLUMNS);
  const years = YEARS.exec(search.during ?? '');
  const unknownOf = (parameter: string, values: readonly string[]): readonly UnknownValue[] =>
    values.map((value) => ({ parameter, value }));
  const filter: FactFilter = {
    ...(measures.known.length > 0 && { measures: [...measures.known] }),
    ...(search.property !== undefined && { properties: [...listOf(search.property)] }),
    ...(kinds.known.length > 0 && { subjectKinds: [...kinds.known] }),
    ...(search.subject !== undefined && { subjectIds: [...listOf(search.subject)] }),
    ...(certainty.value !== undefined && { minConfidence: certainty.value }),
    ...(issues.value !== undefined && { hasIssues: issues.value === 'yes' }),
    ...(statuses.known.length > 0 && { statuses: [...statuses.known] }),
    ...(search.q !== undefined && { text: search.q }),
    ...(years && { validIn: { from: `${years[1]}-01-01`, to: `${years[2] ?? years[1]}-12-31` } }),
  };
  return {
    filter,
    orderBy: order.value ?? 'SUBJECT',
    after: search.after ?? null,
    at: readTime(search).at,
    hidden: hide.known,
    unknown: [
      ...unknownOf('measure', measures.unknown),
      ...unknownOf('kind', kinds.unknown),
      ...unknownOf('status', statuses.unknown),
      ...unknownOf('certainty', certainty.unknown),
      ...unknownOf('issues', issues.unknown),
      ...unknownOf('order', order.unknown),
      ...unknownOf('hide', hide.unknown),
      ...unknownOf('during', search.during !== undefined && !years ? [search.during] : []),
    ],
  };
};
