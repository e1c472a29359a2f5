import type { TimelineItemFragment } from '../../generated/operations';

/** Something that happened, as exactly as it is known. */
export interface Entry {
  readonly fact: TimelineItemFragment['fact'];
  readonly date: TimelineItemFragment['at'];
  /** By when it is due, rather than since when it holds. */
  readonly isDue: boolean;
  /** The first moment that it may have begun, in milliseconds; null if that is open. */
  readonly from: number | null;
  /** The last moment; null if that is open. */
  readonly to: number | null;
}

const DAY_MS = 86_400_000;

/** The entries of a timeline that have a day at which they can be drawn, in the order of the graph: the earliest first. */
export const entriesOf = (items: readonly TimelineItemFragment[]): readonly Entry[] =>
  items.flatMap(({ at, fact }): readonly Entry[] => {
    const { earliest, latest } = at;
    if (!earliest && !latest) return [];
    return [
      {
        fact,
        date: at,
        isDue: fact.value?.__typename !== 'DateValue' && !fact.validTime?.from,
        from: earliest ? Date.parse(earliest) : null,
        to: latest ? Date.parse(latest) + DAY_MS : null,
      },
    ];
  });

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
