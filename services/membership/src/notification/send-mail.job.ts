import { handleJob, type JobHandler, type JobRun, type PostCard, postCardsProcedure } from '@wizness/kernel';
import { type EntityManager, In, IsNull } from 'typeorm';
import { Account } from '../account/account.entity';
import { listHeaders, type MailItem, renderListMail, unsubscribeUrlOf } from '../mail/list-mail';
import { type Language, mailLanguage } from '../mail/mail-templates';
import type { Mail, Mailer } from '../mail/mailer';
import { MailList } from '../mail/member-mail.entity';
import { sendOnce } from '../mail/send-once';
import { UnsubscribeStore } from '../mail/unsubscribe.store';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { createMemberLoaders } from '../member/member.loader';
import { Notification } from './notification.entity';
import { createMessageLoaders } from './notification.loader';
import { sendNotificationMail } from './plan-mail';

const INTRODUCTION: Readonly<Record<Language, string>> = {
  fr: 'Voici ce qui s’est passé pour vous sur Wizness :',
  en: 'This is what happened for you on Wizness:',
};

const SUBJECT: Readonly<Record<Language, (count: number) => string>> = {
  fr: (count) => `${count} nouvelles notifications`,
  en: (count) => `${count} new notifications`,
};

interface Recipient {
  readonly member: Member;
  readonly email: string;
}

/** The member and their address; null if they have been erased. */
export const readRecipient = async (tx: EntityManager, memberId: string): Promise<Recipient | null> => {
  const member = await tx.findOneBy(Member, { id: memberId });
  const account = await tx.findOneBy(Account, { memberId });
  return member && account && { member, email: account.email };
};

const idsOfPosts = (notifications: readonly Notification[]): string[] => [
  ...new Set(notifications.flatMap(({ postId }) => postId ?? [])),
];

/** What content shows the member of these posts now. */
const readCards = async (
  { services }: JobRun,
  member: Member,
  ids: readonly string[],
): Promise<readonly PostCard[]> => {
  if (ids.length === 0) return [];
  const { content } = services;
  if (!content) throw new Error('Mails about posts need the service content.');
  return (await content(postCardsProcedure, { ids }, { identity: identityOf(member) })).cards;
};

const itemsOf = async (
  tx: EntityManager,
  notifications: readonly Notification[],
  cards: readonly PostCard[],
  language: Language,
): Promise<MailItem[]> => {
  const { messageOf } = createMessageLoaders(tx, createMemberLoaders(tx));
  const items: MailItem[] = [];
  for (const notification of notifications) {
    const card = cards.find(({ id }) => id === notification.postId);
    const title = await messageOf(notification, [language]);
    items.push({ title, text: card?.title ?? null, url: card?.url ?? null });
  }
  return items;
};

/** Mails of one post are one thread in the reader's program: all refer to a mail that does not exist. */
const threadHeaders = (notifications: readonly Notification[], publicUrl: string): Record<string, string> => {
  const [postId, ...others] = idsOfPosts(notifications);
  if (postId === undefined || others.length > 0) return {};
  const root = `<${postId}@${new URL(publicUrl).hostname}>`;
  return { 'In-Reply-To': root, References: root };
};

/** The mail as it is now: without what was read, and without posts that the member may no longer see. Null if nothing is left. */
const prepareMail = async (
  run: JobRun,
  {
    mailId,
    memberId,
    notificationIds,
  }: { readonly mailId: string; readonly memberId: string; readonly notificationIds: readonly string[] },
  publicUrl: string,
): Promise<Mail | null> => {
  const { clock, write } = run;
  const recipient = await write((tx) => readRecipient(tx, memberId));
  const unread = await write((tx) => tx.findBy(Notification, { id: In([...notificationIds]), readAt: IsNull() }));
  if (!recipient || unread.length === 0) return null;
  const { member, email: to } = recipient;
  const cards = await readCards(run, member, idsOfPosts(unread));
  const shown = unread.filter(({ postId }) => postId === null || cards.some(({ id }) => id === postId));
  if (shown.length === 0) return null;
  const language = mailLanguage(member.locale);
  const [items, token] = await write(async (tx) => [
    await itemsOf(tx, shown, cards, language),
    await new UnsubscribeStore(tx, clock).issue(memberId, MailList.NOTIFICATIONS),
  ]);
  const unsubscribeUrl = unsubscribeUrlOf(publicUrl, token);
  const [first] = items;
  const subject = items.length === 1 && first ? first.title.replace(/\.$/, '') : SUBJECT[language](items.length);
  return {
    id: mailId,
    to,
    at: clock.now(),
    erased: false,
    headers: {
      ...listHeaders(MailList.NOTIFICATIONS, unsubscribeUrl, publicUrl),
      ...threadHeaders(shown, publicUrl),
    },
    ...renderListMail({ subject, introduction: INTRODUCTION[language], items, language, unsubscribeUrl }),
  };
};

/** Sends mails about notifications, each at most once. */
export const sendNotificationMailHandler = (mailer: Mailer, publicUrl: string): JobHandler =>
  handleJob(sendNotificationMail, (run) =>
    sendOnce(run, {
      mailer,
      job: sendNotificationMail,
      payload: run.payload,
      prepare: () => prepareMail(run, run.payload, publicUrl),
    }),
  );
