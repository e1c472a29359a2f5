import { anonymous, type Identity, Role, Scope } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { type OpenRatings, openRatings, queryPosts } from '../../test/support/open-ratings';

const AUTHOR = 'member_critic';
const apiKey = (...scopes: Scope[]) => ({ apiKeyId: 'apikey_1', scopes: [Scope.POSTS_READ, ...scopes] });

const VIEWERS = {
  anonymous,
  member: memberIdentity('member_other'),
  author: memberIdentity(AUTHOR),
  'suspended author': memberIdentity(AUTHOR, { roles: [] }),
  'API key of the author': memberIdentity(AUTHOR, apiKey()),
  'API key of the author with PROFILE_READ': memberIdentity(AUTHOR, apiKey(Scope.PROFILE_READ)),
  editor: memberIdentity('member_editor', { roles: [Role.EDITOR] }),
  moderator: memberIdentity('member_moderator', { roles: [Role.MODERATOR] }),
  'API key of a moderator': memberIdentity('member_moderator', {
    roles: [Role.MODERATOR],
    ...apiKey(Scope.PROFILE_READ),
  }),
  admin: memberIdentity('member_admin', { roles: [Role.ADMIN] }),
} satisfies Record<string, Identity>;

const EVERYONE = Object.keys(VIEWERS);
const AS_AUTHOR = ['author', 'suspended author', 'API key of the author with PROFILE_READ'];
const HELD_BACK = [...AS_AUTHOR, 'moderator', 'admin'];

describe('a rating', () => {
  let open: OpenRatings;
  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());

  test.each([
    ['VISIBLE', EVERYONE, AS_AUTHOR],
    ['PENDING', HELD_BACK, AS_AUTHOR],
    ['HIDDEN', HELD_BACK, AS_AUTHOR],
    // Moderators decide appeals about it.
    ['REMOVED', ['moderator', 'admin'], []],
  ])('with the status %s can be read by %j, and is the viewerRating of %j', async (status, readers, owners) => {
    const subjectId = await open.subject();
    const id = await open.rate(AUTHOR, subjectId, 4);
    // There is no command for moderators yet.
    await open.admin.query('UPDATE ratings SET status = $2 WHERE id = $1', [id, status]);
    const read: string[] = [];
    const own: string[] = [];
    const listed: string[] = [];
    for (const [name, identity] of Object.entries(VIEWERS)) {
      const source = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Rating { id } } }';
      const { data } = await open.query(source, { of: [{ __typename: 'Rating', id }] }, identity);
      if ((data?.['_entities'] as unknown[])[0]) read.push(name);
      const fields = 'viewerRating { id } ratings { nodes { id } }';
      const [post] = await queryPosts(open, [subjectId], fields, identity);
      if (post?.['viewerRating']) own.push(name);
      if ((post?.['ratings'] as { nodes: unknown[] }).nodes.length > 0) listed.push(name);
    }
    expect({ read, own }).toEqual({ read: readers, own: owners });
    expect(listed).toEqual(status === 'VISIBLE' ? EVERYONE : []);
  });

  test('shows a vote only to its voter, and to their API key only with PROFILE_READ', async () => {
    const subjectId = await open.subject();
    const ratingId = await open.rate(AUTHOR, subjectId, 4);
    const voter = open.member();
    await open.as(voter).votes.vote({ ratingId, helpful: false });
    const voteShownTo = async (identity: Identity) =>
      (await queryPosts(open, [subjectId], 'ratings { nodes { viewerVote } }', identity))[0];
    const ratingWith = (viewerVote: boolean | null) => ({ ratings: { nodes: [{ viewerVote }] } });
    expect(await voteShownTo(memberIdentity(voter))).toEqual(ratingWith(false));
    expect(await voteShownTo(memberIdentity(voter, apiKey(Scope.PROFILE_READ)))).toEqual(ratingWith(false));
    expect(await voteShownTo(memberIdentity(voter, apiKey(Scope.RATINGS_WRITE)))).toEqual(ratingWith(null));
    expect(await voteShownTo(memberIdentity(open.member()))).toEqual(ratingWith(null));
  });
});
