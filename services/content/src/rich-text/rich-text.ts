import type { FoundHeading } from './heading';
import { escapeHtml, sanitiseHtml } from './html';
import type { FoundLink } from './link-target';
import { type FoundImage, type FoundMention, readMarkdown } from './markdown';
import type { MentionLinks } from './markdown-parser';
import { linkProblems, type TextProblem, textWarnings } from './text-warnings';
import { utf16Indexes } from './text-position';
import { wiznessHeadings, wiznessHtml, wiznessText } from './wizness-html';
import { parseLinks } from './wizness-markup';

export type RichTextFormat = 'MARKDOWN' | 'WIZNESS_LNK' | 'PLAIN';

export type RenderedRichText = {
  /** For search and excerpts: without markup, links as their labels, line breaks as LF. */
  readonly text: string;
  /** Safe to insert into a page. */
  readonly html: string;
  readonly links: readonly FoundLink[];
  readonly headings: readonly FoundHeading[];
  readonly images: readonly FoundImage[];
  /** Those that an author wrote, in Markdown only, whether or not there is what they name. */
  readonly mentions: readonly FoundMention[];
  readonly warnings: readonly string[];
};

/**
 * Renders a text by a member or from a page. Accepts any text: invalid markup stays literal and gives a warning. A mention is
 * a link if `mentionLinks` has its address.
 */
export function renderRichText(
  source: string,
  format: RichTextFormat,
  mentionLinks: MentionLinks = new Map(),
): RenderedRichText {
  const { text, html, problems, ...parts } = parsers[format](source, mentionLinks);
  const found = textWarnings(source, [...problems, ...linkProblems(source, parts.links)]);
  const warnings = found.map(({ message }) => message);
  return { ...parts, text: text.replace(/\r\n|\r/g, '\n').trim(), html: sanitiseHtml(html), warnings };
}

type ParsedText = Omit<RenderedRichText, 'warnings'> & { readonly problems: readonly TextProblem[] };

const parsers: Readonly<Record<RichTextFormat, (source: string, links: MentionLinks) => ParsedText>> = {
  MARKDOWN: (source, links) => ({ ...readMarkdown(source, links), problems: [] }),
  WIZNESS_LNK: (source) => {
    const indexAt = utf16Indexes(source);
    const { links, faults } = parseLinks(source);
    const problems = faults.map(({ message, start }): TextProblem => {
      const at = indexAt(start);
      return { code: 'UNBALANCED_LINK', message, at, end: at + 2 };
    });
    const headings = wiznessHeadings(source);
    return {
      text: wiznessText(source),
      html: wiznessHtml(source),
      links,
      headings,
      images: [],
      mentions: [],
      problems,
    };
  },
  PLAIN: (source) => ({
    text: source,
    html: plainHtml(source),
    links: [],
    headings: [],
    images: [],
    mentions: [],
    problems: [],
  }),
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
