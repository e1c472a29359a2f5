import { anonymous, ErasureMode, type Identity } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import {
  type ContentWithMembership,
  erased,
  openContentWithMembership,
  tablesWith,
} from '../../test/support/content-with-membership';
import { idOf, news } from '../../test/support/samples';

const [ADA, BOB, CLEO] = [idOf('member', 1), idOf('member', 2), idOf('member', 3)];
const ADD = `mutation ($input: ReactionInput!) { addReaction(input: $input) { target { __typename ... on Post { reactions { kind count viewerReacted } } ... on Comment { reactions { kind count viewerReacted } } } userErrors { code field } } }`;
const REMOVE = ADD.replace('addReaction', 'removeReaction');
const none = ['LIKE', 'THANKS', 'INSIGHTFUL', 'SUPPORT'].map((kind) => ({ kind, count: 0, viewerReacted: false }));

describe('Reactions', () => {
  let open: ContentWithMembership;
  let postId: string;
  let slugs = 0;

  beforeAll(async () => {
    open = await openContentWithMembership();
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    const { post } = await autocommit(open.context()).posts.publish(news(`reacted-${(slugs += 1)}`));
    postId = post.id;
  });

  const send = async (document: string, targetId: string, kind: string, identity: Identity) => {
    const { data, errors } = await open.query(document, { input: { targetId, kind } }, identity);
    return errors ? { errors } : (Object.values(data ?? {})[0] as Record<string, unknown>);
  };
  const add = (targetId: string, kind: string, caller: string) => send(ADD, targetId, kind, memberIdentity(caller));
  const comment = async (body: string) =>
    (await autocommit(open.context()).comments.add({ postId, authorId: ADA, body })).id;
  const best = async () => {
    const { data } = await open.query(`{ post(id: "${postId}") { comments(orderBy: BEST) { nodes { id } } } }`);
    return (data?.['post'] as { comments: { nodes: { id: string }[] } }).comments.nodes.map(({ id }) => id);
  };

  test('Are counted once per member and kind, on a post and on a comment', async () => {
    const commentId = await comment('Good');
    for (const [targetId, __typename] of [
      [postId, 'Post'],
      [commentId, 'Comment'],
    ] as const) {
      await add(targetId, 'LIKE', BOB);
      await add(targetId, 'LIKE', BOB);
      await add(targetId, 'THANKS', BOB);
      const [, , ...others] = none;
      expect(await add(targetId, 'LIKE', CLEO)).toEqual({
        target: {
          __typename,
          reactions: [
            { kind: 'LIKE', count: 2, viewerReacted: true },
            { kind: 'THANKS', count: 1, viewerReacted: false },
            ...others,
          ],
        },
        userErrors: [],
      });
      await send(REMOVE, targetId, 'LIKE', memberIdentity(CLEO));
      await send(REMOVE, targetId, 'LIKE', memberIdentity(CLEO));
      await send(REMOVE, targetId, 'THANKS', memberIdentity(BOB));
      expect(await send(REMOVE, targetId, 'LIKE', memberIdentity(BOB))).toMatchObject({ target: { reactions: none } });
    }
  });

  test('Order comments by the number of members, without their author', async () => {
    const [one, two, three] = [await comment('One'), await comment('Two'), await comment('Three')];
    await add(two, 'LIKE', BOB);
    await add(two, 'LIKE', CLEO);
    for (const kind of ['LIKE', 'THANKS', 'INSIGHTFUL', 'SUPPORT']) await add(one, kind, BOB);
    await add(three, 'LIKE', ADA);
    expect(await best()).toEqual([two, one, three]);
  });

  test('Are refused for what is not there, and for a comment that was deleted', async () => {
    const commentId = await comment('Gone');
    await open.context({ identity: memberIdentity(ADA) }).comments.delete(commentId);
    expect(await add(commentId, 'LIKE', BOB)).toEqual({
      target: null,
      userErrors: [{ code: 'LOCKED', field: ['targetId'] }],
    });
    for (const id of ['post_none', 'comment_none', 'org_none', '\0']) {
      expect(await add(id, 'LIKE', BOB)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    }
    expect(await send(ADD, postId, 'LIKE', anonymous)).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('Are counted exactly when many members react at the same time, and when one of them is erased', async () => {
    const commentId = await comment('Busy');
    const members = Array.from({ length: 20 }, (_, index) => idOf('member', slugs * 100 + index));
    const [leaving = ''] = members;
    await Promise.all(
      members.flatMap((member) => [
        add(commentId, 'LIKE', member),
        add(commentId, 'THANKS', member),
        add(postId, 'LIKE', member),
      ]),
    );
    const reactors = async () =>
      (
        await open.db.query<{ count: number }[]>('SELECT reactor_count AS count FROM comments WHERE id = $1', [
          commentId,
        ])
      )[0];
    expect(await reactors()).toEqual({ count: 20 });
    await open.deliver(erased(leaving, ErasureMode.ANONYMISE_CONTENT));
    expect(await reactors()).toEqual({ count: 19 });
    expect(await add(postId, 'THANKS', BOB)).toMatchObject({
      target: { reactions: [{ count: 19 }, { count: 1 }, {}, {}] },
    });
    expect(await tablesWith(open, leaving)).toEqual([]);
  });
});
