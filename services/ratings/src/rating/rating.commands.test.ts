import { anonymous, ErasureMode, type Identity, Role, Scope } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { RateableKind } from '@wizness/ratings';
import { askSubjects, type Community, openCommunity } from '../../test/support/open-ratings';
import { identityOf, type Kept, registerPosts, SEEN } from '../../test/support/viewers';
import type { ModerationStatus } from './rating.enums';

const WHO_ACT = SEEN.filter(([viewer]) => viewer !== 'visitor');

describe('as who is asking', () => {
  let open: Community;
  let posts: Readonly<Record<Kept, string>>;

  beforeAll(async () => {
    open = await openCommunity();
    posts = await registerPosts(open);
  });
  afterAll(() => open.close());

  const as = (identity: Identity) => open.context({ identity });

  test.each(WHO_ACT)('%s rates, judges ratings of and takes back %j alone', async (viewer, seen) => {
    for (const [kept, subjectId] of Object.entries(posts)) {
      const ratingId = await open.rate(open.member(), subjectId, 3);
      const { ratings, votes } = as(identityOf(viewer));
      const given = await ratings.rateAsViewer({ subjectId, score: 5, review: { body: 'Utile.', lang: 'fr' } });
      const outcomes = [
        given,
        await votes.voteAsViewer({ ratingId, helpful: true }),
        await ratings.removeAsViewer({ subjectId }),
      ];
      const allowed = seen.includes(kept as Kept);
      expect({ kept, codes: outcomes.map(({ userErrors }) => userErrors[0]?.code ?? null) }).toEqual({
        kept,
        codes: allowed ? [null, null, null] : ['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'],
      });
      if (!allowed) continue;
      expect(given.rating).toMatchObject({ memberId: identityOf(viewer).memberId, score: 5, reviewBody: 'Utile.' });
      expect(outcomes[1]?.rating).toMatchObject({ id: ratingId, helpful: 1 });
    }
  });

  test('what is no post can be rated, and what is not there can not', async () => {
    const { ratings, votes } = as(memberIdentity(open.member()));
    const subjectId = await open.subject(RateableKind.PARTNERSHIP);
    expect((await ratings.rateAsViewer({ subjectId, score: 4 })).rating).toMatchObject({ subjectId, score: 4 });
    const codes = async (id: string) => [
      (await ratings.rateAsViewer({ subjectId: id, score: 4 })).userErrors[0]?.code,
      (await ratings.removeAsViewer({ subjectId: id })).userErrors[0]?.code,
      (await votes.voteAsViewer({ ratingId: id, helpful: null })).userErrors[0]?.code,
    ];
    for (const id of ['org_01kdtw8000e0000000000000zz', 'rating_01kdtw8000e0000000000000zz', '\0', '']) {
      expect(await codes(id)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    }
  });

  test.each([
    ['a visitor', anonymous, 'UNAUTHENTICATED'],
    ['who is suspended', memberIdentity('member_suspended', { roles: [] }), 'FORBIDDEN'],
    ['a key without RATINGS_WRITE', memberIdentity('member_key', { scopes: [Scope.POSTS_READ] }), 'FORBIDDEN'],
    ['who has left', memberIdentity('member_left'), 'UNAUTHENTICATED'],
  ])('%s may do none of it', async (_, identity, code) => {
    await open.erase('member_left', ErasureMode.DELETE_CONTENT);
    const subjectId = await open.subject();
    const ratingId = await open.rate(open.member(), subjectId, 3);
    const { ratings, votes } = as(identity);
    const attempts = [
      () => ratings.rateAsViewer({ subjectId, score: 4 }),
      () => ratings.removeAsViewer({ subjectId }),
      () => votes.voteAsViewer({ ratingId, helpful: true }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ extensions: { code } });
    expect(await open.stored(subjectId)).toMatchObject({ count: 1, sum: 3 });
  });
});

describe('a rating', () => {
  const AUTHOR = 'member_critic';
  const key = (...scopes: Scope[]) => ({ apiKeyId: 'apikey_1', scopes: [Scope.POSTS_READ, ...scopes] });
  const WHO = {
    visitor: anonymous,
    member: memberIdentity('member_other'),
    'its author': memberIdentity(AUTHOR),
    'its author, suspended': memberIdentity(AUTHOR, { roles: [] }),
    'its author by a key': memberIdentity(AUTHOR, key()),
    'its author by a key with PROFILE_READ': memberIdentity(AUTHOR, key(Scope.PROFILE_READ)),
    editor: memberIdentity('member_editor', { roles: [Role.EDITOR] }),
    moderator: memberIdentity('member_moderator', { roles: [Role.MODERATOR] }),
    'moderator by a key': memberIdentity('member_moderator', { roles: [Role.MODERATOR], ...key(Scope.PROFILE_READ) }),
    admin: memberIdentity('member_admin', { roles: [Role.ADMIN] }),
  } satisfies Record<string, Identity>;
  const OWN = ['its author', 'its author, suspended', 'its author by a key with PROFILE_READ'];
  const HELD_BACK = [...OWN, 'moderator', 'admin'];

  let open: Community;
  beforeAll(async () => {
    open = await openCommunity();
  });
  afterAll(() => open.close());

  /** As a moderator will; there is no verb for it yet. */
  const set = (id: string, status: string) =>
    open.behind.query('UPDATE ratings SET status = $2 WHERE id = $1', [id, status as ModerationStatus]);

  test.each([
    ['VISIBLE', Object.keys(WHO), OWN],
    ['PENDING', HELD_BACK, OWN],
    ['HIDDEN', HELD_BACK, OWN],
    ['REMOVED', [], []],
  ])('that is %s is found by %j, and is the own one for %j', async (status, readers, owners) => {
    const subjectId = await open.subject();
    const id = await open.rate(AUTHOR, subjectId, 4);
    await set(id, status);
    const found: string[] = [];
    const own: string[] = [];
    const listed: string[] = [];
    for (const [who, identity] of Object.entries(WHO)) {
      const source = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Rating { id } } }';
      const { data } = await open.query(source, { of: [{ __typename: 'Rating', id }] }, identity);
      if ((data?.['_entities'] as unknown[])[0]) found.push(who);
      const fields = 'viewerRating { id } ratings { totalCount nodes { id } }';
      const [post] = await askSubjects(open, [subjectId], fields, identity);
      if (post?.['viewerRating']) own.push(who);
      if ((post?.['ratings'] as { totalCount: number }).totalCount > 0) listed.push(who);
    }
    expect({ found, own }).toEqual({ found: readers, own: owners });
    expect(listed).toEqual(status === 'VISIBLE' ? Object.keys(WHO) : []);
  });

  test('shows a vote to who gave it, by a key only with PROFILE_READ', async () => {
    const subjectId = await open.subject();
    const ratingId = await open.rate(AUTHOR, subjectId, 4);
    const voter = open.member();
    await as(memberIdentity(voter)).votes.voteAsViewer({ ratingId, helpful: false });
    const shown = async (identity: Identity) =>
      (await askSubjects(open, [subjectId], 'ratings { nodes { viewerVote } }', identity))[0];
    const answer = (viewerVote: boolean | null) => ({ ratings: { nodes: [{ viewerVote }] } });
    expect(await shown(memberIdentity(voter))).toEqual(answer(false));
    expect(await shown(memberIdentity(voter, key(Scope.PROFILE_READ)))).toEqual(answer(false));
    expect(await shown(memberIdentity(voter, key(Scope.RATINGS_WRITE)))).toEqual(answer(null));
    expect(await shown(memberIdentity(open.member()))).toEqual(answer(null));
  });

  const as = (identity: Identity) => open.context({ identity });
});
