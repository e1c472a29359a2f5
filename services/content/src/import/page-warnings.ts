import type { FoundLink } from '../rich-text/link-target';
import { linkRemarks, type Remark, remarksInOrder } from '../rich-text/text-warnings';
import { utf16Indexes } from '../rich-text/text-position';
import type { Unframed } from './page-frame';
import type { PageList } from './page-structure';

/** What a reader of the import should look at, in the order of the page; none of it stops the page. */
export function pageWarnings(
  source: string,
  { hasFrame, suspects }: Unframed,
  lists: readonly PageList[],
  links: readonly FoundLink[],
): string[] {
  const indexAt = utf16Indexes(source);
  return remarksInOrder(source, [
    ...(hasFrame ? [] : [{ at: 0, message: 'No line of the Wizness frame was found: the whole file is the article.' }]),
    ...suspects.map(({ start }) => ({
      at: start,
      message: "This line reads like the site's frame but stands inside the article, where it is kept.",
    })),
    ...lists.flatMap((list) => countRemark(list, indexAt)),
    ...linkRemarks(source, links),
  ]);
}

function countRemark({ declared, items }: PageList, indexAt: (offset: number) => number): Remark[] {
  if (declared === null || declared === items.length) return [];
  const message = `The text announces ${declared} items, the list has ${items.length}: check that none is missing.`;
  return [{ at: indexAt(items[0]?.start ?? 0), message }];
}
