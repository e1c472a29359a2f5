import { type Identity, isAllowed } from '@wizness/kernel';
import { RateableKind } from '@wizness/ratings';
import { type OpenRatings, openRatings } from '../../test/support/open-ratings';
import { identityOf, type PostName, registerPosts, VISIBLE_POSTS } from '../../test/support/viewers';

const CRITIC = 'member_critic';
const MEMBERS = new Set(VISIBLE_POSTS.flatMap(([viewer]) => identityOf(viewer).memberId ?? []));

interface List {
  readonly nodes: readonly { readonly id: string; readonly subject?: { readonly id: string } | null }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** The posts that a query returned, and its totalCount if it has one. */
interface Found {
  readonly ids: readonly (string | undefined)[];
  readonly totalCount?: number;
}

const isFound = <Value>(value: Value | null): value is Value => value !== null;

describe('the posts that a viewer can find through ratings', () => {
  let open: OpenRatings;
  let posts: Readonly<Record<PostName, string>>;
  /** Ids of the critic's ratings of the posts. */
  let ratingIds: string[];

  beforeAll(async () => {
    open = await openRatings();
    posts = await registerPosts(open);
    ratingIds = [];
    for (const id of Object.values(posts)) {
      ratingIds.push(await open.rate(CRITIC, id, 4));
      for (const memberId of MEMBERS) await open.rate(memberId, id, 2);
    }
  });
  afterAll(() => open.close());

  const query = async <Data>(source: string, viewer: Identity, variables = {}): Promise<Data> => {
    const { data, errors } = await open.query(source, variables, viewer);
    expect(errors).toBeUndefined();
    return data as Data;
  };
  const entities = async <Entity>(__typename: string, ids: string[], fields: string, viewer: Identity) => {
    const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${__typename} { ${fields} } } }`;
    const of = ids.map((id) => ({ __typename, id }));
    return (await query<{ _entities: (Entity | null)[] }>(source, viewer, { of }))._entities;
  };
  const postEntities = async <Entity>(fields: string, viewer: Identity): Promise<Entity[]> =>
    (await entities<Entity>('Post', Object.values(posts), fields, viewer)).filter(isFound);

  const QUERIES: Record<string, (viewer: Identity) => Promise<Found>> = {
    'Post entities': async (viewer) => ({
      ids: (await postEntities<{ id: string }>('id', viewer)).map(({ id }) => id),
    }),
    'Post.ratingSummary': async (viewer) => ({
      ids: (await postEntities<{ id: string }>('id ratingSummary { count }', viewer)).map(({ id }) => id),
    }),
    'Rating.subject': async (viewer) => {
      const found = await entities<{ subject: { id: string } }>('Rating', ratingIds, 'subject { id }', viewer);
      return { ids: found.filter(isFound).map(({ subject }) => subject.id) };
    },
    'Post.ratings': async (viewer) => {
      const found = await postEntities<{ ratings: List }>('ratings { nodes { id subject { id } } totalCount }', viewer);
      const complete = found.filter(({ ratings: { totalCount } }) => totalCount === MEMBERS.size + 1);
      return { ids: complete.map(({ ratings: { nodes } }) => nodes[0]?.subject?.id) };
    },
    'Post.viewerRating': async (viewer) => {
      const found = await postEntities<{ viewerRating: { subject: { id: string } } | null }>(
        'viewerRating { subject { id } }',
        viewer,
      );
      return { ids: found.map(({ viewerRating }) => viewerRating?.subject.id) };
    },
    'Member.ratingsGiven': async (viewer) => {
      const fields = 'ratingsGiven { nodes { id subject { id } } totalCount }';
      const [member] = await entities<{ ratingsGiven: List }>('Member', [CRITIC], fields, viewer);
      const { nodes, totalCount } = member?.ratingsGiven ?? { nodes: [], totalCount: 0 };
      return { ids: nodes.map(({ subject }) => subject?.id), totalCount };
    },
    topRated: async (viewer) => {
      const { topRated } = await query<{ topRated: List }>('{ topRated { nodes { id } totalCount } }', viewer);
      return { ids: topRated.nodes.map(({ id }) => id), totalCount: topRated.totalCount };
    },
    'topRated, one at a time': async (viewer) => {
      const ids: string[] = [];
      let after: string | null = null;
      for (let hasMore = true; hasMore; ) {
        const source: string =
          'query ($after: Cursor) { topRated(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
        const { topRated }: { topRated: List } = await query(source, viewer, { after });
        ids.push(...topRated.nodes.map(({ id }) => id));
        after = topRated.pageInfo.endCursor;
        hasMore = topRated.pageInfo.hasNextPage;
      }
      return { ids };
    },
  };

  describe.each(Object.keys(QUERIES))('by %s', (name) => {
    const viewers = VISIBLE_POSTS.filter(
      ([viewer]) => name !== 'Post.viewerRating' || isAllowed(identityOf(viewer), 'READ_PROFILE'),
    );
    test.each(viewers)('are, for the viewer "%s", exactly %j', async (viewer, visible) => {
      const { ids, totalCount = visible.length } = (await QUERIES[name]?.(identityOf(viewer))) ?? { ids: [] };
      expect(ids.toSorted()).toEqual(visible.map((post) => posts[post]).toSorted());
      expect(totalCount).toBe(visible.length);
    });
  });

  test.each(['Organisation', 'Programme', 'Partnership', 'Member'])(
    'do not include a hidden post that is requested as %s',
    async (type) => {
      expect(await entities(type, [posts.UNPUBLISHED], 'id', identityOf('anonymous'))).toEqual([null]);
    },
  );

  test('do not include a post with no known audience, even for editors and admins', async () => {
    const id = 'post_01kdtw8000e0000000000000zy';
    await open.write(({ subjects }) => subjects.register({ id, kind: RateableKind.NEWS }));
    await open.rate(CRITIC, id, 5);
    for (const viewer of ['editor', 'admin', 'author'] as const) {
      expect(await entities('Post', [id], 'id', identityOf(viewer))).toEqual([null]);
    }
    const source = '{ topRated(filter: { kinds: [NEWS] }) { nodes { id } totalCount } }';
    const { topRated } = await query<{ topRated: List }>(source, identityOf('admin'));
    expect(topRated).toEqual({ nodes: [], totalCount: 0 });
  });
});
