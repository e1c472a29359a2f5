import { content, type ContentContext } from '@wizness/content';
import { createLogger, openDatabase, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import type { DataSource } from 'typeorm';
import { idOf } from '../../test/support/samples';
import { mutate, newPost, writePost } from '../../test/support/write-posts';

const HOST = memberIdentity(idOf('member', 1));
const ADA = memberIdentity(idOf('member', 2));
const BOB = memberIdentity(idOf('member', 3));
const EDITOR = memberIdentity(idOf('member', 4), { roles: [Role.EDITOR] });

describe('A challenge', () => {
  let open: OpenSubgraph<ContentContext>;
  let db: DataSource;
  beforeAll(async () => {
    open = await openSubgraph(content);
    db = await openDatabase({ url: open.url, poolSize: 1, log: createLogger('content', 'silent') }, content.storage);
  });
  afterAll(async () => {
    await db.destroy();
    await open.close();
  });

  const createChallenge = async (details: Record<string, unknown> = {}) => {
    const input = newPost({
      kind: 'CHALLENGE',
      publish: true,
      details: { challenge: { question: 'How?', ...details } },
    });
    return (await writePost(open, 'createPost', input, HOST)).id;
  };
  const createAnswer = async (more: Record<string, unknown> = { publish: true }) =>
    (await writePost(open, 'createPost', newPost({ kind: 'GOOD_PRACTICE', ...more }), ADA)).id;
  const contribute = (challengeId: string, postId: string, identity = ADA) =>
    mutate(open, 'contributeToChallenge', { challengeId, postId }, identity, 'challenge { id }');
  const answersTo = async (id: string) => {
    const query =
      'query ($id: ID!) { post(id: $id) { details { ... on ChallengeDetails { contributions { nodes { id } } } } } }';
    const { data } = await open.query(query, { id });
    return (data?.['post'] as { details: { contributions: { nodes: { id: string }[] } } }).details.contributions.nodes;
  };
  /** Moves the end of a challenge into the past. */
  const close = (id: string) =>
    db.query("UPDATE challenge_details SET closes_at = now() - interval '1 minute' WHERE id = $1", [id]);
  const eventTypes = async (id: string) =>
    (await open.events.read(0, 1000))
      .filter(({ payload, type }) => payload['challengeId'] === id && type.startsWith('Contribution'))
      .map(({ type, payload }) => [type, payload['memberId']]);

  test('Gets a post as an answer once, and loses it when its author takes it back; the post stays', async () => {
    const challenge = await createChallenge();
    const post = await createAnswer();
    for (let time = 0; time < 2; time += 1) {
      expect(await contribute(challenge, post)).toMatchObject({ challenge: { id: challenge }, userErrors: [] });
    }
    expect(await answersTo(challenge)).toEqual([{ id: post }]);
    const input = { challengeId: challenge, postId: post };
    expect((await mutate(open, 'withdrawContribution', input, BOB)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    for (let time = 0; time < 2; time += 1) {
      expect((await mutate(open, 'withdrawContribution', input, ADA)).userErrors).toEqual([]);
    }
    expect(await answersTo(challenge)).toEqual([]);
    expect((await open.query('query ($id: ID!) { post(id: $id) { id } }', { id: post })).data).toEqual({
      post: { id: post },
    });
    expect(await eventTypes(challenge)).toEqual([
      ['ContributionAdded', ADA.memberId],
      ['ContributionRemoved', undefined],
    ]);
  });

  test.each([
    ['its author', HOST],
    ['an editor', EDITOR],
  ])('Loses an answer that %s rejects', async (_, identity) => {
    const [challenge, post] = [await createChallenge(), await createAnswer()];
    await contribute(challenge, post);
    const input = { challengeId: challenge, postId: post };
    expect((await mutate(open, 'withdrawContribution', input, identity)).userErrors).toEqual([]);
    expect(await answersTo(challenge)).toEqual([]);
  });

  test('Refuses answers before it opens and after it has closed, until its end is moved', async () => {
    const post = await createAnswer();
    const planned = await createChallenge({ opensAt: '2126-01-01T00:00:00Z' });
    expect((await contribute(planned, post)).userErrors).toMatchObject([{ code: 'LOCKED', field: ['challengeId'] }]);
    const closed = await createChallenge({ closesAt: '2126-01-01T00:00:00Z' });
    await close(closed);
    expect((await contribute(closed, post)).userErrors).toMatchObject([{ code: 'EXPIRED', field: ['challengeId'] }]);
    const details = { challenge: { question: 'How?', closesAt: '2127-01-01T00:00:00Z' } };
    await writePost(open, 'updatePost', { id: closed, expectedRevision: 1, details }, HOST);
    expect((await contribute(closed, post)).userErrors).toEqual([]);
  });

  test('Refuses a foreign post, a draft, itself and what does not exist', async () => {
    const challenge = await createChallenge();
    const post = await createAnswer();
    const codes = async (challengeId: string, postId: string, identity = ADA) =>
      (await contribute(challengeId, postId, identity)).userErrors.map(
        ({ code, field }) => `${code} ${field?.join('.')}`,
      );
    expect(await codes(challenge, post, BOB)).toEqual(['FORBIDDEN postId']);
    expect(await codes(challenge, await createAnswer({}))).toEqual(['LOCKED postId']);
    expect(await codes(challenge, challenge, HOST)).toEqual(['INVALID postId']);
    expect(await codes(challenge, 'post_none')).toEqual(['NOT_FOUND postId']);
    expect(await codes(post, post)).toEqual(['NOT_FOUND challengeId']);
    expect(await answersTo(challenge)).toEqual([]);
  });

  test('Gets its outcome once its time is over', async () => {
    const challenge = await createChallenge({ closesAt: '2126-01-01T00:00:00Z' });
    await close(challenge);
    const [{ closesAt } = { closesAt: new Date() }] = await db.query<{ closesAt: Date }[]>(
      'SELECT date_trunc(\'milliseconds\', closes_at) AS "closesAt" FROM challenge_details WHERE id = $1',
      [challenge],
    );
    const details = { challenge: { question: 'How?', closesAt: closesAt.toISOString(), outcome: 'So **it** is.' } };
    const fields = 'details { ... on ChallengeDetails { outcome { text } } }';
    const input = { id: challenge, expectedRevision: 1, details };
    expect(await writePost(open, 'updatePost', input, HOST, fields)).toMatchObject({
      details: { outcome: { text: 'So it is.' } },
    });
  });
});
