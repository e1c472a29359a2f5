import { type Identity, type PostCard, systemClock } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';
import { type MailServer, startMailServer } from '../../test/support/mail-server';

interface Selection {
  readonly since: string;
  readonly except: readonly string[];
}

describe('The weekly digest', () => {
  let harness: MembershipHarness;
  let server: MailServer;
  let lea: Identity & { memberId: string };
  let selections: Selection[];
  let posts: PostCard[];
  let hidden: string[];

  beforeEach(async () => {
    server = await startMailServer();
    harness = await MembershipHarness.open({ smtpUrl: server.url });
    // A Tuesday, noon in Paris.
    harness.advance({ days: 365, hours: 2 });
    lea = await harness.enrol('lea');
    await harness.mutate('updateNotificationSettings', { weeklyDigest: true }, lea);
    [selections, posts, hidden] = [[], [post('Vélos'), post('Trains')], []];
    const call = async ({ name }: { name: string }, input: Selection & { ids: string[] }) => {
      if (name === 'post-cards') {
        return { cards: posts.filter(({ id }) => input.ids.includes(id) && !hidden.includes(id)) };
      }
      selections.push({ since: input.since, except: input.except });
      return { cards: posts.filter(({ id }) => !input.except.includes(id) && !hidden.includes(id)) };
    };
    harness.services = { content: call as never };
    await harness.sendMails();
  });
  afterEach(async () => {
    await harness.close();
    await server.close();
  });

  const post = (title: string): PostCard => {
    const id = systemClock.newId('post');
    return { id, title, url: `https://wizness.test/posts/${id}`, excerpt: `Sur les ${title}.` };
  };
  /** Runs the schedule, and what follows from it. */
  const runDigests = async () => {
    await harness.sql(
      `INSERT INTO membership.jobs (id, kind, key, payload) VALUES ($1, 'plan-digests', 'schedule', '{}')
      ON CONFLICT (kind, key) WHERE ended_at IS NULL DO UPDATE SET run_at = '-infinity'`,
      [systemClock.newId('job')],
    );
    await harness.sendMails();
  };
  const handOver = () => harness.sql<{ week: string }>('SELECT week FROM membership.member_mails');

  test('It has the posts that content chose, and is sent once a week however often the schedule runs', async () => {
    for (let time = 0; time < 3; time += 1) await runDigests();
    expect(server.mails).toHaveLength(1);
    const [mail] = server.mails;
    expect(mail?.subject).toBe('Votre semaine sur Wizness');
    expect(mail?.text).toContain(`Vélos\nSur les Vélos.\n${posts[0]?.url}`);
    expect(mail?.html).toContain(`<a href="${posts[1]?.url}">Trains</a>`);
    expect(selections).toEqual([{ since: '2027-02-16T11:00:00.000Z', except: [] }]);
  });

  test('The next one has only what was in no earlier one, and none is sent without anything new', async () => {
    await runDigests();
    harness.advance({ days: 7 });
    await runDigests();
    expect(server.mails).toHaveLength(1);
    expect(selections[1]?.except.toSorted()).toEqual(posts.map(({ id }) => id).toSorted());
    harness.advance({ days: 7 });
    posts.push(post('Bateaux'));
    await runDigests();
    expect(server.mails.map(({ text }) => /Vélos|Bateaux/.exec(text ?? '')?.[0])).toEqual(['Vélos', 'Bateaux']);
  });

  test('Many workers at the same time, and one that dies after it has handed digests over, send no second one', async () => {
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const member = await harness.enrol(`member-${index}`);
        await harness.mutate('updateNotificationSettings', { weeklyDigest: true }, member);
      }),
    );
    await harness.sql(`INSERT INTO membership.jobs (id, kind, payload)
      SELECT 'job_' || n, 'plan-digests', '{}' FROM generate_series(1, 4) n`);
    await Promise.all([1, 2, 3, 4].map(() => harness.running.runDueJobs(harness.clock, harness.services)));
    await harness.sendMails();
    expect(server.mails.map(({ to }) => JSON.stringify(to)).toSorted()).toHaveLength(11);
    expect(await handOver()).toHaveLength(11);
    // A worker that died while it sent: its job was begun, and is begun by nobody else.
    await harness.sql(`UPDATE membership.jobs SET ended_at = NULL, failed = false, attempts = 1, lease_until = now() - interval '1 s',
      lease_token = gen_random_uuid(), payload = '{"mailId": "mail_1", "memberId": "${lea.memberId}"}' WHERE kind = 'send-digest'`);
    await harness.sendMails();
    expect(server.mails).toHaveLength(11);
  });

  test('A retry has the posts that were chosen first, without one that was hidden meanwhile', async () => {
    server.behaviour = 'refuse';
    await runDigests();
    expect(server.mails).toEqual([]);
    server.behaviour = 'accept';
    posts.push(post('Bateaux'));
    hidden = [posts[0]?.id ?? ''];
    await harness.sql(`UPDATE membership.jobs SET run_at = '-infinity' WHERE kind = 'send-digest'`);
    await harness.sendMails();
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]?.text).toMatch(/Trains/);
    expect(server.mails[0]?.text).not.toMatch(/Vélos|Bateaux/);
    expect(selections).toHaveLength(1);
  });

  test('It is not sent before it is due, nor to a member who has not asked for it or is suspended', async () => {
    await harness.enrol('tom');
    const zoe = await harness.enrol('zoe');
    await harness.mutate('updateNotificationSettings', { weeklyDigest: true }, zoe);
    await harness.sql(`UPDATE membership.members SET suspended = true WHERE handle = 'zoe'`);
    await harness.mutate('updateProfile', { timeZone: 'America/Los_Angeles' }, lea);
    await runDigests();
    expect(server.mails).toEqual([]);
    harness.advance({ hours: 8 });
    await runDigests();
    expect(server.mails).toHaveLength(1);
  });

  test('One request with the token in the mail ends it', async () => {
    await runDigests();
    const token = /unsubscribe\/([\w-]{43})/.exec(server.mails[0]?.text ?? '')?.[1] ?? '';
    await harness.context().inTransaction(({ unsubscribing }) => unsubscribing.unsubscribe(token));
    harness.advance({ days: 7 });
    posts.push(post('Bateaux'));
    await runDigests();
    expect(server.mails).toHaveLength(1);
    const { data } = await harness.query(
      '{ viewer { notificationSettings { weeklyDigest kinds { mail } } } }',
      {},
      lea,
    );
    expect(data?.['viewer']).toMatchObject({
      notificationSettings: { weeklyDigest: false, kinds: expect.arrayContaining([{ mail: true }]) },
    });
  });
});
