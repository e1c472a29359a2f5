import { anonymous, type Clock, deterministicClock, type Identity } from '@wizness/kernel';
import { memberIdentity, waitUntil } from '@wizness/kernel/testing';
import { PostState } from '@wizness/content';
import { autocommit } from '../../test/support/autocommit';
import { type ContentWithMembership, openContentWithMembership } from '../../test/support/content-with-membership';
import { idOf, news } from '../../test/support/samples';

const ADA = idOf('member', 1);
const BOB = idOf('member', 2);
const HOUR = 60 * 60 * 1000;

const FIELDS = 'id body { text } editedAt removed viewerCanUpdateUntil post { commentCount }';
const CREATE = `mutation ($input: CreateCommentInput!) { createComment(input: $input) { comment { ${FIELDS} } userErrors { code field } } }`;
/** Without the post, which may be deleted before it is read. */
const CREATE_ONLY = CREATE.replace(FIELDS, 'id');
const UPDATE = `mutation ($input: UpdateCommentInput!) { updateComment(input: $input) { comment { ${FIELDS} } userErrors { code field } } }`;
const DELETE = `mutation ($input: DeleteCommentInput!) { deleteComment(input: $input) { deletedId userErrors { code field } } }`;

interface Result {
  readonly comment?: { readonly id: string; readonly [field: string]: unknown } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

describe('The mutations of comments', () => {
  let open: ContentWithMembership;
  let slugs = 0;

  beforeAll(async () => {
    open = await openContentWithMembership();
  });
  afterAll(() => open.close());

  const publish = async (more: Parameters<typeof news>[1] = {}) =>
    (await autocommit(open.context()).posts.publish(news(`post-${(slugs += 1)}`, more))).post.id;
  const send = async (document: string, input: object, identity: Identity = memberIdentity(ADA)) => {
    const { data, errors } = await open.query(document, { input }, identity);
    expect(errors).toBeUndefined();
    return Object.values(data ?? {})[0] as Result;
  };
  const create = async (input: object, caller = ADA) => send(CREATE, input, memberIdentity(caller));
  const idOfComment = ({ comment }: Result) => comment?.id ?? '';
  const thread = async (postId: string) => {
    const fields = 'removed body { text }';
    const { data } = await open.query(
      `{ post(id: "${postId}") { commentCount comments { totalCount nodes { ${fields} replies { nodes { ${fields} } } } } } }`,
    );
    return data?.['post'];
  };
  /** The commands of a caller as they are at `at`. */
  const commandsAt = (at: Date, caller = ADA) => {
    const clock: Clock = { ...deterministicClock('2026-01-01T00:00:00Z', `${slugs}`), now: () => at };
    return open.context({ identity: memberIdentity(caller), clock }).comments;
  };

  test('Write a comment once for an idempotency key, however often it is sent at once', async () => {
    const input = { postId: await publish(), body: 'Once', idempotencyKey: 'key-1' };
    const results = await Promise.all(Array.from({ length: 20 }, () => create(input)));
    expect(new Set(results.map(idOfComment)).size).toBe(1);
    expect(results[0]?.comment).toMatchObject({ body: { text: 'Once' }, removed: false });
    expect(await thread(input.postId)).toMatchObject({ commentCount: 1 });
    expect(await create({ ...input, body: 'Twice' })).toEqual({
      comment: null,
      userErrors: [{ code: 'CONFLICT', field: ['idempotencyKey'] }],
    });
  });

  test('Refuse a comment on a post that is not published, also for its author', async () => {
    for (const state of [PostState.DRAFT, PostState.UNPUBLISHED]) {
      const postId = await publish({ state, authorId: ADA });
      expect(await create({ postId, body: 'x' })).toMatchObject({
        userErrors: [{ code: 'LOCKED', field: ['postId'] }],
      });
    }
  });

  test('Refuse a comment on a post that was hidden, removed or deleted, and store nothing', async () => {
    for (const change of ["moderation = 'HIDDEN'", "moderation = 'REMOVED'", "state = 'DELETED'"]) {
      const postId = await publish({ authorId: ADA });
      await open.db.query(`UPDATE posts SET ${change} WHERE id = $1`, [postId]);
      expect(await create({ postId, body: 'x' }, BOB)).toMatchObject({
        comment: null,
        userErrors: [{ code: 'NOT_FOUND', field: ['postId'] }],
      });
      expect((await create({ postId, body: 'x' })).comment).toBeNull();
      expect(await open.db.query('SELECT id FROM comments WHERE post_id = $1', [postId])).toEqual([]);
    }
  });

  test('Let an author change a comment for 24 hours, and mark changes after five minutes', async () => {
    const postId = await publish();
    const start = new Date('2026-01-01T12:00:00Z');
    const at = (milliseconds: number) => new Date(start.getTime() + milliseconds);
    const { comment } = await commandsAt(start).write({ postId, body: 'First' });
    const id = comment?.id ?? '';
    const inGrace = await commandsAt(at(HOUR / 15)).update({ id, body: 'Second' });
    expect(inGrace.comment).toMatchObject({ bodySource: 'Second', editedAt: null });
    const late = await commandsAt(at(24 * HOUR)).update({ id, body: 'Third' });
    expect(late.comment).toMatchObject({ bodySource: 'Third', editedAt: at(24 * HOUR) });
    const same = await commandsAt(at(24 * HOUR)).update({ id, body: 'Third' });
    expect(same.comment).toMatchObject({ editedAt: at(24 * HOUR) });
    const tooLate = await commandsAt(at(24 * HOUR + 1)).update({ id, body: 'Fourth' });
    expect(tooLate).toMatchObject({ comment: null, userErrors: [{ code: 'LOCKED', field: ['id'] }] });
    const events = await open.db.query<{ type: string }[]>(
      'SELECT type FROM events WHERE subject = $1 ORDER BY position',
      [id],
    );
    expect(events.map(({ type }) => type)).toEqual(['CommentAdded', 'CommentChanged', 'CommentChanged']);
  });

  test('Show the author alone until when they may change a comment', async () => {
    const { id = '' } = (await create({ postId: await publish(), body: 'Mine' })).comment ?? {};
    const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Comment { createdAt viewerCanUpdateUntil } } }`;
    const read = async (identity: Identity) => {
      const { data } = await open.query(source, { of: [{ __typename: 'Comment', id }] }, identity);
      return (data?.['_entities'] as { createdAt: string; viewerCanUpdateUntil: string | null }[])[0];
    };
    const own = await read(memberIdentity(ADA));
    expect(Date.parse(own?.viewerCanUpdateUntil ?? '') - Date.parse(own?.createdAt ?? '')).toBe(24 * HOUR);
    expect((await read(memberIdentity(BOB)))?.viewerCanUpdateUntil).toBeNull();
    expect((await read(anonymous))?.viewerCanUpdateUntil).toBeNull();
  });

  test('Keep the place of a deleted comment while it has answers, and no longer', async () => {
    const postId = await publish();
    const parentId = idOfComment(await create({ postId, body: 'Question' }));
    const replyId = idOfComment(await create({ postId, parentId, body: 'Answer' }, BOB));
    expect(await send(DELETE, { id: parentId })).toEqual({ deletedId: parentId, userErrors: [] });
    expect(await thread(postId)).toEqual({
      commentCount: 1,
      comments: {
        totalCount: 1,
        nodes: [
          { removed: true, body: { text: '' }, replies: { nodes: [{ removed: false, body: { text: 'Answer' } }] } },
        ],
      },
    });
    expect(await send(DELETE, { id: parentId })).toEqual({ deletedId: parentId, userErrors: [] });
    expect((await send(UPDATE, { id: parentId, body: 'x' })).userErrors).toMatchObject([{ code: 'LOCKED' }]);
    expect((await create({ postId, parentId, body: 'x' })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await send(DELETE, { id: replyId }, memberIdentity(BOB));
    expect(await thread(postId)).toEqual({ commentCount: 0, comments: { totalCount: 0, nodes: [] } });
  });

  test('Refuse to change or delete a comment of another member, and one that does not exist', async () => {
    const id = idOfComment(await create({ postId: await publish(), body: 'Mine' }));
    for (const [document, input] of [
      [UPDATE, { body: 'x' }],
      [DELETE, {}],
    ] as const) {
      const codes = async (target: string) =>
        (await send(document, { id: target, ...input }, memberIdentity(BOB))).userErrors;
      expect(await codes(id)).toEqual([{ code: 'FORBIDDEN', field: ['id'] }]);
      expect(await codes('comment_none')).toEqual([{ code: 'NOT_FOUND', field: ['id'] }]);
    }
  });

  test('Make a reply to the tenth level a sibling', async () => {
    const postId = await publish();
    let parentId: string | null = null;
    const depths: unknown[] = [];
    for (let level = 0; level <= 12; level += 1) {
      const { comment } = await open
        .context({ identity: memberIdentity(ADA) })
        .comments.write({ postId, parentId, body: `Level ${level}` });
      parentId = comment?.id ?? null;
      depths.push(comment?.depth);
    }
    expect(depths).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10]);
  });

  test('Fifty at the same time on one post lock it only for their count, and all are counted', async () => {
    const postId = await publish();
    const waiting = async (): Promise<string[]> => {
      const sql = `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return (await open.db.query<{ query: string }[]>(sql)).map(({ query }) => query);
    };
    const { comments } = await open.db.transaction(async (tx) => {
      await tx.query('SELECT FROM posts WHERE id = $1 FOR NO KEY UPDATE', [postId]);
      const writing = Promise.all(Array.from({ length: 50 }, (_, index) => create({ postId, body: `No. ${index}` })));
      // Whoever waits for the post has inserted its comment.
      await waitUntil(async () => {
        const queries = await waiting();
        return queries.length > 1 && queries.every((query) => /^UPDATE .*"comment_count"/s.test(query));
      });
      return { comments: writing };
    });
    expect((await comments).map(idOfComment)).toHaveLength(50);
    expect(await thread(postId)).toMatchObject({ commentCount: 50 });
  });

  test('Keep every count right when comments are written and deleted at the same time', async () => {
    const postId = await publish();
    const parentId = idOfComment(await create({ postId, body: 'Root' }));
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const id = idOfComment(await create({ postId, parentId, body: `Reply ${index}` }, index % 2 ? ADA : BOB));
        if (index % 4 === 0) await send(DELETE, { id }, memberIdentity(BOB));
      }),
    );
    const [counts] = await open.db.query('SELECT descendant_count AS below FROM comments WHERE id = $1', [parentId]);
    expect(counts).toEqual({ below: 15 });
    expect(await thread(postId)).toMatchObject({ commentCount: 16 });
  });

  test.each([
    ['<script>alert(1)</script> <a href="javascript:alert(1)">x</a>', /<(script|a)\b/],
    ['![x](data:text/html,<b>) <img src=x onerror=alert(1)>', /<img|onerror=[^&]*>/],
  ])('Serve a hostile text as harmless HTML: %s', async (body, harmful) => {
    const { comments } = open.context({ identity: memberIdentity(ADA) });
    const { comment } = await comments.write({ postId: await publish(), body });
    const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Comment { body { html } } } }`;
    const { data } = await open.query(source, { of: [{ __typename: 'Comment', id: comment?.id }] });
    expect(JSON.stringify(data)).not.toMatch(harmful);
  });

  test('Leave the right count, and no comment that is seen, when comments and the deletion of their post come at once', async () => {
    for (let run = 0; run < 5; run += 1) {
      const postId = await publish({ authorId: ADA });
      const deletion = 'mutation ($input: DeletePostInput!) { deletePost(input: $input) { userErrors { code } } }';
      const results = await Promise.all([
        ...Array.from({ length: 6 }, (_, index) =>
          send(CREATE_ONLY, { postId, body: `${index}` }, memberIdentity(BOB)),
        ),
        send(deletion, { id: postId }),
      ]);
      const written = results.filter((result) => idOfComment(result) !== '');
      const [row] = await open.db.query<{ count: number; stored: number }[]>(
        `SELECT comment_count AS count, (SELECT count(*)::int FROM comments WHERE post_id = posts.id) AS stored
         FROM posts WHERE id = $1`,
        [postId],
      );
      // Of a comment that was stored just before the deletion, the response may see nothing any more.
      expect(row?.count).toBe(row?.stored);
      expect(row?.stored).toBeGreaterThanOrEqual(written.length);
      expect(await thread(postId)).toBeNull();
      for (const result of written) {
        const { data } = await open.query(
          `{ _entities(representations: [{ __typename: "Comment", id: "${idOfComment(result)}" }]) { ... on Comment { body { text } } } }`,
        );
        expect(data).toEqual({ _entities: [null] });
      }
    }
  });
});
