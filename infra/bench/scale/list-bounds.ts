import type { ListCost } from './measure-lists';

/** What a statement may read: some pages for its own, and some for each row that it returns or counts. */
export const OWN_BUFFERS = 150;
export const BUFFERS_PER_ROW = 12;

/** Reads that cost more than a multiple of their page, whatever is indexed, and why. */
interface Exception {
  readonly why: string;
  readonly list?: RegExp;
  readonly kinds: readonly ListCost['kind'][];
  readonly variant?: RegExp;
}

/** The first that applies to a read is meant. */
const EXCEPTIONS: readonly Exception[] = [
  { kinds: ['count'], why: 'A count with a condition tries each row of the list.' },
  { kinds: ['order'], variant: /RELEVANCE/, why: 'The 250 newest matches are ranked, each by the index of its words.' },
  { kinds: ['filter'], variant: /text:/, why: 'All that contains the words is read before it is sorted.' },
  {
    kinds: ['order', 'filter'],
    list: /^(Post|Source)\.facts$/,
    why: 'All facts of the source are sorted or tried: only their own order has an index.',
  },
  {
    kinds: ['page', 'order', 'filter'],
    list: /^(Organisation|Topic|Member)\.posts$/,
    why: 'All posts of the parent are sorted or tried: only the order by date has an index.',
  },
  {
    kinds: ['filter'],
    list: /\.facts$|^Query\.(posts|programmes|partnerships|persons|organisations)$/,
    why: 'The list is tried in its order until the page is full. Few of its rows match.',
  },
  {
    kinds: ['page', 'filter'],
    list: /^Organisation\.partners$/,
    why: 'All participations of the organisation and its partners are read.',
  },
  {
    kinds: ['page', 'order', 'filter'],
    list: /^Query\.(contradictions|duplicates|factGroups|targetProgress|timeline)$|\.timeline$/,
    why: 'A computed list: all facts that match are read before they are grouped.',
  },
  { kinds: ['page'], list: /^Query\.feed$/, why: 'A page of each followed thing is read.' },
  { kinds: ['order'], variant: /VALUE_/, why: 'All facts with a number in the unit are sorted.' },
  { kinds: ['order'], variant: /MOST_POSTS/, why: 'All posts of all topics are counted: there are few topics.' },
  { kinds: ['order'], variant: /LATEST_EVENT/, why: 'All events of all series are read: there are few series.' },
];

/** The exception for a read that costs more than a multiple of its page. Undefined if there is none. */
export const exceptionFor = ({ list, kind, name }: ListCost): Exception | undefined =>
  EXCEPTIONS.find(
    (exception) =>
      exception.kinds.includes(kind) && (exception.list?.test(list) ?? true) && (exception.variant?.test(name) ?? true),
  );

/** Whether a read costs no more than a multiple of its page. */
export const isWithinPage = ({ buffers, rows }: Pick<ListCost, 'buffers' | 'rows'>): boolean =>
  buffers <= OWN_BUFFERS + BUFFERS_PER_ROW * rows;
