import { escapeHtml, sanitiseHtml } from './html';
import type { FoundLink } from './link-target';
import { readMarkdown } from './markdown';
import { linkProblems, type TextProblem, textWarnings } from './text-warnings';
import { utf16Indexes } from './text-position';
import { wiznessHtml, wiznessText } from './wizness-html';
import { parseLinks } from './wizness-markup';

export type RichTextFormat = 'MARKDOWN' | 'WIZNESS_LNK' | 'PLAIN';

export type RenderedRichText = {
  /** For search and excerpts: without markup, links as their labels, line breaks as LF. */
  readonly text: string;
  /** Safe to insert into a page. */
  readonly html: string;
  readonly links: readonly FoundLink[];
  readonly warnings: readonly string[];
};

/** Renders a text by a member or from a page. Accepts any text: invalid markup stays literal and gives a warning. */
export function renderRichText(source: string, format: RichTextFormat): RenderedRichText {
  const { text, html, links, problems } = parsers[format](source);
  const warnings = textWarnings(source, [...problems, ...linkProblems(source, links)]);
  return { text: text.replace(/\r\n|\r/g, '\n').trim(), html: sanitiseHtml(html), links, warnings };
}

type ParsedText = {
  readonly text: string;
  readonly html: string;
  readonly links: readonly FoundLink[];
  readonly problems: readonly TextProblem[];
};

const parsers: Readonly<Record<RichTextFormat, (source: string) => ParsedText>> = {
  MARKDOWN: (source) => ({ ...readMarkdown(source), problems: [] }),
  WIZNESS_LNK: (source) => {
    const indexAt = utf16Indexes(source);
    const { links, faults } = parseLinks(source);
    const problems = faults.map(({ message, start }) => ({ message, at: indexAt(start) }));
    return { text: wiznessText(source), html: wiznessHtml(source), links, problems };
  },
  PLAIN: (source) => ({ text: source, html: plainHtml(source), links: [], problems: [] }),
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
