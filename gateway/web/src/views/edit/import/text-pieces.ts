/** A stretch of a page that something is said about. Offsets count code points; `end` is exclusive. */
export interface Span {
  /** Under which the report lists it: the number of a claim, `w1` for the first remark. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

export interface Piece {
  readonly text: string;
  /** Keys of the spans that the whole piece is in. */
  readonly keys: readonly string[];
  /** Keys of the spans that end with it. */
  readonly ending: readonly string[];
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
      keys: around.map(({ key }) => key),
      ending: around.filter((span) => span.end === end).map(({ key }) => key),
    };
  });
};
