import { type Clock, defineJob, enqueueJob, handleJob } from '@wizness/kernel';
import { type EntityManager, In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { z } from 'zod';
import { Account } from '../account/account.entity';
import { endOfHours, nextTime, startOfDay } from '../mail/mail-time';
import { MailList, MemberMail } from '../mail/member-mail.entity';
import { Member } from '../member/member.entity';
import { Notification } from './notification.entity';
import { readChannels } from './preferences';
import { readSettings } from './settings.store';

const MINUTE_MS = 60_000;

/** A notification is mailed if it has not been read after this time. */
export const MAIL_DELAY_MS = 10 * MINUTE_MS;
/** There is at most one mail about one thing in this time. */
const THREAD_MS = 60 * MINUTE_MS;
/** After so many mails in a day, the others of the day are one mail. */
const MAX_PER_DAY = 20;
const ROUND_UP_TIME = '18:00';
const MAX_PER_ROUND_UP = 50;

/** Decides when a notification is mailed. */
export const planNotificationMail = defineJob({
  kind: 'plan-notification-mail',
  payload: z.object({ notificationId: z.string() }),
});

/** Mails all that was too much for one day. */
const planRoundUp = defineJob({ kind: 'plan-notification-round-up', payload: z.object({ memberId: z.string() }) });

/** Sends the mail that was planned. At most once: nothing is sent twice. */
export const sendNotificationMail = defineJob({
  kind: 'send-notification-mail',
  delivery: 'AT_MOST_ONCE',
  payload: z.object({
    mailId: z.string(),
    memberId: z.string(),
    notificationIds: z.array(z.string()),
    tries: z.int().optional(),
  }),
});

/** When no mail is sent to the member now, the end of that time. */
const quietUntil = async (tx: EntityManager, { id, timeZone }: Member, now: Date): Promise<Date | null> => {
  const { quietHours } = await readSettings(tx, id);
  return quietHours && endOfHours(now, quietHours, timeZone);
};

/**
 * The member with an address, who cannot be erased until the transaction ends. Locked before their notifications, and against
 * other plans for the same member, which would count the same mails.
 */
const lockRecipient = async (tx: EntityManager, memberId: string): Promise<Member | null> => {
  const member = await tx.findOne(Member, { where: { id: memberId }, lock: { mode: 'for_no_key_update' } });
  return member && (await tx.existsBy(Account, { memberId })) ? member : null;
};

/** Plans mails in the transaction `tx`. */
class MailPlan {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Hands a notification over for sending, or plans it for later. Nothing happens if it was read, or is not to be mailed. */
  async mail(id: string): Promise<void> {
    const found = await this.tx.findOneBy(Notification, { id });
    const member = found && (await lockRecipient(this.tx, found.memberId));
    const notification = await this.tx.findOne(Notification, {
      where: { id, readAt: IsNull(), mailedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
    if (!member || !notification) return;
    if (!(await readChannels(this.tx, member.id, notification.kind)).mail) return;
    const now = this.clock.now();
    const later = (await quietUntil(this.tx, member, now)) ?? (await this.afterLastMail(notification));
    if (later) {
      await enqueueJob(this.tx, planNotificationMail, { payload: { notificationId: id }, key: id, runAt: later });
      return;
    }
    const since = startOfDay(now, member.timeZone);
    const where = { memberId: member.id, list: MailList.NOTIFICATIONS, handedOverAt: MoreThan(since) };
    if ((await this.tx.countBy(MemberMail, where)) < MAX_PER_DAY) {
      return this.handOver(member.id, [notification], notification.aboutId);
    }
    await this.planRoundUp(member.id, nextTime(now, ROUND_UP_TIME, member.timeZone));
  }

  /** Hands over all unread notifications of a member that were not mailed. */
  async roundUp(memberId: string): Promise<void> {
    const member = await lockRecipient(this.tx, memberId);
    if (!member) return;
    const now = this.clock.now();
    const later = await quietUntil(this.tx, member, now);
    if (later) return this.planRoundUp(memberId, later);
    const { kinds } = await readSettings(this.tx, memberId);
    const notifications = await this.tx.find(Notification, {
      where: {
        memberId,
        readAt: IsNull(),
        mailedAt: IsNull(),
        kind: In(kinds.filter(({ mail }) => mail).map(({ kind }) => kind)),
        createdAt: LessThanOrEqual(new Date(now.getTime() - MAIL_DELAY_MS)),
      },
      order: { occurredAt: 'DESC', id: 'DESC' },
      take: MAX_PER_ROUND_UP,
      lock: { mode: 'for_no_key_update' },
    });
    if (notifications.length > 0) await this.handOver(memberId, notifications, null);
  }

  private async planRoundUp(memberId: string, runAt: Date): Promise<void> {
    await enqueueJob(this.tx, planRoundUp, { payload: { memberId }, key: memberId, runAt });
  }

  /** Null if there was no mail about the same thing in the last hour. */
  private async afterLastMail({ memberId, aboutId: threadId }: Notification): Promise<Date | null> {
    const since = new Date(this.clock.now().getTime() - THREAD_MS);
    const [last] = await this.tx.find(MemberMail, {
      where: { memberId, threadId, handedOverAt: MoreThan(since) },
      order: { handedOverAt: 'DESC' },
      take: 1,
    });
    return last ? new Date(last.handedOverAt.getTime() + THREAD_MS) : null;
  }

  /** Marks first, so that a worker that dies while it sends leads to no second mail. */
  private async handOver(
    memberId: string,
    notifications: readonly Notification[],
    threadId: string | null,
  ): Promise<void> {
    const mailId = this.clock.newId('mail');
    const notificationIds = notifications.map(({ id }) => id);
    const handedOverAt = this.clock.now();
    await this.tx.insert(MemberMail, {
      ...{ id: mailId, memberId, list: MailList.NOTIFICATIONS, threadId, week: null },
      handedOverAt,
    });
    await this.tx.update(Notification, { id: In(notificationIds) }, { mailedAt: handedOverAt });
    await enqueueJob(this.tx, sendNotificationMail, { payload: { mailId, memberId, notificationIds } });
  }
}

/** Handlers of the jobs that decide when notifications are mailed. */
export const planMailHandlers = [
  handleJob(planNotificationMail, ({ payload, clock, finish }) =>
    finish((tx) => new MailPlan(tx, clock).mail(payload.notificationId)),
  ),
  handleJob(planRoundUp, ({ payload, clock, finish }) =>
    finish((tx) => new MailPlan(tx, clock).roundUp(payload.memberId)),
  ),
];
