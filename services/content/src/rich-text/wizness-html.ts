import { createAnchors, type FoundHeading } from './heading';
import { escapeHtml } from './html';
import type { FoundLink } from './link-target';
import { codePointOffsets, utf16Indexes } from './text-position';
import { blocksOf, type WiznessBlock } from './wizness-blocks';
import { linkText, parseLinks } from './wizness-markup';

/** HTML of a text in Wizness markup, not yet sanitised. A link without a usable address is shown as its label. */
export function wiznessHtml(text: string): string {
  const anchors = wiznessHeadings(text).map(({ anchor }) => anchor);
  return blocksOf(text)
    .map((block) => blockHtml(block, anchors, ({ start, end }) => inlineHtml(text.slice(start, end))))
    .join('\n');
}

/** The headings of a text in Wizness markup, in text order. */
export function wiznessHeadings(text: string): FoundHeading[] {
  const anchorOf = createAnchors();
  const offsetAt = codePointOffsets(text);
  return blocksOf(text)
    .filter(({ kind }) => kind === 'HEADING')
    .map(({ start, end }) => {
      const words = wiznessText(text.slice(start, end));
      return { level: 1, text: words, anchor: anchorOf(words), start: offsetAt(start) };
    });
}

/** The text without markup: links as their labels, lists and line breaks unchanged. */
export function wiznessText(text: string): string {
  return write(text, (literal) => literal, linkText);
}

/** `anchors` are those of the headings that have not been written; the next one is taken from it. */
function blockHtml(
  block: WiznessBlock,
  anchors: string[],
  html: (span: { start: number; end: number }) => string,
): string {
  switch (block.kind) {
    case 'HEADING':
      return `<h2 id="${anchors.shift()}">${html(block)}</h2>`;
    case 'PARAGRAPH':
      return `<p>${html(block)}</p>`;
    case 'LIST': {
      const items = block.items.map((item) => `<li>${html(item)}</li>`).join('');
      const start = block.items[0]?.number ?? 1;
      if (block.numbering === null) return `<ul>${items}</ul>`;
      const type = block.numbering === '1' ? '' : ` type="${block.numbering}"`;
      return `<ol${start === 1 ? '' : ` start="${start}"`}${type}>${items}</ol>`;
    }
  }
}

function inlineHtml(text: string): string {
  return write(
    text,
    (literal) => escapeHtml(literal).replace(/\r\n|\r|\n/g, '<br />'),
    (link) => {
      const label = escapeHtml(linkText(link));
      return link.url === null ? label : `<a href="${escapeHtml(link.url)}">${label}</a>`;
    },
  );
}

function write(
  text: string,
  writeLiteral: (literal: string) => string,
  writeLink: (link: FoundLink) => string,
): string {
  const indexAt = utf16Indexes(text);
  const parts: string[] = [];
  let from = 0;
  for (const link of parseLinks(text).links) {
    parts.push(writeLiteral(text.slice(from, indexAt(link.start))), writeLink(link));
    from = indexAt(link.end);
  }
  return [...parts, writeLiteral(text.slice(from))].join('');
}
