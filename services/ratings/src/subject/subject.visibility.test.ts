import type { Identity } from '@wizness/kernel';
import { RateableKind } from '@wizness/ratings';
import { type Community, openCommunity } from '../../test/support/open-ratings';
import { identityOf, type Kept, registerPosts, SEEN } from '../../test/support/viewers';

const CRITIC = 'member_critic';

interface Listed {
  readonly nodes: readonly { readonly id: string; readonly subject?: { readonly id: string } | null }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

describe('a rating lets nobody see a post that they may not see', () => {
  let open: Community;
  let posts: Readonly<Record<Kept, string>>;
  /** The critic's ratings, by the post. */
  let ratings: Readonly<Record<string, string>>;

  beforeAll(async () => {
    open = await openCommunity();
    posts = await registerPosts(open);
    const given = new Map<string, string>();
    for (const id of Object.values(posts)) {
      given.set(id, await open.rate(CRITIC, id, 4));
      for (const [viewer] of SEEN) {
        const { memberId } = identityOf(viewer);
        if (memberId) await open.rate(memberId, id, 2);
      }
    }
    ratings = Object.fromEntries(given);
  });
  afterAll(() => open.close());

  const ask = async <Answer>(source: string, asking: Identity, variables = {}): Promise<Answer> => {
    const { data, errors } = await open.query(source, variables, asking);
    expect(errors).toBeUndefined();
    return data as Answer;
  };
  const entities = async <Entity>(__typename: string, ids: string[], fields: string, asking: Identity) => {
    const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${__typename} { ${fields} } } }`;
    const of = ids.map((id) => ({ __typename, id }));
    return (await ask<{ _entities: (Entity | null)[] }>(source, asking, { of }))._entities;
  };
  const isThere = <Thing>(thing: Thing | null): thing is Thing => thing !== null;

  /** Ids of the posts that `asking` finds by each way in, and what is counted there. */
  const WAYS: Record<string, (asking: Identity) => Promise<{ ids: (string | undefined)[]; counted?: number }>> = {
    'as an entity': async (asking) => {
      const found = await entities<{ id: string }>('Post', Object.values(posts), 'id', asking);
      return { ids: found.filter(isThere).map(({ id }) => id) };
    },
    'by its summary': async (asking) => {
      const fields = 'id ratingSummary { count }';
      const found = await entities<{ id: string }>('Post', Object.values(posts), fields, asking);
      return { ids: found.filter(isThere).map(({ id }) => id) };
    },
    'by a rating of it': async (asking) => {
      const found = await entities<{ subject: { id: string } }>(
        'Rating',
        Object.values(ratings),
        'subject { id }',
        asking,
      );
      return { ids: found.filter(isThere).map(({ subject }) => subject.id) };
    },
    'by the list of its ratings': async (asking) => {
      const fields = 'ratings { nodes { id subject { id } } totalCount }';
      const found = await entities<{ ratings: Listed }>('Post', Object.values(posts), fields, asking);
      const seen = found.filter(isThere).filter(({ ratings: { totalCount } }) => totalCount === SEEN.length);
      return { ids: seen.map(({ ratings: { nodes } }) => nodes[0]?.subject?.id) };
    },
    'by their own rating': async (asking) => {
      const fields = 'viewerRating { subject { id } }';
      const found = await entities<{ viewerRating: { subject: { id: string } } | null }>(
        'Post',
        Object.values(posts),
        fields,
        asking,
      );
      return { ids: found.filter(isThere).map(({ viewerRating }) => viewerRating?.subject.id) };
    },
    'by what a member gave': async (asking) => {
      const fields = 'ratingsGiven { nodes { id subject { id } } totalCount }';
      const [member] = await entities<{ ratingsGiven: Listed }>('Member', [CRITIC], fields, asking);
      const { nodes, totalCount } = member?.ratingsGiven ?? { nodes: [], totalCount: 0 };
      return { ids: nodes.map(({ subject }) => subject?.id), counted: totalCount };
    },
    'by what is rated best': async (asking) => {
      const { topRated } = await ask<{ topRated: Listed }>('{ topRated { nodes { id } totalCount } }', asking);
      return { ids: topRated.nodes.map(({ id }) => id), counted: topRated.totalCount };
    },
    'by what is rated best, one at a time': async (asking) => {
      const ids: string[] = [];
      let after: string | null = null;
      for (let more = true; more; ) {
        const source: string =
          'query ($after: Cursor) { topRated(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
        const { topRated }: { topRated: Listed } = await ask(source, asking, { after });
        ids.push(...topRated.nodes.map(({ id }) => id));
        after = topRated.pageInfo.endCursor;
        more = topRated.pageInfo.hasNextPage;
      }
      return { ids };
    },
  };

  describe.each(Object.keys(WAYS))('%s', (way) => {
    // A visitor has no rating of their own.
    const viewers = SEEN.filter(([viewer]) => way !== 'by their own rating' || viewer !== 'visitor');
    test.each(viewers)('%s sees %j', async (viewer, seen) => {
      const { ids, counted = seen.length } = (await WAYS[way]?.(identityOf(viewer))) ?? { ids: [] };
      expect(ids.toSorted()).toEqual(seen.map((kept) => posts[kept]).toSorted());
      expect(counted).toBe(seen.length);
    });
  });

  test.each(['Organisation', 'Programme', 'Partnership', 'Member'])('nor by calling it %s', async (type) => {
    expect(await entities(type, [posts.UNPUBLISHED], 'id', identityOf('visitor'))).toEqual([null]);
  });

  test('nobody, not even an editor, sees a post of which nobody has told who may', async () => {
    const id = 'post_01kdtw8000e0000000000000zy';
    await open.context().subjects.register({ id, kind: RateableKind.NEWS });
    await open.rate(CRITIC, id, 5);
    for (const viewer of ['editor', 'admin', 'author'] as const) {
      expect(await entities('Post', [id], 'id', identityOf(viewer))).toEqual([null]);
    }
    const { topRated } = await ask<{ topRated: Listed }>(
      '{ topRated(kinds: [NEWS]) { nodes { id } totalCount } }',
      identityOf('admin'),
    );
    expect(topRated).toEqual({ nodes: [], totalCount: 0 });
  });
});
