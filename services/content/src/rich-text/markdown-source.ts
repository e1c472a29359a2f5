import type MarkdownIt from 'markdown-it';
import { linesOf } from './text-position';

type Token = ReturnType<MarkdownIt['parse']>[number];

/**
 * Ways back from the inline text of a block to the source. The parser strips list marks, quote marks and indents from
 * each line and keeps no account of it; but what is left of a line still stands in it, towards its end.
 */
export function sourceIndexes(source: string): (inline: Token) => (index: number) => number {
  // As the parser does; one unit for one, so the indexes stay.
  const lines = linesOf(source.replaceAll('\0', '\ufffd'));
  return (inline) => {
    let at = inline.map?.[0] ?? 0;
    const placed = linesOf(inline.content).map(({ text, start }) => {
      const kept = text.trim();
      while (at < lines.length - 1 && !lines[at]?.text.includes(kept)) at += 1;
      const line = lines[at];
      at += 1;
      const keptAt = start + text.indexOf(kept);
      return { start, shift: (line?.start ?? 0) + (line?.text.lastIndexOf(kept) ?? 0) - keptAt };
    });
    return (index) => index + (placed.findLast(({ start }) => start <= index)?.shift ?? 0);
  };
}
