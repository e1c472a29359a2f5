import { type Identity, type PostCard, systemClock, Visibility } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';
import { type MailServer, startMailServer } from '../../test/support/mail-server';
import { NotificationKind } from './notification.enums';
import type { News } from './news';

describe('Mails about notifications', () => {
  let harness: MembershipHarness;
  let server: MailServer;
  let lea: Identity & { memberId: string };
  let tom: Identity & { memberId: string };
  let postId: string;
  let visible: boolean;
  let contentFails: boolean;

  beforeEach(async () => {
    server = await startMailServer();
    harness = await MembershipHarness.open({ smtpUrl: server.url });
    // After the clock of the database, so that a job is due only when a test says so. A Monday, 10:00 in Paris.
    harness.advance({ days: 364 });
    lea = await harness.enrol('lea');
    tom = await harness.enrol('tom');
    postId = systemClock.newId('post');
    visible = true;
    contentFails = false;
    const audience = { published: true, visibility: Visibility.PUBLIC, authorId: null, organisationId: null };
    await harness.context().inTransaction(({ knownPosts }) => knownPosts.putAll([{ id: postId, ...audience }]));
    const card = (id: string): PostCard => ({
      id,
      title: 'Été & <b>',
      url: `https://wizness.test/posts/${id}`,
      excerpt: '',
    });
    const call = async (_procedure: unknown, { ids }: { ids: string[] }, { identity }: { identity: Identity }) => {
      if (contentFails) throw new Error('content does not respond');
      expect(identity).toMatchObject({ memberId: lea.memberId, roles: ['MEMBER'] });
      return { cards: visible ? ids.map(card) : [] };
    };
    harness.services = { content: call as never };
  });
  afterEach(async () => {
    await harness.close();
    await server.close();
  });

  const add = (news: Partial<News> = {}) =>
    harness.context().inTransaction(({ notificationStore }) =>
      notificationStore.addAll([
        {
          memberId: lea.memberId,
          kind: NotificationKind.REPLY,
          cause: `reply ${systemClock.newId('comment')}`,
          actorId: tom.memberId,
          aboutId: postId,
          subjectId: systemClock.newId('comment'),
          postId,
          at: harness.clock.now(),
          ...news,
        },
      ]),
    );
  /** Runs the jobs of one kind as if their time had come, and those that follow at once. */
  const run = async (kind = 'plan-notification-mail') => {
    await harness.sql(`UPDATE membership.jobs SET run_at = '-infinity' WHERE kind = $1 AND ended_at IS NULL`, [kind]);
    await harness.sendMails();
  };
  const waiting = async () =>
    (
      await harness.sql<{ kind: string; run_at: Date }>(
        `SELECT kind, run_at FROM membership.jobs WHERE ended_at IS NULL AND kind LIKE '%notification%' ORDER BY run_at, id`,
      )
    ).map(({ kind, run_at }) => [kind, run_at.toISOString()]);
  const readAll = async () => {
    const { data } = await harness.query('{ viewer { notifications { nodes { id } } } }', {}, lea);
    const { nodes } = (data as { viewer: { notifications: { nodes: { id: string }[] } } }).viewer.notifications;
    await harness.mutate('markNotificationsRead', { ids: nodes.map(({ id }) => id) }, lea);
  };

  test('A mail is planned ten minutes after the news, in the language of the member, with the title and address of the post', async () => {
    await add();
    expect(await waiting()).toEqual([['plan-notification-mail', '2027-03-01T09:10:00.000Z']]);
    await run();
    expect(server.mails).toHaveLength(1);
    const [mail] = server.mails;
    expect(mail).toMatchObject({
      subject: 'Tom a répondu à votre publication',
      text: expect.stringContaining(
        `Tom a répondu à votre publication.\nÉté & <b>\nhttps://wizness.test/posts/${postId}`,
      ),
      html: expect.stringContaining('Été &amp; &lt;b&gt;'),
    });
    expect(mail?.to).toMatchObject({ text: 'lea@example.org' });
    expect(mail?.inReplyTo).toBe(`<${postId}@wizness.test>`);
  });

  test('Its headers let a mail program unsubscribe with one request (RFC 8058), which works without signing in', async () => {
    await add();
    await run();
    const headers = new Map(server.mails[0]?.headerLines.map(({ key, line }) => [key, line.replace(/\r?\n\s+/g, ' ')]));
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(headers.get('auto-submitted')).toBe('Auto-Submitted: auto-generated');
    const url = /^List-Unsubscribe: <https:\/\/wizness\.test\/mail\/unsubscribe\/([\w-]{43})>$/.exec(
      headers.get('list-unsubscribe') ?? '',
    );
    const unsubscribe = () =>
      harness.context().inTransaction(({ unsubscribing }) => unsubscribing.unsubscribe(url?.[1] ?? ''));
    expect([await unsubscribe(), await unsubscribe()]).toEqual([true, true]);
    const { data } = await harness.query('{ viewer { notificationSettings { kinds { inApp mail } } } }', {}, lea);
    const { kinds } = (data as { viewer: { notificationSettings: { kinds: object[] } } }).viewer.notificationSettings;
    expect(kinds).toEqual(kinds.map(() => ({ inApp: true, mail: false })));
    const tokens = await harness.sql('SELECT hash FROM membership.unsubscribe_tokens');
    expect(JSON.stringify(tokens)).not.toContain(url?.[1]);
    const unknown = 'x'.repeat(43);
    expect(await harness.context().inTransaction(({ unsubscribing }) => unsubscribing.unsubscribe(unknown))).toBe(
      false,
    );
  });

  test('News that was read within ten minutes is not mailed', async () => {
    await add();
    await readAll();
    await run();
    expect(server.mails).toEqual([]);
  });

  test('A post that the member may no longer see is in no mail', async () => {
    await add();
    visible = false;
    await run();
    expect(server.mails).toEqual([]);
  });

  test('A kind that the member does not want by mail is not mailed, also if they decide so meanwhile', async () => {
    await add({ kind: NotificationKind.RATING });
    expect(await waiting()).toEqual([]);
    await add();
    const kinds = [{ kind: 'REPLY', inApp: true, mail: false }];
    await harness.mutate('updateNotificationSettings', { kinds }, lea);
    await run();
    expect(server.mails).toEqual([]);
  });

  test('A second mail about one thing waits until an hour after the first', async () => {
    await add();
    await run();
    await readAll();
    harness.advance({ minutes: 20 });
    await add();
    await run();
    expect(await waiting()).toEqual([['plan-notification-mail', '2027-03-01T10:00:00.000Z']]);
    harness.advance({ minutes: 40 });
    await run();
    expect(server.mails).toHaveLength(2);
  });

  test('More news about what was mailed and not read leads to no other mail', async () => {
    await add();
    await run();
    await add();
    expect(await waiting()).toEqual([]);
  });

  test('After twenty mails in a day, the others are one mail at 18:00 local time', async () => {
    for (let index = 0; index < 23; index += 1) await add({ aboutId: `post_${index}` });
    await run();
    expect(server.mails).toHaveLength(20);
    expect(await waiting()).toEqual([['plan-notification-round-up', '2027-03-01T17:00:00.000Z']]);
    harness.advance({ hours: 8 });
    await run('plan-notification-round-up');
    expect(server.mails).toHaveLength(21);
    expect(server.mails.at(-1)?.subject).toBe('3 nouvelles notifications');
  });

  test('In the quiet hours of a member a mail waits until they end', async () => {
    await harness.mutate('updateNotificationSettings', { quietHours: { from: '22:00', to: '07:00' } }, lea);
    // The night in which the clock of Paris goes forward: 2:30 does not exist, 3:30 is 1:30 UTC.
    harness.advance({ days: 26, hours: 16, minutes: 30 });
    await add();
    await run();
    expect(server.mails).toEqual([]);
    expect(await waiting()).toEqual([['plan-notification-mail', '2027-03-28T05:00:00.000Z']]);
    harness.advance({ hours: 4 });
    await run();
    expect(server.mails).toHaveLength(1);
  });

  test('Several workers send a mail once', async () => {
    await add();
    await harness.sql(`UPDATE membership.jobs SET run_at = '-infinity'`);
    await Promise.all([1, 2, 3].map(() => harness.running.runDueJobs(harness.clock, harness.services)));
    await harness.sendMails();
    expect(server.mails).toHaveLength(1);
  });

  test('A mail that the server has taken without an answer is not sent again', async () => {
    server.behaviour = 'break';
    await add();
    await run();
    server.behaviour = 'accept';
    await run('send-notification-mail');
    expect(server.mails).toHaveLength(1);
    expect(
      await harness.sql("SELECT 1 FROM membership.jobs WHERE failed AND kind = 'send-notification-mail'"),
    ).toHaveLength(1);
  });

  test('A mail that the server refused for now, or that could not be written because content does not respond, is sent later', async () => {
    server.behaviour = 'refuse';
    await add();
    await run();
    expect(await waiting()).toEqual([['send-notification-mail', '2027-03-01T09:01:00.000Z']]);
    server.behaviour = 'accept';
    contentFails = true;
    await run('send-notification-mail');
    expect(await waiting()).toEqual([['send-notification-mail', '2027-03-01T09:02:00.000Z']]);
    contentFails = false;
    await run('send-notification-mail');
    expect(server.mails).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test('A member who was erased gets no mail', async () => {
    await add();
    await harness.sql(`UPDATE membership.jobs SET run_at = '-infinity'`);
    await harness.sql('DELETE FROM membership.members WHERE id = $1', [lea.memberId]);
    await harness.sendMails();
    expect(server.mails).toEqual([]);
  });
});
