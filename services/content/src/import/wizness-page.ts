import { createHash } from 'node:crypto';
import { type DetectedLanguage, detectLanguage } from '../rich-text/language';
import type { FoundLink } from '../rich-text/link-target';
import { codePointOffsets, isBlankLine, positionAt, type TextLine, utf16Indexes } from '../rich-text/text-position';
import type { TextWarning } from '../rich-text/text-warnings';
import type { TextSpan } from '../rich-text/wizness-blocks';
import { wiznessText } from '../rich-text/wizness-html';
import { parseLinks } from '../rich-text/wizness-markup';
import { PageError } from './page-error';
import { removeFrame } from './page-frame';
import { headingsOf, listsOf, type PageList, type PageSpan } from './page-structure';
import { readPageText } from './page-text';
import { pageWarnings } from './page-warnings';

/** A saved page. All offsets are code points of `source`; subtract `bodyStart` for offsets in `body`. */
export type WiznessPage = {
  /** The whole text of the file with the frame, without a byte order mark. */
  readonly source: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  /** On one line, with links as their labels. */
  readonly title: string;
  readonly titleStart: number;
  readonly titleEnd: number;
  readonly body: string;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Language of the article. The frame may have another. */
  readonly lang: DetectedLanguage;
  readonly headings: readonly PageSpan[];
  readonly lists: readonly PageList[];
  readonly links: readonly FoundLink[];
  readonly warnings: readonly TextWarning[];
};

const MAX_TITLE_LENGTH = 300;
const LIST_MARK = /^\s*(?:•|\d{1,3}[.)]\s)/;

/**
 * Reads a Wizness page saved as plain text. Such a page does not state its author and date. Throws a PageError with line
 * and column for a file that cannot be imported.
 */
export function readWiznessPage(bytes: Buffer): WiznessPage {
  const source = readPageText(bytes);
  const frame = removeFrame(source);
  const { title, body } = titleAndBody(source, frame.article);
  const links = [...linksIn(source, title), ...linksIn(source, body)];
  const lists = listsOf(source, body);
  const offsetAt = codePointOffsets(source);
  const bodyText = source.slice(body.start, body.end);
  return {
    source,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    title: plainText(source.slice(title.start, title.end)).replace(/\s+/g, ' '),
    titleStart: offsetAt(title.start),
    titleEnd: offsetAt(title.end),
    body: bodyText,
    bodyStart: offsetAt(body.start),
    bodyEnd: offsetAt(body.end),
    lang: detectLanguage(plainText(bodyText)),
    headings: headingsOf(source, body),
    lists,
    links,
    warnings: pageWarnings(source, frame, lists, links),
  };
}

/** The title is the first block of lines, the body is the rest. Both are trimmed spans in UTF-16 code units. */
function titleAndBody(source: string, article: readonly TextLine[]): { title: TextSpan; body: TextSpan } {
  const blankAt = article.findIndex(({ text }) => isBlankLine(text));
  const title = trimmedSpan(article.slice(0, blankAt < 0 ? article.length : blankAt));
  const body = trimmedSpan(blankAt < 0 ? [] : article.slice(blankAt));
  if (title === null) {
    const end = positionAt(source, source.length);
    throw new PageError('ONLY_FRAME', end, "The page contains only the site's frame. Save it with its article.");
  }
  const opening = source.slice(title.start, title.end);
  if (opening.length > MAX_TITLE_LENGTH || LIST_MARK.test(opening)) {
    const problem = `The article does not begin with a title: add one with at most ${MAX_TITLE_LENGTH} characters, then a blank line.`;
    throw new PageError('NO_TITLE', positionAt(source, title.start), problem);
  }
  if (body === null) {
    const problem = 'The article has a title but no text. Add a blank line after the title, then the text.';
    throw new PageError('NO_BODY', positionAt(source, title.end), problem);
  }
  return { title, body };
}

function trimmedSpan(lines: readonly TextLine[]): TextSpan | null {
  const first = lines.find(({ text }) => !isBlankLine(text));
  const last = lines.findLast(({ text }) => !isBlankLine(text));
  if (first === undefined || last === undefined) return null;
  const indent = first.text.length - first.text.trimStart().length;
  return { start: first.start + indent, end: last.start + last.text.trimEnd().length };
}

/** Invalid markup is an error here, because the file can be corrected. In a member's post it stays literal. */
function linksIn(source: string, { start, end }: TextSpan): FoundLink[] {
  const text = source.slice(start, end);
  const { links, faults } = parseLinks(text);
  const [fault] = faults;
  if (fault !== undefined) {
    const at = start + utf16Indexes(text)(fault.start);
    throw new PageError('UNBALANCED_LINK', positionAt(source, at), fault.message);
  }
  const offset = codePointOffsets(source)(start);
  return links.map((link) => ({ ...link, start: link.start + offset, end: link.end + offset }));
}

function plainText(text: string): string {
  return wiznessText(text).trim();
}
