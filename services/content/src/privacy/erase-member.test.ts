import { content, PostStatus } from '@wizness/content';
import { createLogger, ErasureMode, openDatabase, Role, systemClock } from '@wizness/kernel';
import { memberIdentity, tablesHolding } from '@wizness/kernel/testing';
import {
  type BesideMembership,
  erased,
  followed,
  logged,
  openBesideMembership,
} from '../../test/support/content-with-membership';
import { idOf, news } from '../../test/support/samples';
import { eraseMembers } from './erase-member';
import { type FullLife, LEAVER, liveFully, OTHER } from '../../test/support/member-content';

const EDITOR = memberIdentity(OTHER, { roles: [Role.EDITOR] });
const KEPT = ['erased_members', 'events'];

/** Tables with a row that holds `word`, but for those that say who has left. */
const tablesWith = async ({ url }: BesideMembership, word: string): Promise<string[]> =>
  (await tablesHolding(url, 'content', word)).filter((table) => !KEPT.includes(table));

const eventsAfter = async (open: BesideMembership, position: number, subjects: readonly string[]) =>
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

describe.each(Object.values(ErasureMode))('a member who leaves with %s', (mode) => {
  let open: BesideMembership;
  let life: FullLife;
  let before: number;
  let held: string[];

  beforeAll(async () => {
    open = await openBesideMembership();
    life = await liveFully(open.context());
    // Taken away before, by somebody; it is not counted twice.
    const { comments } = open.context();
    const removed = await comments.add({ postId: life.othersPostId, authorId: LEAVER, body: 'Xanadu, rudely' });
    await open.db.query('UPDATE comments SET removed = TRUE WHERE id = $1', [removed.id]);
    await open.db.query('UPDATE posts SET comment_count = 3 WHERE id = $1', [life.othersPostId]);
    await open.tell(followed(LEAVER, OTHER), followed(OTHER, LEAVER), followed(OTHER, idOf('org', 1)));
    held = await tablesWith(open, LEAVER);
    before = (await open.events.read(0, 1000)).length;
    await open.tell(erased(LEAVER, mode));
  });
  afterAll(() => open.close());

  const readPost = async (id: string, fields = POST): Promise<Record<string, unknown>> => {
    const { data, errors } = await open.query(`query ($id: ID!) { post(id: $id) { ${fields} } }`, { id }, EDITOR);
    expect(errors).toBeUndefined();
    return data?.['post'] as Record<string, unknown>;
  };

  test('is in no row any more', async () => {
    expect(held).toEqual(['comments', 'follows', 'mentions', 'post_revisions', 'posts']);
    expect(await tablesWith(open, LEAVER)).toEqual([]);
    expect(await open.personalDataOf(LEAVER)).toEqual({
      posts: [],
      comments: [],
      revisions: [],
      follows: [],
      mentions: [],
    });
  });

  test('leaves what others wrote, and follow, as it was', async () => {
    expect(await readPost(life.othersPostId)).toMatchObject({
      title: 'Others',
      byline: 'Khan',
      author: { id: OTHER },
      body: { text: 'Kubla Khan did decree.' },
      mentions: [],
      revisions: { nodes: [{ editor: null }, { editor: null }] },
    });
    expect(await open.personalDataOf(OTHER)).toMatchObject({ follows: [{ targetId: idOf('org', 1) }] });
    const comment = await readPost(
      life.postIds[0] ?? '',
      'commentCount comments { nodes { author { id } body { text } } }',
    );
    expect(comment).toEqual({
      commentCount: 1,
      comments: { nodes: [{ author: { id: OTHER }, body: { text: 'Thanks' } }] },
    });
  });

  test('writes nothing more, under whatever verb', async () => {
    const code = { extensions: { code: 'UNAUTHENTICATED' } };
    const { posts, comments } = open.context({ identity: memberIdentity(LEAVER) });
    const { othersPostId: postId } = life;
    await expect(comments.write({ postId, body: 'Back' })).rejects.toMatchObject(code);
    await expect(comments.add({ postId, authorId: LEAVER, body: 'Back' })).rejects.toMatchObject(code);
    await expect(posts.publish(news('back', { authorId: LEAVER }))).rejects.toMatchObject(code);
    await expect(posts.publish(news('back', { editorId: LEAVER }))).rejects.toMatchObject(code);
    const mentions = [{ targetId: LEAVER, surface: 'Some', start: 0, end: 4 }];
    const { post } = await posts.publish(news('about-them', { mentions, status: PostStatus.DRAFT }));
    expect(await readPost(post.id, 'mentions { surface } body { text }')).toEqual({
      mentions: [],
      body: { text: 'Some text.' },
    });
    expect(await tablesWith(open, LEAVER)).toEqual([]);
  });

  test('is told of to the other services, post by post', async () => {
    const deletes = mode === ErasureMode.DELETE_CONTENT;
    expect(await eventsAfter(open, before, life.postIds)).toEqual(
      life.postIds.map((subject, index) => {
        const isDraft = index === life.postIds.length - 1;
        const type = deletes ? 'PostRemoved' : isDraft ? 'PostDrafted' : 'PostUpdated';
        return { type, subject, authorId: null, published: !deletes && !isDraft, wordsDeleted: deletes };
      }),
    );
  });

  if (mode === ErasureMode.ANONYMISE_CONTENT) {
    test('leaves the words, under no name', async () => {
      expect(await readPost(life.postIds[0] ?? '')).toMatchObject({
        slug: 'xanadu-article',
        title: 'Xanadu xanadu-article',
        byline: null,
        author: null,
        status: PostStatus.PUBLISHED,
        details: { __typename: 'ArticleDetails' },
        mentions: [{ surface: 'Xanadu' }],
      });
      expect(
        await readPost(life.othersPostId, 'commentCount comments { nodes { author { id } removed body { text } } }'),
      ).toEqual({
        commentCount: 3,
        comments: {
          nodes: [
            { author: null, removed: false, body: { text: 'Xanadu!' } },
            { author: null, removed: true, body: { text: '' } },
          ],
        },
      });
    });
  } else {
    test('leaves no word', async () => {
      expect(await tablesWith(open, 'Xanadu')).toEqual([]);
      const log = await open.db.query('SELECT 1 FROM events AS row WHERE CAST(row AS text) ILIKE $1', ['%xanadu%']);
      expect(log).toEqual([]);
    });

    test('leaves of a post the place that it had', async () => {
      for (const id of life.postIds) {
        const isArticle = id === life.postIds[0];
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
      const { data } = await open.query(`{ post(id: "${life.postIds[0]}") { id } posts { nodes { title } } }`);
      expect(data).toEqual({ post: null, posts: { nodes: [{ title: 'Event' }, { title: 'Others' }] } });
    });

    test('takes their comments away, and leaves the answers', async () => {
      const fields = 'removed author { id } body { text }';
      expect(
        await readPost(
          life.othersPostId,
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
                    author: { id: OTHER },
                    body: { text: 'Really?' },
                    replies: { nodes: [{ removed: true, author: null, body: { text: '' } }] },
                  },
                ],
              },
            },
            { removed: true, author: null, body: { text: '' }, replies: { nodes: [] } },
          ],
        },
      });
    });
  }
});

describe('the cost of erasing a member', () => {
  test.each(Object.values(ErasureMode))('is as many statements with much as with little, for %s', async (mode) => {
    const open = await openBesideMembership();
    const { posts, comments } = open.context();
    const { post } = await posts.publish(news('shared'));
    const writes = async (authorId: string, name: string, count: number) => {
      for (let number = 0; number < count; number += 1) {
        await posts.publish(news(`${name}-${number}`, { authorId, editorId: authorId }));
        await comments.add({ postId: post.id, authorId, body: 'Mine' });
      }
    };
    await writes(LEAVER, 'little', 1);
    await writes(OTHER, 'much', 25);
    const statements: string[] = [];
    const counting = await openDatabase(
      {
        url: open.url,
        log: createLogger('content', 'silent'),
        poolSize: 1,
        onStatement: (sql) => statements.push(sql),
      },
      content.storage,
    );
    const costOf = async (memberId: string): Promise<number> => {
      statements.length = 0;
      await counting.transaction((tx) => eraseMembers.handle(tx, logged(1, erased(memberId, mode)), systemClock));
      return statements.length;
    };
    expect(await costOf(OTHER)).toBe(await costOf(LEAVER));
    expect(await tablesWith(open, OTHER)).toEqual([]);
    await counting.destroy();
    await open.close();
  });
});
