import { anonymous, ErasureMode, type Identity, Scope, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { type BesideMembership, erased, openBesideMembership } from '../../test/support/content-with-membership';
import { idOf, news, publishAll } from '../../test/support/samples';

const ADA = idOf('member', 1);

describe('comments', () => {
  let open: BesideMembership;
  let postId: string;
  let firstId: string;

  beforeAll(async () => {
    open = await openBesideMembership();
    const context = open.context();
    [postId = ''] = await publishAll(context, [news('talk')]);
    const { comments } = context;
    const first = await comments.add({ postId, authorId: ADA, body: 'First, *surely*.' });
    firstId = first.id;
    const reply = await comments.add({ postId, parentId: first.id, authorId: null, body: 'A reply' });
    await comments.add({ postId, parentId: reply.id, authorId: ADA, body: 'A reply to that' });
    await comments.add({ postId, authorId: ADA, body: 'Earlier', createdAt: new Date('2025-01-01T00:00:00Z') });
  });
  afterAll(() => open.close());

  const read = async (fields: string) => (await open.query(`{ post(slug: "talk") { ${fields} } }`)).data?.['post'];

  test('are threads', async () => {
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

  test('come the newest first if asked, and in pages', async () => {
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

  test('ten replies unless more are asked for', async () => {
    const { comments, posts } = open.context();
    const { post } = await posts.publish(news('busy'));
    const parent = await comments.add({ postId: post.id, authorId: ADA, body: 'Well?' });
    for (let count = 0; count < 12; count += 1) {
      await comments.add({ postId: post.id, parentId: parent.id, authorId: ADA, body: 'Yes' });
    }
    const { data } = await open.query(
      '{ post(slug: "busy") { comments { nodes { a: replies { nodes { id } } b: replies(first: null) { nodes { id } } c: replies(first: 11) { nodes { id } } } } } }',
    );
    const [node] = (data?.['post'] as { comments: { nodes: Record<string, { nodes: unknown[] }>[] } }).comments.nodes;
    expect(Object.values(node ?? {}).map(({ nodes }) => nodes.length)).toEqual([10, 10, 11]);
  });

  test('are counted exactly, however many come at once', async () => {
    const { post } = await open.context().posts.publish(news('rush'));
    const add = () => open.context().comments.add({ postId: post.id, authorId: ADA, body: 'Me!' });
    await Promise.all(Array.from({ length: 20 }, add));
    const { data } = await open.query('{ post(slug: "rush") { commentCount comments(first: 100) { totalCount } } }');
    expect(data?.['post']).toEqual({ commentCount: 20, comments: { totalCount: 20 } });
  });

  test.each([
    ['a blank one', { body: '\n ' }, /some text/],
    ['one on no post', { postId: 'post_none', body: 'x' }, /no post/],
    ['one that answers no comment', { parentId: 'comment_none', body: 'x' }, /no comment/],
  ])('%s is refused, and not counted', async (_, wrong, message) => {
    const { post } = await open.context().posts.publish(news('refusing'));
    const refused = open.context().comments.add({ postId: post.id, authorId: ADA, ...wrong });
    await expect(refused).rejects.toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect((await open.query('{ post(slug: "refusing") { commentCount } }')).data).toEqual({
      post: { commentCount: 0 },
    });
  });

  test('an answer stays with the post of its comment', async () => {
    const [other = ''] = await publishAll(open.context(), [news('other')]);
    await expect(
      open.context().comments.add({ postId: other, parentId: firstId, authorId: ADA, body: 'x' }),
    ).rejects.toThrow(/no comment/);
  });

  describe('by who is asking', () => {
    const write = (comment: { postId?: string; parentId?: string; body?: string }, identity = memberIdentity(ADA)) =>
      open.context({ identity }).comments.write({ postId, body: 'Hm', ...comment });
    const countOf = async () => ((await read('commentCount')) as { commentCount: number }).commentCount;

    test('stand under their names, and are counted', async () => {
      const [own = ''] = await publishAll(open.context(), [news('signed')]);
      const { id: parentId } = await open.context().comments.add({ postId: own, authorId: ADA, body: 'Well?' });
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
      ['a blank one', { body: ' \n' }, 'REQUIRED', 'body'],
      ['a long one', { body: '🚲'.repeat(10_001) }, 'TOO_LONG', 'body'],
      ['a NUL', { body: 'a\0b' }, 'INVALID', 'body'],
      ['half of a surrogate pair', { body: 'a\ud83d' }, 'INVALID', 'body'],
      ['one on no post', { postId: 'post_none' }, 'NOT_FOUND', 'postId'],
      ['one that answers no comment', { parentId: 'comment_none' }, 'NOT_FOUND', 'parentId'],
    ])('%s is refused', async (_, wrong, code, field) => {
      const before = await countOf();
      expect(await write(wrong)).toMatchObject({ comment: null, userErrors: [{ code, field: [field] }] });
      expect(await countOf()).toBe(before);
    });

    test('may be as long as 10,000 characters', async () => {
      const [other] = await publishAll(open.context(), [news('long-comments')]);
      expect((await write({ postId: other, body: '🚲'.repeat(10_000) })).userErrors).toEqual([]);
    });

    test('answer no comment of another post, and none that was taken away', async () => {
      const context = open.context();
      const [here = ''] = await publishAll(context, [news('here')]);
      const goneId = idOf('member', 8);
      const gone = await context.comments.add({ postId: here, authorId: goneId, body: 'x' });
      await open.tell(erased(goneId, ErasureMode.DELETE_CONTENT));
      for (const parentId of [firstId, gone.id]) {
        expect((await write({ postId: here, parentId })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
      }
    });

    test('a post that they may not see is not there', async () => {
      const [inside = ''] = await publishAll(open.context(), [
        news('inside', { visibility: Visibility.ORGANISATION, writtenForId: idOf('org', 1) }),
      ]);
      expect((await write({ postId: inside })).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['postId'] }]);
      const colleague = memberIdentity(ADA, { organisationId: idOf('org', 1) });
      expect((await write({ postId: inside }, colleague)).userErrors).toEqual([]);
    });

    test.each<[string, Identity, string]>([
      ['a visitor', anonymous, 'UNAUTHENTICATED'],
      ['a suspended member', memberIdentity(ADA, { roles: [] }), 'FORBIDDEN'],
      [
        'a key without COMMENTS_WRITE',
        memberIdentity(ADA, { scopes: [Scope.POSTS_READ], apiKeyId: 'key' }),
        'FORBIDDEN',
      ],
    ])('%s may not', async (_, identity, code) => {
      await expect(write({ body: '' }, identity)).rejects.toMatchObject({ extensions: { code } });
    });
  });
});
