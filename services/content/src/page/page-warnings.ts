import { type FoundLink, linkComplaint } from '../rich-text/link-target';
import { positionAt, utf16Indexes } from '../rich-text/text-position';
import type { Unframed } from './page-frame';
import type { PageList } from './page-structure';

type Remark = { readonly at: number; readonly message: string };

/** What a reader of the import should look at, in the order of the page; none of it stops the page. */
export function pageWarnings(
  source: string,
  { hasFrame, suspects }: Unframed,
  lists: readonly PageList[],
  links: readonly FoundLink[],
): string[] {
  const utf16At = utf16Indexes(source);
  const remarks: Remark[] = [
    ...(hasFrame ? [] : [{ at: 0, message: 'No line of the Wizness frame was found: the whole file is the article.' }]),
    ...suspects.map(({ start }) => ({
      at: start,
      message: "This line reads like the site's frame but stands inside the article, where it is kept.",
    })),
    ...lists.flatMap((list) => countRemark(list, utf16At)),
    ...links.flatMap((link) => {
      const message = linkComplaint(link);
      return message === null ? [] : [{ at: utf16At(link.start), message }];
    }),
  ];
  return remarks
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, message }) => {
      const { line, column } = positionAt(source, at);
      return `Line ${line}, column ${column}: ${message}`;
    });
}

function countRemark({ declared, items }: PageList, utf16At: (offset: number) => number): Remark[] {
  if (declared === null || declared === items.length) return [];
  const message = `The text announces ${declared} items, the list has ${items.length}: check that none is missing.`;
  return [{ at: utf16At(items[0]?.start ?? 0), message }];
}
