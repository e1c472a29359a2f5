import { anonymous, ErasureMode, type Identity, Scope, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import {
  type ContentWithMembership,
  erased,
  openContentWithMembership,
} from '../../test/support/content-with-membership';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news, publishAll } from '../../test/support/samples';

const ADA = idOf('member', 1);

describe('Comments', () => {
  let open: ContentWithMembership;
  let postId: string;
  let firstId: string;

  beforeAll(async () => {
    open = await openContentWithMembership();
    const context = open.context();
    [postId = ''] = await publishAll(context, [news('talk')]);
    const { comments } = autocommit(context);
    const first = await comments.add({ postId, authorId: ADA, body: 'First, *surely*.' });
    firstId = first.id;
    const reply = await comments.add({ postId, parentId: first.id, authorId: null, body: 'A reply' });
    await comments.add({ postId, parentId: reply.id, authorId: ADA, body: 'A reply to that' });
    await comments.add({ postId, authorId: ADA, body: 'Earlier', createdAt: new Date('2025-01-01T00:00:00Z') });
  });
  afterAll(() => open.close());

  const read = async (fields: string) => (await open.query(`{ post(slug: "talk") { ${fields} } }`)).data?.['post'];

  test('Form threads', async () => {
    expect(
      await read(
        'commentCount comments { totalCount nodes { body { text } depth author { id } parent { id } replies { nodes { depth parent { id } author { id } replies { nodes { depth body { text } } } } } } }',
      ),
    ).toEqual({
      commentCount: 4,
      comments: {
        totalCount: 2,
        nodes: [
          { body: { text: 'Earlier' }, depth: 0, author: { id: ADA }, parent: null, replies: { nodes: [] } },
          {
            body: { text: 'First, surely.' },
            depth: 0,
            author: { id: ADA },
            parent: null,
            replies: {
              nodes: [
                {
                  depth: 1,
                  parent: { id: firstId },
                  author: null,
                  replies: { nodes: [{ depth: 2, body: { text: 'A reply to that' } }] },
                },
              ],
            },
          },
        ],
      },
    });
  });

  test('Are listed in pages, newest first on request', async () => {
    const texts = 'nodes { body { text } }';
    expect(await read(`comments(orderBy: NEWEST, first: 1) { ${texts} pageInfo { hasNextPage } }`)).toEqual({
      comments: { nodes: [{ body: { text: 'First, surely.' } }], pageInfo: { hasNextPage: true } },
    });
    const page = (await read('comments(first: 1) { pageInfo { endCursor } }')) as {
      comments: { pageInfo: { endCursor: string } };
    };
    expect(await read(`comments(after: "${page.comments.pageInfo.endCursor}") { ${texts} }`)).toEqual({
      comments: { nodes: [{ body: { text: 'First, surely.' } }] },
    });
  });

  test('List twenty replies by default', async () => {
    const { comments, posts } = autocommit(open.context());
    const { post } = await posts.publish(news('busy'));
    const parent = await comments.add({ postId: post.id, authorId: ADA, body: 'Well?' });
    for (let count = 0; count < 22; count += 1) {
      await comments.add({ postId: post.id, parentId: parent.id, authorId: ADA, body: 'Yes' });
    }
    const { data } = await open.query(
      '{ post(slug: "busy") { comments { nodes { a: replies { nodes { id } } b: replies(first: null) { nodes { id } } c: replies(first: 21) { nodes { id } } } } } }',
    );
    const [node] = (data?.['post'] as { comments: { nodes: Record<string, { nodes: unknown[] }>[] } }).comments.nodes;
    expect(Object.values(node ?? {}).map(({ nodes }) => nodes.length)).toEqual([20, 20, 21]);
  });

  test('Are counted exactly when they are added concurrently', async () => {
    const { post } = await autocommit(open.context()).posts.publish(news('rush'));
    const add = () => autocommit(open.context()).comments.add({ postId: post.id, authorId: ADA, body: 'Me!' });
    await Promise.all(Array.from({ length: 20 }, add));
    const { data } = await open.query('{ post(slug: "rush") { commentCount comments(first: 100) { totalCount } } }');
    expect(data?.['post']).toEqual({ commentCount: 20, comments: { totalCount: 20 } });
  });

  test.each([
    ['A blank comment', { body: '\n ' }, /some text/],
    ['A comment on an unknown post', { postId: 'post_none', body: 'x' }, /no post/],
    ['A reply to an unknown comment', { parentId: 'comment_none', body: 'x' }, /no comment/],
  ])('%s is refused and not counted', async (_, wrong, message) => {
    const { post } = await autocommit(open.context()).posts.publish(news('refusing'));
    const refused = autocommit(open.context()).comments.add({ postId: post.id, authorId: ADA, ...wrong });
    await expect(refused).rejects.toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect((await open.query('{ post(slug: "refusing") { commentCount } }')).data).toEqual({
      post: { commentCount: 0 },
    });
  });

  test('A reply cannot be on another post than its parent', async () => {
    const [other = ''] = await publishAll(open.context(), [news('other')]);
    await expect(
      autocommit(open.context()).comments.add({ postId: other, parentId: firstId, authorId: ADA, body: 'x' }),
    ).rejects.toThrow(/no comment/);
  });

  describe('By the caller', () => {
    const write = (comment: { postId?: string; parentId?: string; body?: string }, identity = memberIdentity(ADA)) =>
      open.context({ identity }).comments.write({ postId, body: 'Hm', ...comment });
    const countOf = async () => ((await read('commentCount')) as { commentCount: number }).commentCount;

    test('Have the caller as author and are counted', async () => {
      const [own = ''] = await publishAll(open.context(), [news('signed')]);
      const { id: parentId } = await autocommit(open.context()).comments.add({
        postId: own,
        authorId: ADA,
        body: 'Well?',
      });
      const authorId = idOf('member', 7);
      const written = await write({ postId: own, parentId, body: 'I *see*.' }, memberIdentity(authorId));
      expect(written).toMatchObject({
        comment: { postId: own, parentId, depth: 1, authorId, bodySource: 'I *see*.' },
        userErrors: [],
      });
      const { data } = await open.query('{ post(slug: "signed") { commentCount } }');
      expect(data).toEqual({ post: { commentCount: 2 } });
    });

    test.each([
      ['A blank comment', { body: ' \n' }, 'REQUIRED', 'body'],
      ['A comment that is too long', { body: '🚲'.repeat(10_001) }, 'TOO_LONG', 'body'],
      ['A comment with a NUL character', { body: 'a\0b' }, 'INVALID', 'body'],
      ['A comment with half of a surrogate pair', { body: 'a\ud83d' }, 'INVALID', 'body'],
      ['A comment that shows nothing', { body: ' \u200b\n' }, 'REQUIRED', 'body'],
      ['A comment that covers its neighbours', { body: `a${'\u0301'.repeat(7)}` }, 'INVALID', 'body'],
      ['A link to a script', { body: '[x](javascript:alert(1))' }, 'INVALID', 'body'],
      ['A deeply nested text', { body: `${'> '.repeat(200)}x` }, 'INVALID', 'body'],
      ['A comment on an unknown post', { postId: 'post_none' }, 'NOT_FOUND', 'postId'],
      ['A reply to an unknown comment', { parentId: 'comment_none' }, 'NOT_FOUND', 'parentId'],
    ])('%s is refused', async (_, wrong, code, field) => {
      const before = await countOf();
      expect(await write(wrong)).toMatchObject({ comment: null, userErrors: [{ code, field: [field] }] });
      expect(await countOf()).toBe(before);
    });

    test('Have at most 10,000 characters', async () => {
      const [other] = await publishAll(open.context(), [news('long-comments')]);
      expect((await write({ postId: other, body: '🚲'.repeat(10_000) })).userErrors).toEqual([]);
    });

    test('Cannot reply to a comment on another post or to a removed comment', async () => {
      const context = open.context();
      const [here = ''] = await publishAll(context, [news('here')]);
      const erasedId = idOf('member', 8);
      const removed = await autocommit(context).comments.add({ postId: here, authorId: erasedId, body: 'x' });
      await open.deliver(erased(erasedId, ErasureMode.DELETE_CONTENT));
      for (const parentId of [firstId, removed.id]) {
        expect((await write({ postId: here, parentId })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
      }
    });

    test('Cannot be on a post that the caller may not see', async () => {
      const [inside = ''] = await publishAll(open.context(), [
        news('inside', { visibility: Visibility.ORGANISATION, writtenForId: idOf('org', 1) }),
      ]);
      expect((await write({ postId: inside })).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['postId'] }]);
      const colleague = memberIdentity(ADA, { organisationId: idOf('org', 1) });
      expect((await write({ postId: inside }, colleague)).userErrors).toEqual([]);
    });

    test.each<[string, Identity, string]>([
      ['An anonymous caller', anonymous, 'UNAUTHENTICATED'],
      ['A suspended member', memberIdentity(ADA, { roles: [] }), 'FORBIDDEN'],
      [
        'An API key without COMMENTS_WRITE',
        memberIdentity(ADA, { scopes: [Scope.POSTS_READ], apiKeyId: 'key' }),
        'FORBIDDEN',
      ],
    ])('%s may not comment', async (_, identity, code) => {
      await expect(write({ body: '' }, identity)).rejects.toMatchObject({ extensions: { code } });
    });
  });
});
