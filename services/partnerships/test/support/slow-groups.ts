/** A fact as far as adding up needs it. Numbers are whole, days are ISO 8601. */
export interface SlowFact {
  readonly id: string;
  readonly subject_id: string;
  readonly property_key: string;
  readonly measure: string;
  readonly presence: string;
  readonly amount: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly unit_code: string | null;
  readonly statement_key: string;
  readonly country: string | null;
  readonly dimension_values: Readonly<Record<string, string>>;
  readonly from_earliest: string | null;
  readonly from_latest: string | null;
  readonly to_earliest: string | null;
  readonly to_latest: string | null;
  readonly due_earliest: string | null;
  readonly due_latest: string | null;
  readonly rank: string;
  readonly confidence: string;
  readonly status: string;
  readonly known_from: string;
}

export interface SlowVocabulary {
  readonly properties: Readonly<Record<string, { readonly additive: boolean; readonly accumulates: boolean }>>;
  /** Dimension and factor of each unit. */
  readonly units: Readonly<Record<string, { readonly dimension: string; readonly factor: number | null }>>;
}

export interface SlowGroup {
  readonly facts: string[];
  readonly subjects: Set<string>;
  sum: readonly [number | null, number | null] | null;
  readonly excluded: Record<string, string[]>;
}

const RANKS = ['PREFERRED', 'NORMAL', 'DEPRECATED'];
const CONFIDENCES = ['HIGH', 'MEDIUM', 'LOW'];

/** The days on which a fact may hold, or a target may be due. */
const periodOf = (fact: SlowFact): readonly [string, string] =>
  fact.measure === 'TARGET'
    ? [fact.due_earliest ?? '0001-01-01', fact.due_latest ?? '9999-12-31']
    : [fact.from_earliest ?? '0001-01-01', fact.to_latest ?? '9999-12-31'];
const momentOf = (fact: SlowFact): string =>
  (fact.measure === 'TARGET' ? fact.due_latest : fact.from_latest) ?? '0001-01-01';
const isUndated = (fact: SlowFact): boolean => periodOf(fact).join() === '0001-01-01,9999-12-31';
const meet = (a: SlowFact, b: SlowFact): boolean =>
  periodOf(a)[0] <= periodOf(b)[1] && periodOf(b)[0] <= periodOf(a)[1];

const limitsOf = (fact: SlowFact): string =>
  JSON.stringify([fact.country, Object.entries(fact.dimension_values).sort()]);
const familyOf = (fact: SlowFact): string[] => [
  ...(fact.country ? ['country'] : []),
  ...Object.keys(fact.dimension_values).sort(),
];

type Sorting = (fact: SlowFact) => number | string;
const byRank: Sorting = ({ rank }) => RANKS.indexOf(rank);
const byConfidence: Sorting = ({ confidence }) => CONFIDENCES.indexOf(confidence);
const byDated: Sorting = (fact) => (isUndated(fact) ? 1 : 0);
const byNewest: Sorting = ({ known_from }) => -Date.parse(known_from);
const byId: Sorting = ({ id }) => id;

const sorted = (facts: readonly SlowFact[], ...by: readonly Sorting[]): SlowFact[] =>
  [...facts].sort((a, b) => {
    for (const each of by) {
      const [x, y] = [each(a), each(b)];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  });

/**
 * Adds up facts by the rules of `factGroups`, by comparing every pair: slow, but each rule is one line. A group is named by the
 * values of `by`, then property, measure and unit.
 */
export const slowGroups = (
  given: readonly SlowFact[],
  by: (fact: SlowFact) => readonly (string | null)[],
  ofCell: (fact: SlowFact) => readonly (string | null)[],
  { properties, units }: SlowVocabulary,
  convertTo: string | null = null,
): Map<string, SlowGroup> => {
  const wanted = convertTo === null ? null : units[convertTo];
  const isConvertible = (unit: string): boolean => {
    const { dimension, factor } = units[unit] ?? { dimension: '', factor: null };
    if (unit === convertTo) return true;
    return factor !== null && wanted?.factor != null && dimension === wanted.dimension;
  };
  const unitOf = ({ unit_code: unit }: SlowFact): string | null =>
    unit !== null && convertTo !== null && isConvertible(unit) ? convertTo : unit;
  const valueOf = ({ unit_code: unit, amount }: SlowFact, end: number | null): number | null => {
    const value = amount ?? end;
    if (value === null || unit === null || unit === convertTo || !wanted?.factor || !isConvertible(unit)) return value;
    return (value * (units[unit]?.factor ?? 1)) / wanted.factor;
  };
  const nameOf = (fact: SlowFact): string =>
    JSON.stringify([...by(fact), fact.property_key, fact.measure, unitOf(fact)]);

  const groups = new Map<string, SlowGroup>();
  const groupOf = (fact: SlowFact): SlowGroup => {
    const name = nameOf(fact);
    const group = groups.get(name) ?? { facts: [], subjects: new Set(), sum: null, excluded: {} };
    groups.set(name, group);
    return group;
  };
  const leaveOut = (fact: SlowFact, reason: string): void => {
    const { excluded } = groupOf(fact);
    (excluded[reason] ??= []).push(fact.id);
  };

  const reasonOf = (fact: SlowFact): string | null => {
    if (fact.status !== 'ACCEPTED') return 'STATUS';
    if (fact.rank === 'DEPRECATED') return 'RANK';
    if (fact.presence !== 'VALUE') return 'NO_VALUE';
    if (fact.unit_code !== null && fact.amount === null && fact.lower === null && fact.upper === null)
      return 'NO_VALUE';
    return convertTo !== null && fact.unit_code !== null && !isConvertible(fact.unit_code) ? 'UNIT' : null;
  };

  const cells = new Map<string, SlowFact[]>();
  for (const fact of given.filter(({ status }) => status !== 'RETRACTED')) {
    const reason = reasonOf(fact);
    if (reason !== null) {
      leaveOut(fact, reason);
      continue;
    }
    const statement = fact.unit_code === null ? fact.statement_key : null;
    const cell = JSON.stringify([
      fact.subject_id,
      fact.property_key,
      fact.measure,
      unitOf(fact),
      statement,
      ofCell(fact),
    ]);
    cells.set(cell, [...(cells.get(cell) ?? []), fact]);
  }

  const keptOf = (facts: readonly SlowFact[]): SlowFact[] => {
    const [best] = sorted(facts, byRank, (fact) => familyOf(fact).length, byConfidence, byDated, byNewest, byId);
    if (!best) return [];
    const breakdown = facts.filter((fact) => familyOf(fact).join() === familyOf(best).join());
    const { additive, accumulates } = properties[best.property_key] ?? { additive: false, accumulates: false };
    return [...new Set(breakdown.map(limitsOf))].flatMap((limits) => {
      const like = breakdown.filter((fact) => limitsOf(fact) === limits);
      if (best.unit_code === null || accumulates || !additive) {
        const kept: SlowFact[] = [];
        for (const fact of sorted(like, byRank, byConfidence, byDated, byNewest, byId)) {
          if (!kept.some((other) => meet(fact, other))) kept.push(fact);
        }
        return kept;
      }
      const last = like.map(momentOf).sort().at(-1) ?? '';
      return sorted(
        like.filter((fact) => momentOf(fact) === last),
        byRank,
        byConfidence,
        byDated,
        byNewest,
        byId,
      ).slice(0, 1);
    });
  };

  const kept: SlowFact[] = [];
  for (const facts of cells.values()) {
    const counted = keptOf(facts);
    const top = Math.min(...facts.map(({ rank }) => RANKS.indexOf(rank)));
    kept.push(...counted);
    for (const fact of facts.filter((each) => !counted.includes(each))) {
      leaveOut(fact, RANKS.indexOf(fact.rank) > top ? 'RANK' : 'DUPLICATE');
    }
  }
  for (const fact of kept) {
    const group = groupOf(fact);
    group.facts.push(fact.id);
    group.subjects.add(fact.subject_id);
    if (!properties[fact.property_key]?.additive || fact.measure === 'RATE' || fact.unit_code === null) continue;
    const ends = [valueOf(fact, fact.lower), valueOf(fact, fact.upper)] as const;
    const [lower, upper] = group.sum ?? [0, 0];
    group.sum = [
      lower === null || ends[0] === null ? null : lower + ends[0],
      upper === null || ends[1] === null ? null : upper + ends[1],
    ];
  }
  return groups;
};
