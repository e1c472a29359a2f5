import { content, type ContentContext, PostState } from '@wizness/content';
import { anonymous, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news } from '../../test/support/samples';

const QUERY = `query ($postId: ID!, $first: Int, $after: Cursor) {
  commentEvents(postId: $postId, first: $first, after: $after) {
    nodes { id cursor comment { id } }
    pageInfo { endCursor hasNextPage }
  }
}`;

interface Log {
  readonly nodes: readonly {
    readonly id: string;
    readonly cursor: string;
    readonly comment: { readonly id: string } | null;
  }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

describe('The comment log of a post', () => {
  let open: OpenSubgraph<ContentContext>;
  beforeEach(async () => {
    open = await openSubgraph(content);
  });
  afterEach(() => open.close());

  const publish = async (slug: string, more: Parameters<typeof news>[1] = {}) =>
    (await autocommit(open.context()).posts.publish(news(slug, { state: PostState.PUBLISHED, ...more }))).post.id;
  const comment = async (postId: string, body: string) =>
    (await autocommit(open.context()).comments.add({ postId, authorId: null, body })).id;
  const read = async (variables: object, identity = anonymous): Promise<Log> => {
    const { data, errors } = await open.query(QUERY, { ...variables }, identity);
    expect(errors).toBeUndefined();
    return data?.['commentEvents'] as Log;
  };

  test('Has an entry for each comment of the post, and continues behind a cursor past those of others', async () => {
    const [one, other] = [await publish('one'), await publish('other')];
    const first = await comment(one, 'First');
    await comment(other, 'Elsewhere');
    const second = await comment(one, 'Second');
    await comment(other, 'Elsewhere again');
    const log = await read({ postId: one });
    expect(log.nodes.map(({ comment: found }) => found?.id)).toEqual([first, second]);
    expect(log.pageInfo.hasNextPage).toBe(false);
    const rest = await read({ postId: one, after: log.nodes[0]?.cursor, first: 1 });
    expect(rest.nodes).toEqual([log.nodes[1]]);
    expect((await read({ postId: one, after: log.pageInfo.endCursor })).nodes).toEqual([]);
  });

  test('Is empty for a caller who cannot read the post', async () => {
    const postId = await publish('members', { visibility: Visibility.MEMBERS });
    await comment(postId, 'For members');
    expect((await read({ postId })).nodes).toEqual([]);
    expect((await read({ postId }, memberIdentity(idOf('member', 9)))).nodes).toHaveLength(1);
  });

  test('Refuses a cursor of another log', async () => {
    const postId = await publish('one');
    const { errors } = await open.query(QUERY, { postId, after: 'ratings.0000000000000001' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_CURSOR' });
  });
});
