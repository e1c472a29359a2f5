import {
  type Clock,
  defineJob,
  digestPostsProcedure,
  enqueueJob,
  handleJob,
  type JobHandler,
  type JobRun,
  type PostCard,
  postCardsProcedure,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { listHeaders, renderListMail, unsubscribeUrlOf } from '../mail/list-mail';
import { type Language, mailLanguage } from '../mail/mail-templates';
import { digestWeek } from '../mail/mail-time';
import type { Mail, Mailer } from '../mail/mailer';
import { MailList } from '../mail/member-mail.entity';
import { sendOnce } from '../mail/send-once';
import { UnsubscribeStore } from '../mail/unsubscribe.store';
import { identityOf } from '../member/identity-of';
import { lockMember } from '../member/lock-member';
import { Member } from '../member/member.entity';
import { MailPreference } from '../notification/mail-preference.entity';
import { readRecipient } from '../notification/send-mail.job';
import { DigestItem } from './digest-item.entity';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A digest goes back so far: a week without one, or with more posts than fit, is made up for by the next. */
const MAX_AGE_MS = 14 * DAY_MS;

/** Members whose digest is due are handed over in transactions of this many. */
const BATCH = 200;

const planDigests = defineJob({ kind: 'plan-digests', payload: z.object({}), everyMs: 10 * MINUTE_MS });

const sendDigest = defineJob({
  kind: 'send-digest',
  delivery: 'AT_MOST_ONCE',
  payload: z.object({ mailId: z.string(), memberId: z.string(), tries: z.int().optional() }),
});

/** Members after `after`, in order of their ids, who want a digest and have an address. */
const subscribersAfter = (tx: EntityManager, after: string): Promise<Pick<Member, 'id' | 'timeZone'>[]> =>
  tx
    .createQueryBuilder(Member, 'member')
    .innerJoin('mail_preferences', 'wants', 'wants.member_id = member.id AND wants.weekly_digest')
    .innerJoin('accounts', 'account', 'account.member_id = member.id')
    .where('member.id > :after AND NOT member.suspended', { after })
    .orderBy('member.id')
    .limit(BATCH)
    // An erasure waits, and then deletes what is written here.
    .setLock('for_key_share', undefined, ['member'])
    .getMany();

/** Hands over the digests of one batch of members. Returns the last id; null if there are no more members. */
const planBatch = async (tx: EntityManager, after: string, clock: Clock): Promise<string | null> => {
  const members = await subscribersAfter(tx, after);
  for (const { id: memberId, timeZone } of members) {
    const week = digestWeek(clock.now(), timeZone, memberId);
    if (week === null) continue;
    const mailId = clock.newId('mail');
    // The digest of a week is handed over once, by whichever worker is first.
    const added = await tx.query<unknown[]>(
      `INSERT INTO member_mails (id, member_id, list, week, handed_over_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (member_id, week) WHERE week IS NOT NULL DO NOTHING RETURNING id`,
      [mailId, memberId, MailList.DIGEST, week, clock.now()],
    );
    if (added.length > 0) await enqueueJob(tx, sendDigest, { payload: { mailId, memberId } });
  }
  return members.at(-1)?.id ?? null;
};

const INTRODUCTION: Readonly<Record<Language, string>> = {
  fr: 'De la part des membres, des organisations et des thèmes que vous suivez :',
  en: 'From the members, organisations and topics that you follow:',
};

const SUBJECT: Readonly<Record<Language, string>> = {
  fr: 'Votre semaine sur Wizness',
  en: 'Your week on Wizness',
};

/** Posts for the member: those of an earlier try, as far as the member may still see them, or chosen now. */
const readPosts = async (run: JobRun, member: Member, mailId: string): Promise<readonly PostCard[]> => {
  const { content } = run.services;
  if (!content) throw new Error('A digest needs the service content.');
  const options = { identity: identityOf(member) };
  const sent = await run.write((tx) => tx.findBy(DigestItem, { memberId: member.id }));
  const chosen = sent.filter((item) => item.mailId === mailId);
  if (chosen.length > 0) {
    return (await content(postCardsProcedure, { ids: chosen.map(({ postId }) => postId) }, options)).cards;
  }
  const since = new Date(run.clock.now().getTime() - MAX_AGE_MS).toISOString();
  const except = sent.map(({ postId }) => postId);
  return (await content(digestPostsProcedure, { since, except }, options)).cards;
};

/** The digest as it is now. Null if there is nothing new, or if the member does not want it any more. */
const prepareDigest = async (
  run: JobRun,
  { mailId, memberId }: { readonly mailId: string; readonly memberId: string },
  publicUrl: string,
): Promise<Mail | null> => {
  const { clock, write } = run;
  const recipient = await write((tx) => readRecipient(tx, memberId));
  const wanted = await write((tx) => tx.existsBy(MailPreference, { memberId, weeklyDigest: true }));
  if (!recipient || !wanted) return null;
  const { member, email: to } = recipient;
  const posts = await readPosts(run, member, mailId);
  if (posts.length === 0) return null;
  const token = await write(async (tx) => {
    await lockMember(tx, memberId);
    const rows = posts.map(({ id: postId }) => ({ memberId, postId, mailId, sentAt: clock.now() }));
    await tx.createQueryBuilder().insert().into(DigestItem).values(rows).orIgnore().execute();
    return new UnsubscribeStore(tx, clock).issue(memberId, MailList.DIGEST);
  });
  const language = mailLanguage(member.locale);
  const unsubscribeUrl = unsubscribeUrlOf(publicUrl, token);
  const items = posts.map(({ title, excerpt: text, url }) => ({ title, text, url }));
  return {
    id: mailId,
    to,
    at: clock.now(),
    erased: false,
    headers: listHeaders(MailList.DIGEST, unsubscribeUrl, publicUrl),
    ...renderListMail({
      ...{ subject: SUBJECT[language], introduction: INTRODUCTION[language] },
      ...{ items, language, unsubscribeUrl },
    }),
  };
};

/** Handlers of the weekly digest: one for each member and week, sent at most once. */
export const digestHandlers = (mailer: Mailer, publicUrl: string): readonly JobHandler[] => [
  handleJob(planDigests, async ({ clock, write }) => {
    let after: string | null = '';
    while (after !== null) after = await write((tx) => planBatch(tx, after ?? '', clock));
  }),
  handleJob(sendDigest, (run) =>
    sendOnce(run, {
      ...{ mailer, job: sendDigest, payload: run.payload },
      prepare: () => prepareDigest(run, run.payload, publicUrl),
    }),
  ),
];
