import type { Span } from './name-pattern';

/** The characters of a text that are taken. Takes time in proportion to the length of the spans, not to their number. */
export class TakenCharacters {
  private readonly marks: Uint8Array;

  /** `length` is that of the text in UTF-16 code units. */
  constructor(length: number, spans: readonly Span[] = []) {
    this.marks = new Uint8Array(length);
    for (const span of spans) this.take(span);
  }

  isFree({ start, end }: Span): boolean {
    return !this.marks.subarray(start, end).includes(1);
  }

  take({ start, end }: Span): void {
    this.marks.fill(1, start, end);
  }

  /** Takes and returns, in this order, each of `candidates` that overlaps none before it. */
  takeEach<Candidate extends Span>(candidates: readonly Candidate[]): Candidate[] {
    return candidates.filter((candidate) => {
      const isFree = this.isFree(candidate);
      if (isFree) this.take(candidate);
      return isFree;
    });
  }
}

const NOBODY = 0;
const SEVERAL = -1;

/** The spans that overlap no span of another owner. `length` is that of the text in UTF-16 code units. */
export const ofOneOwner = <Owned extends Span & { readonly id: string }>(
  length: number,
  spans: readonly Owned[],
): Owned[] => {
  const owners = new Int32Array(length);
  const numbers = new Map<string, number>();
  for (const { id, start, end } of spans) {
    const owner = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, owner);
    for (let at = start; at < end; at += 1) {
      const before = owners[at];
      owners[at] = before === NOBODY || before === owner ? owner : SEVERAL;
    }
  }
  return spans.filter(({ start, end }) => !owners.subarray(start, end).includes(SEVERAL));
};
