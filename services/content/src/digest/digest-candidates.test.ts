import { PostState } from '@wizness/content';
import { type Identity, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import {
  type ContentWithMembership,
  followed,
  openContentWithMembership,
} from '../../test/support/content-with-membership';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news, publishAll } from '../../test/support/samples';

const ADA = idOf('member', 1);
const BOB = idOf('member', 2);
const RENAULT = idOf('org', 1);
const SINCE = new Date('2025-01-10T00:00:00Z');

describe('The posts of a digest', () => {
  let open: ContentWithMembership;
  let identity: Identity;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    open = await openContentWithMembership();
    const [work] = await autocommit(open.context()).topics.define([{ slug: 'work', labels: { en: 'Work' } }]);
    const day = (number: number) => ({ publishedAt: new Date(Date.UTC(2025, 0, number)) });
    const posts = [
      news('by-bob', { authorId: BOB, ...day(12) }),
      news('on-work', { topicSlugs: ['work'], ...day(13) }),
      news('of-renault', { writtenForId: RENAULT, ...day(14) }),
      news('for-colleagues', { writtenForId: RENAULT, visibility: Visibility.ORGANISATION, ...day(15) }),
      news('old', { authorId: BOB, ...day(9) }),
      news('own', { authorId: ADA, topicSlugs: ['work'], ...day(16) }),
      news('draft', { authorId: BOB, state: PostState.DRAFT }),
      news('not-followed', day(17)),
      news('commented', { topicSlugs: ['work'], ...day(18) }),
    ];
    await publishAll(open.context(), posts);
    for (const { slug } of posts) {
      const { data } = await open.query(
        'query ($slug: String!) { post(slug: $slug) { id } }',
        { slug },
        { ...memberIdentity(ADA), roles: ['ADMIN'] },
      );
      const found = data?.['post'] as { id: string } | null;
      if (found) ids.set(slug, found.id);
    }
    await autocommit(open.context()).comments.add({ postId: idOfPost('commented'), authorId: ADA, body: 'Seen.' });
    await open.deliver(...[BOB, RENAULT, work?.id ?? '', ADA].map((target) => followed(ADA, target)));
    identity = memberIdentity(ADA);
  });
  afterAll(() => open.close());

  const idOfPost = (slug: string): string => ids.get(slug) ?? '';
  const digest = async (except: string[] = [], reader = identity) => {
    const chosen = await open.context({ identity: reader }).digestPosts({ since: SINCE, except });
    return chosen.map((id) => [...ids].find(([, other]) => other === id)?.[0]).toSorted();
  };

  test('They are new posts of what the member follows, which the member may see and has neither written nor commented on', async () => {
    expect(await digest()).toEqual(['by-bob', 'of-renault', 'on-work']);
  });

  test('A post for an organisation is in the digest of its members only, and one of an earlier digest in none', async () => {
    const colleague = { ...identity, organisationId: RENAULT };
    expect(await digest([idOfPost('on-work')], colleague)).toEqual(['by-bob', 'for-colleagues', 'of-renault']);
  });

  test('A mail shows only posts that its reader may see, in the given order', async () => {
    const wanted = ['of-renault', 'for-colleagues', 'by-bob'].map(idOfPost);
    const cards = await open.context({ identity }).postCards([...wanted, idOf('post', 99)]);
    expect(cards.map(({ id }) => id)).toEqual([wanted[0], wanted[2]]);
    expect(cards[0]).toMatchObject({ title: expect.any(String), url: expect.stringMatching(/\/posts\/of-renault$/) });
  });

  test('A post that was withdrawn and is published again is not new, neither here nor in lists', async () => {
    const newest = async () => (await open.query('{ posts { nodes { slug } } }')).data;
    const before = [await digest(), await newest()];
    const { publication } = open.context({ identity: memberIdentity(BOB) });
    for (const slug of ['old', 'by-bob']) {
      expect((await publication.unpublish(idOfPost(slug))).userErrors).toEqual([]);
      expect(await digest()).not.toContain(slug);
      expect((await publication.publish({ id: idOfPost(slug) })).userErrors).toEqual([]);
    }
    expect([await digest(), await newest()]).toEqual(before);
  });

  test('An anonymous caller gets none', async () => {
    expect(await open.context().digestPosts({ since: SINCE, except: [] })).toEqual([]);
  });
});
