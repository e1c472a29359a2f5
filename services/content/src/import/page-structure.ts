import { codePointOffsets } from '../rich-text/text-position';
import { blocksOf, type TextSpan } from '../rich-text/wizness-blocks';
import { declaredCount } from './declared-count';

/** A part of the page with its markup. Offsets are Unicode code points of the page's `source`. */
export type PageSpan = { readonly text: string; readonly start: number; readonly end: number };

export type PageList = {
  readonly ordered: boolean;
  readonly items: readonly PageSpan[];
  /** Number of items that the sentence before the list announces; null if it announces none. */
  readonly declared: number | null;
};

/** The headings of a body. `body` is a span of `source` in UTF-16 code units. */
export function headingsOf(source: string, body: TextSpan): PageSpan[] {
  const span = spanReader(source, body);
  return blocksIn(source, body).flatMap((block) => (block.kind === 'HEADING' ? [span(block)] : []));
}

/** The lists of a body, each with the number of items that the paragraph before it announces. */
export function listsOf(source: string, body: TextSpan): PageList[] {
  const span = spanReader(source, body);
  const blocks = blocksIn(source, body);
  return blocks.flatMap((block, at) => {
    if (block.kind !== 'LIST') return [];
    const before = blocks[at - 1];
    const declared = before?.kind === 'PARAGRAPH' ? declaredCount(span(before).text) : null;
    return [{ ordered: block.numbering !== null, items: block.items.map(span), declared }];
  });
}

function blocksIn(source: string, { start, end }: TextSpan) {
  return blocksOf(source.slice(start, end));
}

function spanReader(source: string, body: TextSpan): (span: TextSpan) => PageSpan {
  const offsetAt = codePointOffsets(source);
  return (span) => {
    const start = body.start + span.start;
    const end = body.start + span.end;
    return { text: source.slice(start, end), start: offsetAt(start), end: offsetAt(end) };
  };
}
