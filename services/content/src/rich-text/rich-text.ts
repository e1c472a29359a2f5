import { escapeHtml, sanitiseHtml } from './html';
import { type FoundLink, linkComplaint } from './link-target';
import { readMarkdown } from './markdown';
import { positionAt, utf16Indexes } from './text-position';
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
  const complaints = links.flatMap((link) => {
    const message = linkComplaint(link);
    return message === null ? [] : [{ message, start: link.start }];
  });
  const utf16At = utf16Indexes(source);
  const warnings = [...faults, ...complaints]
    .toSorted((one, other) => one.start - other.start)
    .map(({ message, start }) => {
      const { line, column } = positionAt(source, utf16At(start));
      return `Line ${line}, column ${column}: ${message}`;
    });
  return { text: text.replace(/\r\n|\r/g, '\n').trim(), html: sanitiseHtml(html), links, warnings };
}

type Reading = {
  readonly text: string;
  readonly html: string;
  readonly links: readonly FoundLink[];
  readonly faults: readonly { readonly message: string; readonly start: number }[];
};

const readers: Readonly<Record<RichTextFormat, (source: string) => Reading>> = {
  MARKDOWN: (source) => ({ ...readMarkdown(source), faults: [] }),
  WIZNESS_LNK: (source) => {
    const { links, faults } = parseLinks(source);
    return { text: wiznessText(source, links), html: wiznessHtml(source, links), links, faults };
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
