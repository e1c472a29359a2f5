import { escapeHtml } from './html';
import type { FoundLink } from './link-target';
import { utf16Indexes } from './text-position';
import { blocksOf, type TextSpan, type WiznessBlock } from './wizness-blocks';
import { linkText } from './wizness-markup';

/** HTML of a text in Wizness markup, whose links are given. A link that leads nowhere is its label only. */
export function wiznessHtml(text: string, links: readonly FoundLink[]): string {
  const inline = inlineWriter(text, links, (link, label) =>
    link.url === null ? escapeHtml(label) : `<a href="${escapeHtml(link.url)}">${escapeHtml(label)}</a>`,
  );
  const html = (span: TextSpan) => inline(span, (literal) => escapeHtml(literal).replace(/\r\n|\r|\n/g, '<br />'));
  return blocksOf(text)
    .map((block) => blockHtml(block, html))
    .join('\n');
}

/** The same text without markup: links by their label, lists and line breaks as they stand. */
export function wiznessText(text: string, links: readonly FoundLink[]): string {
  const inline = inlineWriter(text, links, (_, label) => label);
  return inline({ start: 0, end: text.length }, (literal) => literal);
}

function blockHtml(block: WiznessBlock, html: (span: TextSpan) => string): string {
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

function inlineWriter(
  text: string,
  links: readonly FoundLink[],
  writeLink: (link: FoundLink, label: string) => string,
): (span: TextSpan, writeLiteral: (literal: string) => string) => string {
  const utf16At = utf16Indexes(text, links);
  const placed = links.map((link) => ({ link, start: utf16At(link.start), end: utf16At(link.end) }));
  return (span, writeLiteral) => {
    const parts: string[] = [];
    let from = span.start;
    for (const { link, start, end } of placed) {
      if (start < from || end > span.end) continue;
      parts.push(writeLiteral(text.slice(from, start)), writeLink(link, linkText(link)));
      from = end;
    }
    return [...parts, writeLiteral(text.slice(from, span.end))].join('');
  };
}
