import { type Identity, systemClock, Visibility } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';

describe('Muting', () => {
  let harness: MembershipHarness;
  let lea: Identity & { memberId: string };
  let tom: Identity & { memberId: string };
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    lea = await harness.enrol('lea');
    tom = await harness.enrol('tom');
  });
  afterEach(() => harness.close());

  const mute = (id: string) => harness.mutate('mute', { id }, lea);
  const unmute = (id: string) => harness.mutate('unmute', { id }, lea);
  const mutes = async (identity: Identity = lea) =>
    (await harness.query('{ viewer { mutes { __typename ... on Member { id } ... on Post { id } } } }', {}, identity))
      .data?.['viewer'];
  const addPost = async (published: boolean) => {
    const id = systemClock.newId('post');
    const audience = { published, visibility: Visibility.PUBLIC, authorId: null, organisationId: null };
    await harness.context().inTransaction(({ knownPosts }) => knownPosts.putAll([{ id, ...audience }]));
    return id;
  };

  test('A member mutes members and posts, and sees the list, which another member does not see', async () => {
    const post = await addPost(true);
    for (let time = 0; time < 2; time += 1) {
      expect(await mute(tom.memberId)).toEqual({ target: { __typename: 'Member', id: tom.memberId }, userErrors: [] });
    }
    harness.advance({ seconds: 1 });
    await mute(post);
    expect(await mutes()).toEqual({
      mutes: [
        { __typename: 'Post', id: post },
        { __typename: 'Member', id: tom.memberId },
      ],
    });
    expect(await mutes(tom)).toEqual({ mutes: [] });
    expect(await mutes({ ...lea, apiKeyId: 'apikey_1', scopes: [] })).toEqual({ mutes: [] });
    for (let time = 0; time < 2; time += 1) await unmute(post);
    expect(await mutes()).toEqual({ mutes: [{ __typename: 'Member', id: tom.memberId }] });
  });

  test('What does not exist, or is hidden from the caller, cannot be muted', async () => {
    const ids = [systemClock.newId('member'), systemClock.newId('post'), await addPost(false), 'topic_1', 'x\0'];
    for (const id of ids) expect((await mute(id)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    expect((await mute(lea.memberId)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    expect((await unmute('topic_1')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('An anonymous caller and an API key cannot mute', async () => {
    expect(await harness.errorCodeOf('mute', { id: tom.memberId })).toBe('UNAUTHENTICATED');
    expect(await harness.errorCodeOf('mute', { id: tom.memberId }, { ...lea, apiKeyId: 'apikey_1' })).toBe('FORBIDDEN');
  });
});
