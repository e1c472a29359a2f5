import type MarkdownIt from 'markdown-it';
import { lastStartingBy, linesOf } from './text-position';

type Token = ReturnType<MarkdownIt['parse']>[number];

/**
 * Maps indexes in the inline text of a block to indexes in the source, in UTF-16 code units. The parser strips list marks,
 * quote marks and indents from each line without recording it, but the rest of a line is at the end of the source line.
 */
export function sourceIndexes(source: string): (inline: Token) => (index: number) => number {
  // As the parser does. Both have one code unit, so indexes do not change.
  const lines = linesOf(source.replaceAll('\0', '\ufffd'));
  return (inline) => {
    let at = inline.map?.[0] ?? 0;
    const located = linesOf(inline.content).map(({ text, start }) => {
      const kept = text.trim();
      while (lines[at]?.text.includes(kept) === false) at += 1;
      const line = lines[at];
      if (line === undefined) throw new Error('A line of the parsed Markdown is not in its source.');
      at += 1;
      return { start, shift: line.start + line.text.lastIndexOf(kept) - start - text.indexOf(kept) };
    });
    return (index) => index + (located[lastStartingBy(located, index)]?.shift ?? 0);
  };
}
