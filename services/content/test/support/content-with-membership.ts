import { content, type ContentContext } from '@wizness/content';
import {
  BACKGROUND_TIMEOUTS,
  createLogger,
  defaultConsumerTiming,
  type ErasureMode,
  LoggedEvent,
  type NewEvent,
  openDatabase,
} from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph, tablesHolding, waitUntil } from '@wizness/kernel/testing';
import type { EntityManager } from 'typeorm';

export interface ContentWithMembership extends OpenSubgraph<ContentContext> {
  readonly db: EntityManager;
  /** Appends events to membership's log and waits until content's consumers have handled them. */
  deliver(...events: readonly NewEvent[]): Promise<void>;
}

/** An event as membership's log contains it. */
export const logged = (position: number, { type, subject, payload = {} }: NewEvent): LoggedEvent =>
  Object.assign(new LoggedEvent(), { position, type, subject, payload, occurredAt: new Date('2026-03-01T00:00:00Z') });

/** Content with its consumers running on a log of membership that the test writes. */
export const openContentWithMembership = async (): Promise<ContentWithMembership> => {
  const open = await openSubgraph(content);
  const source = await openDatabase(
    { url: open.url, log: createLogger('content', 'silent'), poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
    content.storage,
  );
  const log: LoggedEvent[] = [];
  const membership = {
    read: async (after: number, limit: number) => log.filter(({ position }) => position > after).slice(0, limit),
  };
  const nothing = { read: async () => [] };
  const sources = { membership, partnerships: nothing, ratings: nothing };
  await open.startWork({ sources, timing: { ...defaultConsumerTiming, pollMs: 10 } });
  const areDone = async (): Promise<boolean> => {
    const reached = 'SELECT count(*)::integer AS done FROM checkpoints WHERE position = $1';
    const [row] = await source.query<{ done: number }[]>(reached, [log.length]);
    return row?.done === content.consumers.filter((consumer) => consumer.source === 'membership').length;
  };
  return {
    ...open,
    db: source.manager,
    deliver: async (...events) => {
      for (const event of events) log.push(logged(log.length + 1, event));
      await waitUntil(areDone);
    },
    close: async () => {
      await source.destroy();
      await open.close();
    },
  };
};

export const followed = (memberId: string, targetId: string): NewEvent => ({
  type: 'MemberFollowed',
  subject: memberId,
  payload: { targetId },
});

export const unfollowed = (memberId: string, targetId: string): NewEvent => ({
  type: 'MemberUnfollowed',
  subject: memberId,
  payload: { targetId },
});

export const erased = (memberId: string, mode: ErasureMode): NewEvent => ({
  type: 'MemberErased',
  subject: memberId,
  payload: { mode },
});

/** Stores an idempotency key that the member used for a mutation. */
export const addIdempotencyKey = async ({ db }: ContentWithMembership, memberId: string): Promise<void> => {
  const at = '2026-03-01T00:00:00Z';
  await db.query("INSERT INTO idempotency_keys VALUES ($1, 'createPost', 'key', '', 'post_1', $2)", [memberId, at]);
};

/** Tables that have to keep the id of an erased member. */
const KEPT = ['erased_members', 'events'];

/** Tables with a row that contains `word`, except those that have to keep the id of an erased member. */
export const tablesWith = async ({ url }: ContentWithMembership, word: string): Promise<string[]> =>
  (await tablesHolding(url, 'content', word)).filter((table) => !KEPT.includes(table));
