import { createHash } from 'node:crypto';
import { type DetectedLanguage, detectLanguage } from '../rich-text/language';
import { type FoundLink, linkComplaint } from '../rich-text/link-target';
import { codePointOffsets, positionAt, sliceCodePoints, type TextLine, utf16Indexes } from '../rich-text/text-position';
import { blocksOf, type TextSpan } from '../rich-text/wizness-blocks';
import { wiznessText } from '../rich-text/wizness-html';
import { parseLinks } from '../rich-text/wizness-markup';
import { declaredCount } from './declared-count';
import { PageError } from './page-error';
import { stripFrame } from './page-frame';
import { readPageText } from './page-text';

/** A stretch of the page, as written (markup too); offsets are Unicode code points of the page's `source`. */
export type PageSpan = { readonly text: string; readonly start: number; readonly end: number };

export type PageList = {
  readonly ordered: boolean;
  readonly items: readonly PageSpan[];
  /** How many items the sentence before the list announces; null if it does not. */
  readonly declared: number | null;
};

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

/**
 * Reads a Wizness page saved as plain text. Author and date are not in such a page, so nothing here tells of them.
 * @throws PageError with line and column, when the file can not be taken in as it is.
 */
export function readWiznessPage(bytes: Buffer): WiznessPage {
  const source = readPageText(bytes);
  const { article, hasFrame, suspects } = stripFrame(source);
  const { title, body } = titleAndBody(source, article);
  const links = [...linksIn(source, title), ...linksIn(source, body)];
  const structure = structureOf(source, body);
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
    ...structure,
    links,
    warnings: warningsFor(source, links, structure.lists, suspects, hasFrame),
  };
}
