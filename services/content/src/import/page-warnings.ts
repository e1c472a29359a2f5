import type { FoundLink } from '../rich-text/link-target';
import {
  linkProblems,
  type TextProblem,
  type TextWarning,
  textWarnings,
  type WarningCode,
} from '../rich-text/text-warnings';
import { utf16Indexes } from '../rich-text/text-position';
import type { TextSpan } from '../rich-text/wizness-blocks';
import { damageProblems } from './page-damage';
import type { UnframedPage } from './page-frame';
import type { PageList } from './page-structure';

/** Kinds of damage list 20 places each, so no kind hides another one within this bound. */
const MAX_WARNINGS = 200;

const NO_FRAME = 'The page has no line of the Wizness frame: the whole file is the article.';
const FRAME_LIKE_LINE = "This line reads like the site's frame, but is within the article and is kept.";
const REMOVED_LINE =
  "This line was removed as a line of the site's frame: if it belongs to the article, change its words.";

const problem = (code: WarningCode, { start, end }: TextSpan, message: string): TextProblem => ({
  code,
  at: start,
  end,
  message,
});

/** Warnings for the person who imports the page, the first 200 in text order. They do not prevent the import. */
export function pageWarnings(
  source: string,
  { hasFrame, frameLikeLines, doubtfulLines }: UnframedPage,
  lists: readonly PageList[],
  links: readonly FoundLink[],
): TextWarning[] {
  const indexAt = utf16Indexes(source);
  return textWarnings(
    source,
    [
      ...(hasFrame ? [] : [problem('NO_FRAME', { start: 0, end: source.length }, NO_FRAME)]),
      ...frameLikeLines.map((line) => problem('FRAME_LIKE_LINE', line, FRAME_LIKE_LINE)),
      ...doubtfulLines.map((line) => problem('REMOVED_LINE', line, REMOVED_LINE)),
      ...damageProblems(source),
      ...lists.flatMap((list) => countProblem(list, indexAt)),
      ...linkProblems(source, links),
    ],
    MAX_WARNINGS,
  );
}

function countProblem({ declared, items }: PageList, indexAt: (offset: number) => number): TextProblem[] {
  if (declared === null || declared === items.length) return [];
  const message = `The text announces ${declared} items, but the list has ${items.length}: check that none is missing.`;
  const [start, end] = [items[0]?.start ?? 0, items.at(-1)?.end ?? 0].map(indexAt);
  return [problem('ITEM_COUNT', { start: start ?? 0, end: end ?? 0 }, message)];
}
