import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { type LockedMembers, lockMembers } from '../member/lock-members';
import { extendNotifications } from './extend-notifications';
import { type News, type NewsChange, notifiedOf, stepsOf } from './news';
import { selectWanted } from './wanted-news';

const LOCK_SOURCES = (condition: string): string => `
  SELECT notification_id AS id FROM notification_sources WHERE ${condition} ORDER BY member_id, cause FOR UPDATE`;

// A separate statement before the count, so that this sees what others added meanwhile.
const LOCK = 'SELECT FROM notifications WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE';

const RECOUNT = `
  UPDATE notifications SET count = found.count, occurred_at = coalesce(found.last, occurred_at)
  FROM (
    SELECT changed.id, count(sources.cause)::int AS count, max(sources.occurred_at) AS last
    FROM unnest($1::text[]) AS changed (id) LEFT JOIN notification_sources sources ON sources.notification_id = changed.id
    GROUP BY changed.id
  ) found
  WHERE notifications.id = found.id`;

/** Writes notifications inside the transaction `tx`. */
export class NotificationStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes what changes mean for notifications. Set-based: the effect is that of the changes one by one. `locked` has those who
   * are notified, if the caller has locked them already.
   */
  async apply(changes: readonly NewsChange[], locked?: LockedMembers): Promise<void> {
    // First and in order, before any notification is locked.
    const members = locked ?? (await lockMembers(this.tx, notifiedOf(changes)));
    for (const step of stepsOf(changes)) {
      await ('gone' in step ? this.remove('cause = ANY($1)', step.gone) : this.add(step.news, members));
    }
  }

  /** Notifies members of news that they want and may see, each once for each cause. */
  async addAll(news: readonly News[]): Promise<void> {
    await this.apply([{ news }]);
  }

  /** The cause is gone, because it was undone, hidden or deleted: it no longer counts, and without any there is no notification. */
  async retract(cause: string): Promise<void> {
    await this.remove('cause = ANY($1)', [cause]);
  }

  /** A member was erased: what they did no longer counts. */
  async retractActsOf(actorId: string): Promise<void> {
    await this.remove('actor_id = ANY($1)', [actorId]);
  }

  private async add(news: readonly News[], members: LockedMembers): Promise<void> {
    await extendNotifications(this.tx, this.clock, await selectWanted(this.tx, members, news));
  }

  private async remove(condition: string, values: readonly string[]): Promise<void> {
    const found = await this.tx.query<{ id: string }[]>(LOCK_SOURCES(condition), [values]);
    if (found.length === 0) return;
    const ids = [...new Set(found.map(({ id }) => id))];
    await this.tx.query(LOCK, [ids]);
    await this.tx.query(`DELETE FROM notification_sources WHERE ${condition}`, [values]);
    await this.tx.query(RECOUNT, [ids]);
    await this.tx.query('DELETE FROM notifications WHERE id = ANY($1) AND count = 0', [ids]);
  }
}
