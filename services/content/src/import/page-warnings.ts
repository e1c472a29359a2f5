import type { FoundLink } from '../rich-text/link-target';
import { linkProblems, type TextProblem, textWarnings } from '../rich-text/text-warnings';
import { utf16Indexes } from '../rich-text/text-position';
import { damageProblems } from './page-damage';
import type { UnframedPage } from './page-frame';
import type { PageList } from './page-structure';

/** Kinds of damage list 20 places each, so no kind hides another one within this bound. */
const MAX_WARNINGS = 200;

/** Warnings for the person who imports the page, the first 200 in text order. They do not prevent the import. */
export function pageWarnings(
  source: string,
  { hasFrame, frameLikeLines, doubtfulLines }: UnframedPage,
  lists: readonly PageList[],
  links: readonly FoundLink[],
): string[] {
  const indexAt = utf16Indexes(source);
  return textWarnings(
    source,
    [
      ...(hasFrame
        ? []
        : [{ at: 0, message: 'The page has no line of the Wizness frame: the whole file is the article.' }]),
      ...frameLikeLines.map(({ start }) => ({
        at: start,
        message: "This line reads like the site's frame, but is within the article and is kept.",
      })),
      ...doubtfulLines.map(({ start }) => ({
        at: start,
        message: "This line was removed as a line of the site's frame: if it belongs to the article, change its words.",
      })),
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
  return [{ at: indexAt(items[0]?.start ?? 0), message }];
}
