/** A stretch of a page that something is said about. Offsets count code points; `end` is exclusive. */
export interface Span {
  /** Number under which the report lists it. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

export interface Piece {
  readonly text: string;
  /** Numbers of the spans that the whole piece is in. */
  readonly numbers: readonly number[];
  /** Numbers of the spans that end with it. */
  readonly ending: readonly number[];
}

/**
 * Cuts a page where spans begin and end, from code point `from` to `to`. The pieces together are the text in between, and each is
 * wholly in or out of every span.
 */
export const textPieces = (page: string, spans: readonly Span[], from: number, to: number): readonly Piece[] => {
  const characters = [...page];
  const within = (offset: number): boolean => offset > from && offset < to;
  const bounds = [from, ...spans.flatMap(({ start, end }) => [start, end]).filter(within), to];
  const cuts = [...new Set(bounds)].toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? to;
    const around = spans.filter((span) => span.start <= start && end <= span.end);
    return {
      text: characters.slice(start, end).join(''),
      numbers: around.map(({ number }) => number),
      ending: around.filter((span) => span.end === end).map(({ number }) => number),
    };
  });
};
