import { escapeHtml } from './html';
import type { FoundLink } from './link-target';
import { utf16Indexes } from './text-position';
import { blocksOf, type WiznessBlock } from './wizness-blocks';
import { linkText, parseLinks } from './wizness-markup';

/** HTML of a text in Wizness markup, not yet sanitised. A link without a usable address is shown as its label. */
export function wiznessHtml(text: string): string {
  return blocksOf(text)
    .map((block) => blockHtml(block, ({ start, end }) => inlineHtml(text.slice(start, end))))
    .join('\n');
}

/** The text without markup: links as their labels, lists and line breaks unchanged. */
export function wiznessText(text: string): string {
  return write(text, (literal) => literal, linkText);
}

function blockHtml(block: WiznessBlock, html: (span: { start: number; end: number }) => string): string {
  switch (block.kind) {
    case 'HEADING':
      return `<h2>${html(block)}</h2>`;
    case 'PARAGRAPH':
      return `<p>${html(block)}</p>`;
    case 'LIST': {
      const items = block.items.map((item) => `<li>${html(item)}</li>`).join('');
      const start = block.items[0]?.number ?? 1;
      if (!block.ordered) return `<ul>${items}</ul>`;
      return start === 1 ? `<ol>${items}</ol>` : `<ol start="${start}">${items}</ol>`;
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
