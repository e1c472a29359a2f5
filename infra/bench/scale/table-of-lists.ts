import type { ListCost } from './measure-lists';
import { number } from './write-table';

const KINDS = ['page', 'order', 'filter', 'count'] as const;

const HEADER = ['| list | first page | dearest order | dearest filter | dearest count |', '|---|--:|--:|--:|--:|'];

/** The text after the name of the list: its order or filter. */
const variantOf = ({ name, list }: ListCost): string => name.slice(list.length).replace('totalCount', '').trim();

/** Ids would differ with each run. */
const shortened = (text: string): string => text.replace(/"\w+_[0-9a-z]{26}"/g, '…');

const dearest = (costs: readonly ListCost[]): ListCost | undefined =>
  costs.toSorted((one, other) => other.buffers - one.buffers)[0];

/** Buffers of the dearest statement of each list at scale 10, and of the same read at scale 1. */
export const tableOfLists = (small: readonly ListCost[], large: readonly ListCost[]): string => {
  const lists = [...new Set(large.map(({ list }) => list))].toSorted();
  const lines = lists.map((list) => {
    const cells = KINDS.map((kind) => {
      const most = dearest(large.filter((cost) => cost.list === list && cost.kind === kind));
      if (!most) return '–';
      const before = small.find(({ name }) => shortened(name) === shortened(most.name));
      const variant = shortened(variantOf(most));
      return `${number(most.buffers)} (${before ? number(before.buffers) : '–'})${variant && ` \`${variant}\``}`;
    });
    return `| ${[list, ...cells].join(' | ')} |`;
  });
  return [...HEADER, ...lines].join('\n');
};
