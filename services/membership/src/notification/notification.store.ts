import { type Clock, enqueueJob } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { Mute } from '../mute/mute.entity';
import { KnownPostStore } from '../projection/known-post.store';
import type { NotificationCode, NotificationKind } from './notification.enums';
import { NotificationSource } from './notification-source.entity';
import { MAIL_DELAY_MS, planNotificationMail } from './plan-mail';
import { readChannels } from './preferences';

/** Something that happened, and the member to whom it is news. */
export interface News {
  /** Who is notified. */
  readonly memberId: string;
  readonly kind: NotificationKind;
  /** Defaults to nothing more. */
  readonly code?: NotificationCode;
  /** What identifies the event, such as `reply comment_…`: the same for a repetition. */
  readonly cause: string;
  /** The member who did it. Null if no member did. */
  readonly actorId: string | null;
  /** What the news is about: unread news of one kind about one thing is one notification. */
  readonly aboutId: string;
  /** What the notification points to. */
  readonly subjectId: string;
  /** The post that the member must be able to see. Null if no post is involved. */
  readonly postId: string | null;
  readonly at: Date;
}

/** Further news is added to an unread notification for this long. */
const GROUP_MS = 24 * 60 * 60 * 1000;

// The group is closed by whoever finds it too old; one that was read is closed when it is read.
const CLOSE = `
  UPDATE notifications SET open = false
  WHERE member_id = $1 AND kind = $2 AND about_id = $3 AND code = $4 AND open AND created_at <= $5`;

const EXTEND = `
  INSERT INTO notifications (id, member_id, kind, code, about_id, subject_id, post_id, count, created_at, occurred_at, open, in_app)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8, true, $9)
  ON CONFLICT (member_id, kind, about_id, code) WHERE open DO UPDATE
    SET count = notifications.count + 1, occurred_at = greatest(notifications.occurred_at, excluded.occurred_at),
      subject_id = excluded.subject_id
  RETURNING id`;

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
   * Notifies members, each once for each cause. Nothing is written for their own acts, for acts of a muted or suspended
   * member, about a muted post or one that they may not see, and for kinds that they want neither in the list nor as a mail.
   */
  async addAll(all: readonly News[]): Promise<void> {
    const news = all.filter(({ actorId, memberId }) => actorId !== memberId);
    if (news.length === 0) return;
    // Until the transaction ends, these members cannot be erased. In order, and before any notification is locked.
    const members = await this.tx
      .createQueryBuilder(Member, 'member')
      .where({ id: In(news.map(({ memberId }) => memberId)) })
      .orderBy('member.id')
      .setLock('for_key_share')
      .getMany();
    const byId = new Map(members.map((member) => [member.id, member]));
    for (const one of news) await this.add(one, byId.get(one.memberId));
  }

  private async add(news: News, member: Member | undefined): Promise<void> {
    const { memberId, kind, code = '', cause, actorId, aboutId, subjectId, postId, at } = news;
    if (await this.tx.existsBy(NotificationSource, { memberId, cause })) return;
    if (!member || !(await this.isWanted(news)) || !(await this.maySee(member, postId))) return;
    const { inApp, mail } = await readChannels(this.tx, memberId, kind);
    if (!inApp && !mail) return;
    await this.tx.query(CLOSE, [memberId, kind, aboutId, code, new Date(at.getTime() - GROUP_MS)]);
    const newId = this.clock.newId('notification');
    const [row] = await this.tx.query<[{ id: string }]>(EXTEND, [
      newId,
      memberId,
      kind,
      code,
      aboutId,
      subjectId,
      postId,
      at,
      inApp,
    ]);
    await this.tx.insert(NotificationSource, { memberId, cause, notificationId: row.id, actorId, occurredAt: at });
    if (mail && row.id === newId) await this.planMail(newId, at);
  }

  /** The cause is gone, because it was undone, hidden or deleted: it no longer counts, and without any there is no notification. */
  async retract(cause: string): Promise<void> {
    await this.remove('cause = $1', cause);
  }

  /** A member was erased: what they did no longer counts. */
  async retractActsOf(actorId: string): Promise<void> {
    await this.remove('actor_id = $1', actorId);
  }

  private async remove(condition: string, value: string): Promise<void> {
    const [removed] = await this.tx.query<[{ notification_id: string }[], number]>(
      `DELETE FROM notification_sources WHERE ${condition} RETURNING notification_id`,
      [value],
    );
    if (removed.length === 0) return;
    const ids = [...new Set(removed.map((row) => row.notification_id))].toSorted();
    await this.tx.query(RECOUNT, [ids]);
    await this.tx.query('DELETE FROM notifications WHERE id = ANY($1) AND count = 0', [ids]);
  }

  private async planMail(notificationId: string, at: Date): Promise<void> {
    const runAt = new Date(at.getTime() + MAIL_DELAY_MS);
    await enqueueJob(this.tx, planNotificationMail, { payload: { notificationId }, key: notificationId, runAt });
  }

  private async isWanted({ memberId, actorId, postId }: News): Promise<boolean> {
    const targets = [actorId, postId].filter((id) => id !== null);
    if (await this.tx.existsBy(Mute, { memberId, targetId: In(targets) })) return false;
    return actorId === null || this.tx.existsBy(Member, { id: actorId, suspended: false });
  }

  private async maySee(member: Member, postId: string | null): Promise<boolean> {
    return postId === null || new KnownPostStore(this.tx).maySee(postId, identityOf(member));
  }
}
