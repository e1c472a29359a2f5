import { linesOf, type TextLine } from '../rich-text/text-position';

export type Unframed = {
  /** The lines between the frame's beginning and end; the first and last are not blank. None if all is frame. */
  readonly article: readonly TextLine[];
  readonly hasFrame: boolean;
  /** Lines that read like the frame but stand inside the article, where they are kept. */
  readonly suspects: readonly TextLine[];
};

// What the site printed around every page, as it reads once spaces are made even.
const SIGN_IN_BAR = /^(?:register|sign in)(?: ?[|·/-]? ?(?:register|sign in))?$/i;
const INVITATION = /^new to wizness(?: community)? ?\?$/i;
const PITCH = /^join wizness to\b.+$/i;
const CALL = /^join wizness now to ?:?$/i;
const PROMISES = [
  /^(?:• ?)?access the latest sustainability news and events$/i,
  /^(?:• ?)?share and rate good pra(?:c)?tices with peers$/i,
  /^(?:• ?)?collaborate around sustainability main challenges$/i,
];
const FRAME = [SIGN_IN_BAR, INVITATION, PITCH, CALL, ...PROMISES];
const BULLET = /^•/;

/**
 * Takes the site's frame off a page by what its lines say, whatever their order and however many are missing, at the
 * beginning and at the end only: the author of an article may quote the frame.
 */
export function stripFrame(text: string): Unframed {
  const lines = linesOf(text);
  const kinds = kindsOf(lines.map((line) => evenly(line.text)));
  const isArticle = (kind: LineKind) => kind === 'ARTICLE';
  const first = kinds.findIndex(isArticle);
  const last = kinds.findLastIndex(isArticle);
  return {
    article: first < 0 ? [] : lines.slice(first, last + 1),
    hasFrame: kinds.includes('FRAME'),
    suspects: lines.filter((_, at) => kinds[at] === 'FRAME' && first < at && at < last),
  };
}

type LineKind = 'FRAME' | 'BLANK' | 'ARTICLE';

/** Any list under the call is of the frame, whatever it promises. */
function kindsOf(lines: readonly string[]): LineKind[] {
  let isUnderCall = false;
  return lines.map((line) => {
    if (line === '') return 'BLANK';
    if (isUnderCall && BULLET.test(line)) return 'FRAME';
    isUnderCall = CALL.test(line);
    return FRAME.some((pattern) => pattern.test(line)) ? 'FRAME' : 'ARTICLE';
  });
}

function evenly(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}
