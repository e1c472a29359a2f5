import type MarkdownIt from 'markdown-it';
import { lastStartingBy, linesOf } from './text-position';

type Token = ReturnType<MarkdownIt['parse']>[number];

/**
 * Ways back from the inline text of a block to the source, in UTF-16 units. The parser strips list marks, quote marks
 * and indents from each line and keeps no account of it; but what is left of a line stands in it, towards its end.
 */
export function sourceIndexes(source: string): (inline: Token) => (index: number) => number {
  // As the parser does; one unit for one, so the indexes stay.
  const lines = linesOf(source.replaceAll('\0', '\ufffd'));
  return (inline) => {
    let at = inline.map?.[0] ?? 0;
    const placed = linesOf(inline.content).map(({ text, start }) => {
      const kept = text.trim();
      while (lines[at]?.text.includes(kept) === false) at += 1;
      const line = lines[at];
      if (line === undefined) throw new Error('A line of the parsed Markdown is not in its source.');
      at += 1;
      return { start, shift: line.start + line.text.lastIndexOf(kept) - start - text.indexOf(kept) };
    });
    return (index) => index + (placed[lastStartingBy(placed, index)]?.shift ?? 0);
  };
}
