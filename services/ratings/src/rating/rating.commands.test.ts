import { anonymous, ErasureMode, Scope } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { RateableKind } from '@wizness/ratings';
import { type OpenRatings, openRatings } from '../../test/support/open-ratings';
import { identityOf, type PostName, registerPosts, VISIBLE_POSTS } from '../../test/support/viewers';

const CALLERS = VISIBLE_POSTS.filter(([viewer]) => viewer !== 'anonymous');

describe('rate, vote and remove', () => {
  let open: OpenRatings;
  let posts: Readonly<Record<PostName, string>>;

  beforeAll(async () => {
    open = await openRatings();
    posts = await registerPosts(open);
  });
  afterAll(() => open.close());

  test.each(CALLERS)('are allowed for the caller "%s" on exactly %j', async (caller, visible) => {
    // Nobody rates their own post.
    const isAuthor = identityOf(caller).memberId === identityOf('author').memberId;
    for (const [name, subjectId] of Object.entries(posts)) {
      const ratingId = await open.rate(open.member(), subjectId, 3);
      const { ratings, votes } = open.as(identityOf(caller));
      const rated = await ratings.rate({ subjectId, score: 5, review: { body: 'Utile.', lang: 'fr' } });
      const voted = await votes.vote({ ratingId, helpful: true });
      const removed = await ratings.remove({ subjectId });
      const codes = [rated, voted, removed].map(({ userErrors }) => userErrors[0]?.code ?? null);
      const isVisible = visible.includes(name as PostName);
      expect({ name, codes }).toEqual({
        name,
        codes: !isVisible
          ? ['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']
          : isAuthor
            ? ['FORBIDDEN', null, 'NOT_FOUND']
            : [null, null, null],
      });
      if (!isVisible) continue;
      expect(voted.rating).toMatchObject({ id: ratingId, helpful: 1 });
      if (isAuthor) continue;
      expect(rated.rating).toMatchObject({ memberId: identityOf(caller).memberId, score: 5, reviewBody: 'Utile.' });
    }
  });

  test('work on subjects that are not posts', async () => {
    const subjectId = await open.subject(RateableKind.PARTNERSHIP);
    const { rating } = await open.as(open.member()).ratings.rate({ subjectId, score: 4 });
    expect(rating).toMatchObject({ subjectId, score: 4 });
  });

  test.each(['org_01kdtw8000e0000000000000zz', 'rating_01kdtw8000e0000000000000zz', '\0', ''])(
    'return NOT_FOUND for the id %j',
    async (id) => {
      const { ratings, votes } = open.as(open.member());
      const payloads = [
        await ratings.rate({ subjectId: id, score: 4 }),
        await ratings.remove({ subjectId: id }),
        await votes.vote({ ratingId: id, helpful: null }),
      ];
      expect(payloads.map(({ userErrors }) => userErrors[0]?.code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    },
  );

  test.each([
    ['an anonymous caller', anonymous, 'UNAUTHENTICATED'],
    ['a suspended member', memberIdentity('member_suspended', { roles: [] }), 'FORBIDDEN'],
    ['an API key without RATINGS_WRITE', memberIdentity('member_key', { scopes: [Scope.POSTS_READ] }), 'FORBIDDEN'],
    ['an erased member', memberIdentity('member_erased'), 'UNAUTHENTICATED'],
  ])('are refused for %s', async (_, identity, code) => {
    await open.erase('member_erased', ErasureMode.DELETE_CONTENT);
    const subjectId = await open.subject();
    const ratingId = await open.rate(open.member(), subjectId, 3);
    const { ratings, votes } = open.as(identity);
    const commands = [
      () => ratings.rate({ subjectId, score: 4 }),
      () => ratings.remove({ subjectId }),
      () => votes.vote({ ratingId, helpful: true }),
    ];
    for (const command of commands) await expect(command()).rejects.toMatchObject({ extensions: { code } });
    expect(await open.stored(subjectId)).toMatchObject({ count: 1, sum: 3 });
  });
});
