import { escapeHtml, sanitiseHtml } from './html';
import type { FoundLink } from './link-target';
import { readMarkdown } from './markdown';
import { linkRemarks, type Remark, remarksInOrder } from './text-warnings';
import { utf16Indexes } from './text-position';
import { wiznessHtml, wiznessText } from './wizness-html';
import { parseLinks } from './wizness-markup';

export type RichTextFormat = 'MARKDOWN' | 'WIZNESS_LNK' | 'PLAIN';

export type RenderedRichText = {
  /** For search and excerpts: no markup, links by their label, LF only. */
  readonly text: string;
  /** Safe to put into a page as it is. */
  readonly html: string;
  readonly links: readonly FoundLink[];
  readonly warnings: readonly string[];
};

/** Renders a text that a member wrote or a page held. Never refuses: what is wrong stays literal, with a warning. */
export function renderRichText(source: string, format: RichTextFormat): RenderedRichText {
  const { text, html, links, faults } = readers[format](source);
  const warnings = remarksInOrder(source, [...faults, ...linkRemarks(source, links)]);
  return { text: text.replace(/\r\n|\r/g, '\n').trim(), html: sanitiseHtml(html), links, warnings };
}

type Reading = {
  readonly text: string;
  readonly html: string;
  readonly links: readonly FoundLink[];
  readonly faults: readonly Remark[];
};

const readers: Readonly<Record<RichTextFormat, (source: string) => Reading>> = {
  MARKDOWN: (source) => ({ ...readMarkdown(source), faults: [] }),
  WIZNESS_LNK: (source) => {
    const indexAt = utf16Indexes(source);
    const { links, faults } = parseLinks(source);
    const remarks = faults.map(({ message, start }) => ({ message, at: indexAt(start) }));
    return { text: wiznessText(source), html: wiznessHtml(source), links, faults: remarks };
  },
  PLAIN: (source) => ({ text: source, html: plainHtml(source), links: [], faults: [] }),
};

function plainHtml(source: string): string {
  return source
    .replace(/\r\n|\r/g, '\n')
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br />')}</p>`)
    .join('\n');
}
