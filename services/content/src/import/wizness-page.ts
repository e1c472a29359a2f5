import { createHash } from 'node:crypto';
import { type DetectedLanguage, detectLanguage } from '../rich-text/language';
import type { FoundLink } from '../rich-text/link-target';
import { codePointOffsets, positionAt, type TextLine, utf16Indexes } from '../rich-text/text-position';
import type { TextSpan } from '../rich-text/wizness-blocks';
import { wiznessText } from '../rich-text/wizness-html';
import { parseLinks } from '../rich-text/wizness-markup';
import { PageError } from './page-error';
import { stripFrame } from './page-frame';
import { headingsOf, listsOf, type PageList, type PageSpan } from './page-structure';
import { readPageText } from './page-text';
import { pageWarnings } from './page-warnings';

/** A saved page, read. All offsets are code points of `source`; those of `body` are them minus `bodyStart`. */
export type WiznessPage = {
  /** The whole text with its frame, as it is in the file, without a byte order mark. */
  readonly source: string;
  /** Hex digest of the file's bytes. */
  readonly sha256: string;
  /** On one line, links by their label. */
  readonly title: string;
  readonly titleStart: number;
  readonly titleEnd: number;
  readonly body: string;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Of the article; the frame may be in another language. */
  readonly lang: DetectedLanguage;
  readonly headings: readonly PageSpan[];
  readonly lists: readonly PageList[];
  readonly links: readonly FoundLink[];
  readonly warnings: readonly string[];
};

const LONGEST_TITLE = 300;
const LIST_MARK = /^\s*(?:•|\d{1,3}\.\s)/;

/**
 * Reads a Wizness page saved as plain text. Author and date are not in such a page, so nothing here tells of them.
 * @throws PageError with line and column, when the file can not be taken in as it is.
 */
export function readWiznessPage(bytes: Buffer): WiznessPage {
  const source = readPageText(bytes);
  const frame = stripFrame(source);
  const { title, body } = titleAndBody(source, frame.article);
  const links = [...linksIn(source, title), ...linksIn(source, body)];
  const lists = listsOf(source, body);
  const offsetAt = codePointOffsets(source);
  const bodyText = source.slice(body.start, body.end);
  return {
    source,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    title: plain(source.slice(title.start, title.end)).replace(/\s+/g, ' '),
    titleStart: offsetAt(title.start),
    titleEnd: offsetAt(title.end),
    body: bodyText,
    bodyStart: offsetAt(body.start),
    bodyEnd: offsetAt(body.end),
    lang: detectLanguage(plain(bodyText)),
    headings: headingsOf(source, body),
    lists,
    links,
    warnings: pageWarnings(source, frame, lists, links),
  };
}

/** The title is the first block of lines, the body all that follows; both in UTF-16 units, trimmed. */
function titleAndBody(source: string, article: readonly TextLine[]): { title: TextSpan; body: TextSpan } {
  const blankAt = article.findIndex(({ text }) => text.trim() === '');
  const title = trimmedSpan(article.slice(0, blankAt < 0 ? article.length : blankAt));
  const body = trimmedSpan(blankAt < 0 ? [] : article.slice(blankAt));
  if (title === null) {
    const end = positionAt(source, source.length);
    throw new PageError('ONLY_FRAME', end, "The page holds only the site's frame. Save it with its article.");
  }
  const opening = source.slice(title.start, title.end);
  if (opening.length > LONGEST_TITLE || LIST_MARK.test(opening)) {
    const problem = `The article does not begin with a title: put one first, at most ${LONGEST_TITLE} characters, then a blank line.`;
    throw new PageError('NO_TITLE', positionAt(source, title.start), problem);
  }
  if (body === null) {
    const problem = 'The article has a title but no text. Put a blank line after the title, then the text.';
    throw new PageError('NO_BODY', positionAt(source, title.end), problem);
  }
  return { title, body };
}

function trimmedSpan(lines: readonly TextLine[]): TextSpan | null {
  const first = lines.find(({ text }) => text.trim() !== '');
  const last = lines.findLast(({ text }) => text.trim() !== '');
  if (first === undefined || last === undefined) return null;
  const indent = first.text.length - first.text.trimStart().length;
  return { start: first.start + indent, end: last.start + last.text.trimEnd().length };
}

/** A member's slip stays literal in a post; a page comes from a file that can be mended, so here it is an error. */
function linksIn(source: string, { start, end }: TextSpan): FoundLink[] {
  const text = source.slice(start, end);
  const { links, faults } = parseLinks(text);
  const [fault] = faults;
  if (fault !== undefined) {
    const at = start + utf16Indexes(text)(fault.start);
    throw new PageError('UNBALANCED_LINK', positionAt(source, at), fault.message);
  }
  const shift = codePointOffsets(source)(start);
  return links.map((link) => ({ ...link, start: link.start + shift, end: link.end + shift }));
}

function plain(text: string): string {
  return wiznessText(text).trim();
}
