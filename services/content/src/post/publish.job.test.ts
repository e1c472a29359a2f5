import { content, type ContentContext } from '@wizness/content';
import { BACKGROUND_TIMEOUTS, createLogger, openDatabase, Role, type RunningSubgraph } from '@wizness/kernel';
import { defaultSettings, memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import type { DataSource } from 'typeorm';
import { idOf } from '../../test/support/samples';
import { mutate, newPost, writePost } from '../../test/support/write-posts';

const ADA = memberIdentity(idOf('member', 1));
const HOUR_MS = 60 * 60 * 1000;

describe('A post that is published at a time', () => {
  let open: OpenSubgraph<ContentContext>;
  let db: DataSource;
  const processes: RunningSubgraph<ContentContext>[] = [];
  beforeAll(async () => {
    open = await openSubgraph(content);
    const database = { url: open.url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS };
    const log = createLogger('content', 'silent');
    db = await openDatabase({ ...database, log }, content.storage);
    for (let number = 0; number < 3; number += 1) {
      processes.push(await content.open({ database, settings: defaultSettings(content), log }));
    }
  });
  afterAll(async () => {
    await db.destroy();
    for (const process of processes) await process.close();
    await open.close();
  });

  const inAnHour = () => new Date(Date.now() + HOUR_MS).toISOString();
  const schedule = async (at = inAnHour()) => {
    const { id } = await writePost(open, 'createPost', newPost(), ADA);
    return writePost(open, 'publishPost', { id, at }, ADA);
  };
  /** Moves the time of publication of a post, and its job, into the past. */
  const letTimePass = async (id: string): Promise<void> => {
    await db.query("UPDATE posts SET scheduled_for = now() - interval '10 minutes' WHERE id = $1", [id]);
    await db.query("UPDATE jobs SET run_at = now() - interval '10 minutes' WHERE key = $1", [id]);
  };
  const runInAllProcesses = () => Promise.all(processes.map((process) => process.runDueJobs()));
  const statusOf = async (id: string) => {
    const { data } = await open.query('query ($id: ID!) { post(id: $id) { status scheduledFor } }', { id }, ADA);
    return data?.['post'];
  };
  const publications = async (id: string): Promise<number> =>
    (await open.events.read(0, 1000)).filter(({ subject, type }) => subject === id && type === 'PostPublished').length;

  test('Is published once by three processes that find it after its time', async () => {
    const { id, status, scheduledFor } = await schedule();
    expect({ status, scheduledFor }).toEqual({ status: 'SCHEDULED', scheduledFor: expect.any(String) });
    await runInAllProcesses();
    expect(await publications(id)).toBe(0);
    await letTimePass(id);
    await runInAllProcesses();
    expect(await publications(id)).toBe(1);
    expect(await statusOf(id)).toEqual({ status: 'PUBLISHED', scheduledFor: null });
  });

  test('Is published once by a process that starts after its time, when those that had its job in hand were killed', async () => {
    const { id } = await schedule();
    await letTimePass(id);
    // As a worker leaves it that is killed: the lease ends by itself.
    await db.query(
      "UPDATE jobs SET attempts = 1, lease_token = gen_random_uuid(), lease_until = now() + interval '20 seconds' WHERE key = $1",
      [id],
    );
    await runInAllProcesses();
    expect(await publications(id)).toBe(0);
    await db.query("UPDATE jobs SET lease_until = now() - interval '1 second' WHERE key = $1", [id]);
    const options = {
      database: { url: open.url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
      log: createLogger('content', 'silent'),
    };
    const started = await content.open({ ...options, settings: defaultSettings(content) });
    try {
      await started.runDueJobs();
    } finally {
      await started.close();
    }
    expect([await publications(id), await statusOf(id)]).toEqual([1, { status: 'PUBLISHED', scheduledFor: null }]);
  });

  test('Is a draft again when its author withdraws it, and nothing is published at its time', async () => {
    const { id } = await schedule();
    expect(await writePost(open, 'unpublishPost', { id }, ADA)).toMatchObject({ status: 'DRAFT', scheduledFor: null });
    await letTimePass(id);
    await runInAllProcesses();
    expect(await publications(id)).toBe(0);
  });

  test('Is published at the later time when it has been rescheduled', async () => {
    const { id } = await schedule();
    await writePost(open, 'publishPost', { id, at: new Date(Date.now() + 2 * HOUR_MS).toISOString() }, ADA);
    // The job of the first time, which a worker may hold already.
    await db.query('UPDATE jobs SET run_at = now() WHERE key = $1', [id]);
    await runInAllProcesses();
    expect(await statusOf(id)).toMatchObject({ status: 'SCHEDULED' });
  });

  test('Is not published a second time when its author publishes it before', async () => {
    const { id } = await schedule();
    await writePost(open, 'publishPost', { id }, ADA);
    await letTimePass(id);
    await runInAllProcesses();
    expect(await publications(id)).toBe(1);
  });

  test.each([
    ['in the past', '2020-01-01T00:00:00Z'],
    ['in more than a year', new Date(Date.now() + 400 * 24 * HOUR_MS).toISOString()],
  ])('Is refused %s', async (_, at) => {
    const { id } = await writePost(open, 'createPost', newPost(), ADA);
    const { userErrors } = await mutate(open, 'publishPost', { id, at }, ADA);
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['at'] }]);
    expect(await statusOf(id)).toEqual({ status: 'DRAFT', scheduledFor: null });
  });

  test('Is refused for a post that is published already', async () => {
    const { id } = await writePost(open, 'createPost', newPost({ publish: true }), ADA);
    const { userErrors } = await mutate(open, 'publishPost', { id, at: inAnHour() }, ADA);
    expect(userErrors).toMatchObject([{ code: 'LOCKED', field: ['at'] }]);
  });

  test.each(['PENDING', 'HIDDEN', 'REMOVED'])(
    'Is not published by its author when moderators made it %s',
    async (state) => {
      const { id } = await writePost(open, 'createPost', newPost({ publish: true }), ADA);
      await db.query('UPDATE posts SET moderation = $2 WHERE id = $1', [id, state]);
      const { data } = await open.query('query ($id: ID!) { post(id: $id) { id } feed { nodes { id } } }', { id });
      expect(JSON.stringify(data)).not.toContain(id);
      expect(await writePost(open, 'unpublishPost', { id }, ADA)).toMatchObject({
        status: state === 'REMOVED' ? 'REMOVED' : 'HIDDEN',
      });
      const { userErrors } = await mutate(open, 'publishPost', { id }, ADA);
      expect(userErrors).toMatchObject([{ code: 'LOCKED', field: ['id'] }]);
    },
  );

  test('Is refused to its author with the case of the decision that hides it', async () => {
    const { id } = await writePost(open, 'createPost', newPost({ publish: true }), ADA);
    const moderator = memberIdentity(idOf('member', 9), { roles: [Role.MODERATOR] });
    const statement = { rule: '1 Kindness', facts: 'It insults.', explanation: 'It hurts.' };
    await mutate(open, 'moderatePost', { postId: id, status: 'HIDDEN', statement }, moderator);
    const decisions = (await open.events.read(0, 1000)).filter(
      ({ type, subject }) => type === 'ContentDecided' && subject === id,
    );
    const { userErrors } = await mutate(open, 'publishPost', { id }, ADA);
    expect(userErrors).toMatchObject([{ code: 'LOCKED', field: ['id'] }]);
    expect(userErrors[0]?.message).toContain(`(case ${String(decisions[0]?.payload['caseId'])})`);
  });
});
