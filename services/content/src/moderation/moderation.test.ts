import { PostState } from '@wizness/content';
import { type Identity, Role, Visibility } from '@wizness/kernel';
import { memberIdentity, waitUntil } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { type ContentWithMembership, openContentWithMembership } from '../../test/support/content-with-membership';
import { idOf, news } from '../../test/support/samples';

const [ADA, BOB, CLEO, MODERATOR] = [1, 2, 3, 4].map((number) => idOf('member', number));
const moderator = memberIdentity(MODERATOR ?? '', { roles: [Role.MEMBER, Role.MODERATOR] });
const statement = {
  rule: '3.2 Advertising',
  facts: 'It names a shop.',
  explanation: 'Texts that sell are not allowed.',
};

const MUTATIONS = {
  flagPost: 'mutation ($input: FlagPostInput!) { payload: flagPost(input: $input) { userErrors { code field } } }',
  flagComment:
    'mutation ($input: FlagCommentInput!) { payload: flagComment(input: $input) { userErrors { code field } } }',
  moderatePost:
    'mutation ($input: ModeratePostInput!) { payload: moderatePost(input: $input) { post { status } userErrors { code field } } }',
  moderateComment:
    'mutation ($input: ModerateCommentInput!) { payload: moderateComment(input: $input) { comment { removed body { text } } userErrors { code field } } }',
} as const;

interface Decided {
  readonly type: string;
  readonly subject: string;
  readonly payload: Record<string, unknown>;
}

describe('Moderation of posts and comments', () => {
  let open: ContentWithMembership;
  let slugs = 0;
  let postId: string;
  let commentId: string;

  beforeAll(async () => {
    open = await openContentWithMembership();
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    const { posts, comments } = autocommit(open.context());
    postId = (await posts.publish(news(`moderated-${(slugs += 1)}`, { authorId: ADA ?? '', title: 'Unmistakable' })))
      .post.id;
    commentId = (await comments.add({ postId, authorId: BOB ?? '', body: 'Buy this' })).id;
  });

  const send = async (name: keyof typeof MUTATIONS, input: object, identity: Identity = moderator) => {
    const { data, errors } = await open.query(MUTATIONS[name], { input }, identity);
    return errors ? { error: errors[0]?.extensions['code'] } : (data?.['payload'] as Record<string, unknown>);
  };
  const decide = (status: string, more: object = {}) =>
    send('moderatePost', { postId, status, statement: { ...statement, ...more } });
  const decideComment = (status: string) => send('moderateComment', { commentId, status, statement });
  const flag = (caller: string | undefined, more: object = {}) =>
    send('flagPost', { postId, reason: 'SPAM', ...more }, memberIdentity(caller ?? ''));
  const eventsOf = async (...types: string[]): Promise<Decided[]> =>
    open.db.query(
      'SELECT type, subject, payload FROM events WHERE type = ANY($1) AND subject = ANY($2) ORDER BY position',
      [types, [postId, commentId]],
    );
  /** Where the post is found: by its id, in the list, by a search and in the feed. */
  const finders = async (identity: Identity) => {
    const { data } = await open.query(
      `{ post(id: "${postId}") { id } posts(filter: { ids: ["${postId}"] }) { totalCount } found: posts(filter: { text: "Unmistakable", ids: ["${postId}"] }) { totalCount } feed(first: 100) { nodes { id } } }`,
      {},
      identity,
    );
    const { post, posts, found, feed } = data as Record<
      string,
      { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] } | null
    >;
    const inFeed = feed?.nodes.some(({ id }) => id === postId);
    return [post !== null, posts?.totalCount, found?.totalCount, inFeed];
  };
  const caseIdOf = async () => String((await eventsOf('ContentDecided')).at(-1)?.payload['caseId']);

  test('Hides a post at once from readers, counts and search, but not from its author and moderators', async () => {
    expect(await decide('HIDDEN')).toEqual({ post: { status: 'HIDDEN' }, userErrors: [] });
    expect(await finders(memberIdentity(CLEO ?? ''))).toEqual([false, 0, 0, false]);
    expect(await finders(memberIdentity(ADA ?? ''))).toEqual([true, 1, 1, false]);
    expect(await finders(moderator)).toEqual([true, 1, 1, false]);
    expect((await eventsOf('PostPublished', 'PostUnpublished')).map(({ type }) => type)).toEqual([
      'PostPublished',
      'PostUnpublished',
    ]);
    expect(await decide('VISIBLE')).toEqual({ post: { status: 'PUBLISHED' }, userErrors: [] });
    expect(await finders(memberIdentity(CLEO ?? ''))).toEqual([true, 1, 1, true]);
  });

  test('States the reasons in the event, and whether there were reports', async () => {
    await decide('HIDDEN', { ground: 'LAW' });
    expect((await eventsOf('ContentDecided'))[0]).toMatchObject({
      subject: postId,
      payload: {
        ...statement,
        ...{ authorId: ADA, moderatorId: MODERATOR, action: 'HIDE', ground: 'LAW', origin: 'OWN_CHECK', until: null },
      },
    });
  });

  test('Collects the reports of a post in one case, once per member, and closes all with one decision', async () => {
    await flag(BOB);
    await flag(BOB);
    await flag(CLEO, { reason: 'ILLEGAL', note: 'Article 1.' });
    const reports = await eventsOf('ContentReported');
    expect(reports.map(({ payload }) => payload)).toMatchObject([
      { reporterId: BOB, reason: 'SPAM', note: null, authorId: ADA },
      { reporterId: CLEO, reason: 'ILLEGAL', note: 'Article 1.', authorId: ADA },
    ]);
    expect(new Set(reports.map(({ payload }) => payload['caseId'])).size).toBe(1);
    await decide('HIDDEN');
    expect((await eventsOf('ContentDecided'))[0]?.payload).toMatchObject({
      caseId: reports[0]?.payload['caseId'],
      origin: 'REPORT',
    });
    expect(await open.db.query('SELECT 1 FROM reports WHERE target_id = $1', [postId])).toEqual([]);
  });

  test('Dismisses reports without a measure, after which members can report again', async () => {
    await flag(BOB);
    expect(await decide('VISIBLE')).toEqual({ post: { status: 'PUBLISHED' }, userErrors: [] });
    expect((await eventsOf('ContentDecided'))[0]?.payload).toMatchObject({ action: 'DISMISS', liftedCaseIds: [] });
    await flag(BOB);
    expect(await eventsOf('ContentReported')).toHaveLength(2);
  });

  test('Keeps a post removed by one case when the decision of another is overturned', async () => {
    await decide('HIDDEN');
    const first = await caseIdOf();
    await decide('REMOVED');
    const second = await caseIdOf();
    const lift = (caseId: string) => open.deliver({ type: 'MeasureLifted', subject: postId, payload: { caseId } });
    await lift(first);
    expect(await finders(memberIdentity(CLEO ?? ''))).toEqual([false, 0, 0, false]);
    await lift(second);
    await lift(second);
    expect(await finders(memberIdentity(CLEO ?? ''))).toEqual([true, 1, 1, true]);
  });

  test('Shows a post again when the time of the measure is over, without a person', async () => {
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
    await decide('HIDDEN', { until: tomorrow });
    await open.db.query(`UPDATE jobs SET run_at = now() WHERE kind = 'end-measure'`);
    await open.db.query(`SELECT pg_notify('jobs_content', '')`);
    await expect(untilVisible()).resolves.toBe(true);
  });
  const untilVisible = () => waitUntil(async () => (await finders(memberIdentity(CLEO ?? '')))[0]);

  test('Leaves a withdrawn post withdrawn when a measure is lifted', async () => {
    const { posts } = autocommit(open.context());
    await decide('HIDDEN');
    await posts.publish(
      news(`moderated-${slugs}`, { authorId: ADA ?? '', title: 'Unmistakable', state: PostState.UNPUBLISHED }),
    );
    await decide('VISIBLE');
    expect(await finders(memberIdentity(CLEO ?? ''))).toEqual([false, 0, 0, false]);
  });

  test('Hides a comment, which then counts nowhere and whose text only its author and moderators read', async () => {
    const counts = async () => {
      const { data } = await open.query(`{ post(id: "${postId}") { commentCount comments { totalCount } } }`);
      return data?.['post'];
    };
    expect(await decideComment('HIDDEN')).toMatchObject({ comment: { removed: true, body: { text: 'Buy this' } } });
    expect(await counts()).toEqual({ commentCount: 0, comments: { totalCount: 0 } });
    const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Comment { body { text } author { id } } } }`;
    const read = async (caller: Identity) => {
      const { data } = await open.query(source, { of: [{ __typename: 'Comment', id: commentId }] }, caller);
      return (data?.['_entities'] as unknown[])[0];
    };
    expect(await read(memberIdentity(CLEO ?? ''))).toEqual({ body: { text: '' }, author: null });
    expect(await read(memberIdentity(BOB ?? ''))).toEqual({ body: { text: 'Buy this' }, author: { id: BOB } });
    await decideComment('VISIBLE');
    expect(await counts()).toEqual({ commentCount: 1, comments: { totalCount: 1 } });
    expect((await eventsOf('CommentChanged')).map(({ payload }) => payload['visible'])).toEqual([false, true]);
  });

  test('Counts each comment once when its author deletes it while moderators hide and show it', async () => {
    await Promise.all([
      decideComment('HIDDEN'),
      open.context({ identity: memberIdentity(BOB ?? '') }).comments.delete(commentId),
      decideComment('REMOVED'),
    ]);
    const [row] = await open.db.query('SELECT comment_count AS count FROM posts WHERE id = $1', [postId]);
    expect(row).toEqual({ count: 0 });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['a report of the own post', () => flag(ADA), 'FORBIDDEN'],
    ['a report without the note that its reason needs', () => flag(BOB, { reason: 'OTHER' }), 'REQUIRED'],
    ['a note that is too long', () => flag(BOB, { note: 'x'.repeat(1001) }), 'TOO_LONG'],
    [
      'an unknown post',
      () => send('flagPost', { postId: 'post_none', reason: 'SPAM' }, memberIdentity(BOB ?? '')),
      'NOT_FOUND',
    ],
    ['PENDING as a decision', () => decide('PENDING'), 'INVALID'],
    ['a decision that changes nothing', () => decide('VISIBLE'), 'CONFLICT'],
    ['an end in the past', () => decide('HIDDEN', { until: '2026-01-01T00:00:00Z' }), 'INVALID'],
    ['a statement without facts', () => decide('HIDDEN', { facts: ' ' }), 'REQUIRED'],
  ])('Refuses %s', async (_, attempt, code) => {
    expect(await attempt()).toMatchObject({ userErrors: [{ code }] });
    expect(await eventsOf('ContentReported', 'ContentDecided')).toEqual([]);
  });

  test('Refuses a second decision that is the same, and a moderator who wrote or reported the post', async () => {
    await decide('HIDDEN');
    expect(await decide('HIDDEN')).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
    const as = (memberId = '', more: object = {}) =>
      send(
        'moderatePost',
        { postId, status: 'REMOVED', statement },
        memberIdentity(memberId, { roles: [Role.MODERATOR], ...more }),
      );
    expect(await as(ADA)).toMatchObject({ userErrors: [{ code: 'FORBIDDEN' }] });
    await send('flagPost', { postId, reason: 'SPAM' }, moderator);
    expect(await as(MODERATOR)).toMatchObject({ userErrors: [{ code: 'FORBIDDEN' }] });
  });

  test('Refuses a moderator who works for the organisation that the post was written for', async () => {
    const organisationId = idOf('org', 1);
    const { post } = await autocommit(open.context()).posts.publish(
      news(`for-org-${slugs}`, { writtenForId: organisationId, visibility: Visibility.PUBLIC }),
    );
    const colleague = memberIdentity(MODERATOR ?? '', { roles: [Role.MODERATOR], organisationId });
    expect(await send('moderatePost', { postId: post.id, status: 'HIDDEN', statement }, colleague)).toMatchObject({
      userErrors: [{ code: 'FORBIDDEN', field: ['postId'] }],
    });
  });

  test('Is for moderators only', async () => {
    const editor = memberIdentity(CLEO ?? '', { roles: [Role.MEMBER, Role.EDITOR] });
    expect(await send('moderatePost', { postId, status: 'HIDDEN', statement }, editor)).toEqual({ error: 'FORBIDDEN' });
    const suspended = memberIdentity(BOB ?? '', { roles: [] });
    expect(await send('flagPost', { postId, reason: 'SPAM' }, suspended)).toEqual({ error: 'FORBIDDEN' });
  });
});
