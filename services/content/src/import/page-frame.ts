import { linesOf, type TextLine } from '../rich-text/text-position';

export type UnframedPage = {
  /** The lines between the beginning and the end of the frame. The first and the last are not blank. Empty if all is frame. */
  readonly article: readonly TextLine[];
  readonly hasFrame: boolean;
  /** Lines that read like the frame, but are within the article and are kept. */
  readonly frameLikeLines: readonly TextLine[];
};

// What the site printed around every page, with normalised spaces.
const SIGN_IN_BAR = /^(?:register|sign in)(?: ?[|·/-]? ?(?:register|sign in))?$/i;
const INVITATION = /^new to wizness(?: community)? ?\?$/i;
const PITCH = /^join wizness to\b.+$/i;
const CALL_TO_ACTION = /^join wizness now to ?:?$/i;
const PROMISES = [
  /^(?:• ?)?access the latest sustainability news and events$/i,
  /^(?:• ?)?share and rate good pra(?:c)?tices with peers$/i,
  /^(?:• ?)?collaborate around sustainability main challenges$/i,
];
const FRAME = [SIGN_IN_BAR, INVITATION, PITCH, CALL_TO_ACTION, ...PROMISES];
const BULLET = /^•/;

/**
 * Removes the site's frame from a page. Lines of the frame are recognised by their text, in any order and number, at the
 * beginning and the end only, because an article may quote the frame.
 */
export function removeFrame(text: string): UnframedPage {
  const lines = linesOf(text);
  const kinds = kindsOf(lines.map((line) => normaliseSpaces(line.text)));
  const isArticle = (kind: LineKind) => kind === 'ARTICLE';
  const first = kinds.findIndex(isArticle);
  const last = kinds.findLastIndex(isArticle);
  return {
    article: first < 0 ? [] : lines.slice(first, last + 1),
    hasFrame: kinds.includes('FRAME'),
    frameLikeLines: lines.filter((_, at) => kinds[at] === 'FRAME' && first < at && at < last),
  };
}

type LineKind = 'FRAME' | 'BLANK' | 'ARTICLE';

/** Every list below the call to action belongs to the frame. */
function kindsOf(lines: readonly string[]): LineKind[] {
  let isBelowCall = false;
  return lines.map((line) => {
    if (line === '') return 'BLANK';
    if (isBelowCall && BULLET.test(line)) return 'FRAME';
    isBelowCall = CALL_TO_ACTION.test(line);
    return FRAME.some((pattern) => pattern.test(line)) ? 'FRAME' : 'ARTICLE';
  });
}

function normaliseSpaces(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}
