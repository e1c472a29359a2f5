import { isBlankLine, linesOf, type TextLine } from '../rich-text/text-position';

export type UnframedPage = {
  /** The lines between the beginning and the end of the frame. The first and the last are not blank. Empty if all is frame. */
  readonly article: readonly TextLine[];
  readonly hasFrame: boolean;
  /** Lines that read like the frame, but are within the article and are kept. */
  readonly frameLikeLines: readonly TextLine[];
  /** Lines that were removed although no other line of the frame is next to them: they may belong to the article. */
  readonly doubtfulLines: readonly TextLine[];
};

// What the site printed around every page, with normalised spaces.
const SIGN_IN_BAR = /^(?:register|sign in)(?: ?[|·/-]? ?(?:register|sign in))?$/i;
const WHOLE_BAR = /^register\b.*\bsign in$/i;
const INVITATION = /^new to wizness(?: community)? ?\?$/i;
/** A sentence, with its final stop. A title has none. */
const PITCH = /^join wizness to\b.+[.!]$/i;
const CALL_TO_ACTION = /^join wizness now to ?:?$/i;
/** An item of a list, or a line below another one of the frame. Alone and without a bullet it may be a title. */
const PROMISE =
  /^(?:access the latest sustainability news and events|share and rate good prac?tices with peers|collaborate around sustainability main challenges)$/i;
const FRAME = [SIGN_IN_BAR, INVITATION, CALL_TO_ACTION];
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
    doubtfulLines: [lines.slice(0, Math.max(first, 0)), lines.slice(last + 1)].flatMap((edge) => aloneIn(edge)),
  };
}

/** The only visible line of an edge, unless it is the whole bar to sign in, which no article has. */
function aloneIn(edge: readonly TextLine[]): TextLine[] {
  const visible = edge.filter(({ text }) => !isBlankLine(text));
  return visible.length === 1 ? visible.filter(({ text }) => !WHOLE_BAR.test(normaliseSpaces(text))) : [];
}

type LineKind = 'FRAME' | 'BLANK' | 'ARTICLE';

/** Every list below the call to action belongs to the frame; so do promises there, and a pitch below the invitation, but no title. */
function kindsOf(lines: readonly string[]): LineKind[] {
  let above = '';
  let isBelowCall = false;
  return lines.map((line) => {
    if (isBlankLine(line)) return 'BLANK';
    const isPromise = PROMISE.test(line.replace(BULLET, '').trim()) && (BULLET.test(line) || isBelowCall);
    if (isPromise || (isBelowCall && BULLET.test(line))) return 'FRAME';
    isBelowCall = CALL_TO_ACTION.test(line);
    const isPitch = PITCH.test(line) && (INVITATION.test(above) || SIGN_IN_BAR.test(above));
    above = line;
    return isPitch || FRAME.some((pattern) => pattern.test(line)) ? 'FRAME' : 'ARTICLE';
  });
}

function normaliseSpaces(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}
