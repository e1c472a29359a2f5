import { type ClassType, Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../data/connection';
import { readSize } from '../data/page';
import type { EntityManager } from 'typeorm';
import { CursorScalar } from '../values/scalars';
import type { LogCursors } from './log-cursor';
import type { LoggedEvent } from './logged-event.entity';
import { type EventPage, MAX_EVENTS_PER_READ, readEventPage } from './read-events';

/** What an entry of every log that clients read has. */
interface LogEntry {
  readonly cursor: string;
}

/** A page of a log, as {@link logConnectionType} describes it. */
export interface LogConnection<Entry extends LogEntry> {
  readonly edges: readonly { readonly node: Entry; readonly cursor: string }[];
  readonly nodes: readonly Entry[];
  readonly pageInfo: PageInfo;
}

/** The object types `<name>Connection` and `<name>Edge` for pages of a log whose entries are `node`. */
export const logConnectionType = <Entry extends LogEntry>(
  name: string,
  node: () => ClassType<Entry>,
): ClassType<LogConnection<Entry>> => {
  @ObjectType(`${name}Edge`, { description: 'One item of a list of log entries.' })
  class EntryEdge {
    @Field(() => node(), { description: 'The item.' })
    readonly node: Entry;

    @Field(() => CursorScalar, { description: 'Cursor of this item.' })
    readonly cursor: string;
  }

  @ObjectType(`${name}Connection`, {
    description:
      'A page of log entries. It may have fewer entries than requested although more follow: continue after `endCursor` while `hasNextPage` is true.',
  })
  class EntryConnection {
    @Field(() => [EntryEdge], { description: 'Items with their cursors.' })
    readonly edges: readonly EntryEdge[];

    @Field(() => [node()], { description: 'Items without cursors.' })
    readonly nodes: readonly Entry[];

    @Field(() => PageInfo, {
      description:
        'Position of this page. `endCursor` is the last position that was examined, whether it matched or not.',
    })
    readonly pageInfo: PageInfo;
  }
  return EntryConnection as unknown as ClassType<LogConnection<Entry>>;
};

/** Events that are examined for each entry of a page, so that the cost of a rare filter grows with the page. */
const EXAMINED_PER_ENTRY = 10;

export interface LogPageOptions<Entry extends LogEntry> {
  readonly cursors: LogCursors;
  /** The arguments of the client. `first` defaults to 20. */
  readonly first: number | null | undefined;
  readonly after: string | null | undefined;
  /** Selects, in their order, those of the events that are entries for the caller. */
  readonly select: (events: readonly LoggedEvent[]) => Promise<readonly LoggedEvent[]>;
  readonly entryOf: (event: LoggedEvent) => Entry;
}

const toConnection = <Entry extends LogEntry>(
  entries: readonly Entry[],
  cursors: LogCursors,
  {
    after,
    examined,
    oldest,
    newest,
  }: Omit<EventPage, 'events'> & { readonly after: number; readonly examined: number },
): LogConnection<Entry> => ({
  nodes: entries,
  edges: entries.map((node) => ({ node, cursor: node.cursor })),
  pageInfo: {
    hasNextPage: examined < newest,
    hasPreviousPage: after >= oldest,
    startCursor: entries[0]?.cursor ?? null,
    endCursor: cursors.encode(examined),
  },
});

/**
 * A page of the log of a service, the oldest entry first. Throws BAD_USER_INPUT for an invalid size, INVALID_CURSOR for a cursor
 * of another list, CURSOR_EXPIRED (with `oldest`) if the log does not reach back that far.
 */
export const readLogConnection = async <Entry extends LogEntry>(
  db: EntityManager,
  { cursors, first, after, select, entryOf }: LogPageOptions<Entry>,
): Promise<LogConnection<Entry>> => {
  const size = readSize('first', first ?? 20);
  const from = cursors.decode(after);
  const limit = Math.min((size + 1) * EXAMINED_PER_ENTRY, MAX_EVENTS_PER_READ);
  const { events, ...ends } = await readEventPage(db, { after: from, limit });
  if (from !== null) cursors.check(from, ends);
  const start = from ?? ends.oldest - 1;
  if (size === 0) return toConnection([], cursors, { ...ends, after: start, examined: start });
  const matching = await select(events);
  const onPage = matching.slice(0, size);
  const isFull = matching.length > size;
  const examined = (isFull ? onPage.at(-1) : events.at(-1))?.position ?? start;
  return toConnection(onPage.map(entryOf), cursors, { ...ends, after: start, examined });
};
