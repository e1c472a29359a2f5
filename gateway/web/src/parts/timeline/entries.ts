import type { FactLineFragment } from '../../generated/operations';

type Day = NonNullable<FactLineFragment['due']>;

/** Something that happened, as exactly as it is known. */
export interface Entry {
  readonly fact: FactLineFragment;
  readonly date: Day;
  /** By when it is due, rather than since when it holds. */
  readonly isDue: boolean;
  /** The first moment that it may have begun, in milliseconds; null if that is open. */
  readonly from: number | null;
  /** The last moment; null if that is open. */
  readonly to: number | null;
}

const DAY_MS = 86_400_000;

/** When: the date that the fact states, else since when it holds, else by when it is due. The same rule as that of the graph's timelines. */
const dateOf = ({ value, validTime, due }: FactLineFragment): Pick<Entry, 'date' | 'isDue'> | null => {
  if (value?.__typename === 'DateValue') return { date: value.date, isDue: false };
  if (validTime?.from) return { date: validTime.from, isDue: false };
  return due ? { date: due, isDue: true } : null;
};

/** The dated facts, the earliest first; what begins with no known first moment stands by its last one. */
export const entriesOf = (facts: readonly FactLineFragment[]): readonly Entry[] =>
  facts
    .flatMap((fact): readonly Entry[] => {
      const dated = dateOf(fact);
      if (!dated) return [];
      const { earliest, latest } = dated.date;
      if (!earliest && !latest) return [];
      const from = earliest ? Date.parse(earliest) : null;
      return [{ ...dated, fact, from, to: latest ? Date.parse(latest) + DAY_MS : null }];
    })
    .toSorted(
      (a, b) =>
        (a.from ?? a.to ?? 0) - (b.from ?? b.to ?? 0) || (b.to ?? 0) - (a.to ?? 0) || (a.fact.id < b.fact.id ? -1 : 1),
    );

/** First and last moment to show, with a margin; at least five years, so that one day is not the whole picture. */
export const domainOf = (entries: readonly Pick<Entry, 'from' | 'to'>[]): readonly [number, number] => {
  const ends = entries.flatMap(({ from, to }) => [from, to]).filter((end) => end !== null);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const missing = Math.max(5 * 365 * DAY_MS - (last - first), 0);
  const margin = (last - first + missing) * 0.04;
  return [first - missing / 2 - margin, last + missing / 2 + margin];
};

/** First days of years in a domain, at most seven. */
export const ticksOf = ([first, last]: readonly [number, number]): readonly {
  readonly year: number;
  readonly at: number;
}[] => {
  const [from, to] = [new Date(first).getUTCFullYear(), new Date(last).getUTCFullYear()];
  const step = [1, 2, 5, 10, 20, 50, 100].find((each) => (to - from) / each <= 7) ?? 500;
  const start = Math.ceil((from + 1) / step) * step;
  return Array.from({ length: Math.max(Math.floor((to - start) / step) + 1, 0) }, (_, index) => {
    const year = start + index * step;
    return { year, at: Date.UTC(year, 0, 1) };
  });
};
