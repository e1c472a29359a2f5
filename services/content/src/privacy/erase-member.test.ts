import { PostState, PostStatus } from '@wizness/content';
import { ErasureMode, Role } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import {
  addIdempotencyKey,
  type ContentWithMembership,
  erased,
  followed,
  openContentWithMembership,
  tablesWith,
} from '../../test/support/content-with-membership';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news } from '../../test/support/samples';
import {
  createMemberContent,
  ERASED_MEMBER,
  type MemberContent,
  OTHER_MEMBER,
} from '../../test/support/member-content';

const EDITOR = memberIdentity(OTHER_MEMBER, { roles: [Role.EDITOR] });
const eventsAfter = async (open: ContentWithMembership, position: number, subjects: readonly string[]) =>
  (await open.events.read(position, 1000))
    .filter(({ subject }) => subjects.includes(subject))
    .map(({ type, subject, payload: { authorId, published, wordsDeleted = false } }) => ({
      type,
      subject,
      authorId,
      published,
      wordsDeleted,
    }));

const POST = `slug title summary byline status author { id } commentCount translations { value } body { text }
  written { raw } details { __typename } topics { slug } mentions { surface } revisions { nodes { title body { text } reason editor { id } } }`;

describe.each(Object.values(ErasureMode))('Erasing a member with %s', (mode) => {
  let open: ContentWithMembership;
  let memberContent: MemberContent;
  let before: number;
  let held: string[];

  beforeAll(async () => {
    open = await openContentWithMembership();
    memberContent = await createMemberContent(open.context());
    // A comment that was removed before. It must not be subtracted from the count again.
    const { comments } = autocommit(open.context());
    const removed = await comments.add({
      postId: memberContent.otherPostId,
      authorId: ERASED_MEMBER,
      body: 'Xanadu, rudely',
    });
    await open.db.query('UPDATE comments SET deleted = TRUE WHERE id = $1', [removed.id]);
    await open.db.query('UPDATE posts SET comment_count = 3 WHERE id = $1', [memberContent.otherPostId]);
    await addIdempotencyKey(open, ERASED_MEMBER);
    await open.deliver(
      followed(ERASED_MEMBER, OTHER_MEMBER),
      followed(OTHER_MEMBER, ERASED_MEMBER),
      followed(OTHER_MEMBER, idOf('org', 1)),
    );
    held = await tablesWith(open, ERASED_MEMBER);
    before = (await open.events.read(0, 1000)).length;
    await open.deliver(erased(ERASED_MEMBER, mode));
  });
  afterAll(() => open.close());

  const readPost = async (id: string, fields = POST): Promise<Record<string, unknown>> => {
    const { data, errors } = await open.query(`query ($id: ID!) { post(id: $id) { ${fields} } }`, { id }, EDITOR);
    expect(errors).toBeUndefined();
    return data?.['post'] as Record<string, unknown>;
  };

  test('Removes the member’s id from every row', async () => {
    expect(held).toEqual([
      'comments',
      'follows',
      'idempotency_keys',
      'mentions',
      'post_revisions',
      'posts',
      'reactions',
      'rsvps',
    ]);
    expect(await tablesWith(open, ERASED_MEMBER)).toEqual([]);
    expect(await open.personalDataOf(ERASED_MEMBER)).toEqual({
      posts: [],
      comments: [],
      reactions: [],
      openReports: [],
      revisions: [],
      follows: [],
      mentions: [],
      rsvps: [],
      idempotencyKeys: [],
      webhooks: [],
      uploads: [],
      files: [],
      avatars: [],
    });
  });

  test('Keeps the content and follows of other members', async () => {
    expect(await readPost(memberContent.otherPostId)).toMatchObject({
      title: 'Others',
      byline: 'Khan',
      author: { id: OTHER_MEMBER },
      body: { text: 'Kubla Khan did decree.' },
      mentions: [],
      revisions: { nodes: [{ editor: null }, { editor: null }] },
    });
    expect(await open.personalDataOf(OTHER_MEMBER)).toMatchObject({ follows: [{ targetId: idOf('org', 1) }] });
    const comment = await readPost(
      memberContent.postIds[0] ?? '',
      'commentCount comments { nodes { author { id } body { text } } }',
    );
    expect(comment).toEqual({
      commentCount: 1,
      comments: { nodes: [{ author: { id: OTHER_MEMBER }, body: { text: 'Thanks' } }] },
    });
  });

  test('Prevents every later write in the name of the member', async () => {
    const code = { extensions: { code: 'UNAUTHENTICATED' } };
    const context = open.context({ identity: memberIdentity(ERASED_MEMBER) });
    const { posts, comments } = autocommit(context);
    const { otherPostId: postId } = memberContent;
    await expect(context.comments.write({ postId, body: 'Back' })).rejects.toMatchObject(code);
    await expect(comments.add({ postId, authorId: ERASED_MEMBER, body: 'Back' })).rejects.toMatchObject(code);
    await expect(posts.publish(news('back', { authorId: ERASED_MEMBER }))).rejects.toMatchObject(code);
    await expect(posts.publish(news('back', { editorId: ERASED_MEMBER }))).rejects.toMatchObject(code);
    const mentions = [{ targetId: ERASED_MEMBER, surface: 'Some', start: 0, end: 4 }];
    const { post } = await posts.publish(news('about-them', { mentions, state: PostState.DRAFT }));
    expect(await readPost(post.id, 'mentions { surface } body { text }')).toEqual({
      mentions: [],
      body: { text: 'Some text.' },
    });
    expect(await tablesWith(open, ERASED_MEMBER)).toEqual([]);
  });

  test('Logs an event for each of the member’s posts', async () => {
    const deletes = mode === ErasureMode.DELETE_CONTENT;
    expect(await eventsAfter(open, before, memberContent.postIds)).toEqual(
      memberContent.postIds.map((subject, index) => {
        const isDraft = index === memberContent.postIds.length - 1;
        const type = deletes ? 'PostRemoved' : isDraft ? 'PostDrafted' : 'PostUpdated';
        return { type, subject, authorId: null, published: !deletes && !isDraft, wordsDeleted: deletes };
      }),
    );
  });

  if (mode === ErasureMode.ANONYMISE_CONTENT) {
    test('Keeps the texts without an author', async () => {
      expect(await readPost(memberContent.postIds[0] ?? '')).toMatchObject({
        slug: 'xanadu-article',
        title: 'Xanadu xanadu-article',
        byline: null,
        author: null,
        status: PostStatus.PUBLISHED,
        details: { __typename: 'ArticleDetails' },
        mentions: [{ surface: 'Xanadu' }],
      });
      expect(
        await readPost(
          memberContent.otherPostId,
          'commentCount comments { nodes { author { id } removed body { text } } }',
        ),
      ).toEqual({
        commentCount: 3,
        comments: {
          nodes: [{ author: null, removed: false, body: { text: 'Xanadu!' } }],
        },
      });
    });
  } else {
    test('Deletes every text', async () => {
      expect(await tablesWith(open, 'Xanadu')).toEqual([]);
      const log = await open.db.query('SELECT 1 FROM events AS row WHERE CAST(row AS text) ILIKE $1', ['%xanadu%']);
      expect(log).toEqual([]);
    });

    test('Keeps an empty row of each post', async () => {
      for (const id of memberContent.postIds) {
        const isArticle = id === memberContent.postIds[0];
        const empty = { title: '', body: { text: '' }, reason: null, editor: null };
        expect(await readPost(id)).toEqual({
          slug: id,
          title: '',
          summary: null,
          byline: null,
          status: PostStatus.REMOVED,
          author: null,
          commentCount: isArticle ? 1 : 0,
          translations: [{ value: '' }],
          body: { text: '' },
          written: null,
          details: null,
          topics: [],
          mentions: [],
          revisions: { nodes: [empty, empty] },
        });
      }
      const { data } = await open.query(`{ post(id: "${memberContent.postIds[0]}") { id } posts { nodes { title } } }`);
      expect(data).toEqual({ post: null, posts: { nodes: [{ title: 'Event' }, { title: 'Others' }] } });
    });

    test('Empties the comments and keeps the replies to them', async () => {
      const fields = 'removed author { id } body { text }';
      expect(
        await readPost(
          memberContent.otherPostId,
          `commentCount comments { nodes { ${fields} replies { nodes { ${fields} replies { nodes { ${fields} } } } } } }`,
        ),
      ).toEqual({
        commentCount: 1,
        comments: {
          nodes: [
            {
              removed: true,
              author: null,
              body: { text: '' },
              replies: {
                nodes: [
                  {
                    removed: false,
                    author: { id: OTHER_MEMBER },
                    body: { text: 'Really?' },
                    replies: { nodes: [] },
                  },
                ],
              },
            },
          ],
        },
      });
    });
  }
});
