import { anonymous, type Identity, systemClock } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Member { viewerFollowsThem: viewerFollows }
  ... on Organisation { viewerFollows followerCount }
  ... on Topic { viewerFollows followerCount }
} }`;

describe('Following', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  let tom: Identity;
  let topic: string;
  let organisation: string;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    [lea, tom] = (await Promise.all(
      ['lea', 'tom'].map(async (handle) => {
        await harness.join(handle);
        return (await harness.signIn(handle)).identity;
      }),
    )) as [Identity, Identity];
    topic = await harness.addKnownEntity('topic');
    organisation = await harness.addKnownEntity('org');
  });
  afterEach(() => harness.close());

  const follow = (id: string | null, identity = lea) => harness.mutate('follow', { id }, identity);
  const unfollow = (id: string | null, identity = lea) => harness.mutate('unfollow', { id }, identity);
  const targetOf = (id: string | null) => ({
    __typename: { member: 'Member', topic: 'Topic', org: 'Organisation' }[id?.split('_')[0] ?? ''],
    id,
  });
  /** The events about follows. */
  const events = async () =>
    (await harness.running.events.read(0, 100))
      .filter(({ type }) => type.endsWith('ollowed'))
      .map(({ type, subject, payload }) => [type, subject, payload['targetId']]);
  const readFollows = async (
    representations: readonly { __typename: string; id: string | null }[],
    identity: Identity = anonymous,
  ) => {
    harness.running.statements();
    const { data, errors } = await harness.query(ENTITIES, { representations }, identity);
    expect(errors).toBeUndefined();
    return { entities: data?.['_entities'], statements: harness.running.statements().length };
  };

  test('Following and unfollowing each append one event, and repeating them appends none', async () => {
    for (const id of [tom.memberId, topic, organisation]) {
      for (let time = 0; time < 2; time += 1)
        expect(await follow(id)).toEqual({ target: targetOf(id), userErrors: [] });
    }
    for (let time = 0; time < 2; time += 1)
      expect(await unfollow(topic)).toEqual({ target: targetOf(topic), userErrors: [] });
    expect(await events()).toEqual([
      ['MemberFollowed', lea.memberId, tom.memberId],
      ['MemberFollowed', lea.memberId, topic],
      ['MemberFollowed', lea.memberId, organisation],
      ['MemberUnfollowed', lea.memberId, topic],
    ]);
    const rows = await harness.sql('SELECT target_id FROM membership.follows ORDER BY target_id');
    expect(rows).toEqual([tom.memberId, organisation].map((target_id) => ({ target_id })));
  });

  test('The follower sees the follow, and every caller sees the number of followers', async () => {
    await follow(tom.memberId);
    await follow(topic);
    await follow(topic, tom);
    await follow(organisation, tom);
    const representations = [
      { __typename: 'Member', id: tom.memberId },
      { __typename: 'Member', id: lea.memberId },
      { __typename: 'Topic', id: topic },
      { __typename: 'Organisation', id: organisation },
      { __typename: 'Organisation', id: systemClock.newId('org') },
    ];
    expect((await readFollows(representations, lea)).entities).toEqual([
      { viewerFollowsThem: true },
      { viewerFollowsThem: false },
      { viewerFollows: true, followerCount: 2 },
      { viewerFollows: false, followerCount: 1 },
      { viewerFollows: false, followerCount: 0 },
    ]);
    expect((await readFollows(representations)).entities).toEqual([
      { viewerFollowsThem: false },
      { viewerFollowsThem: false },
      { viewerFollows: false, followerCount: 2 },
      { viewerFollows: false, followerCount: 1 },
      { viewerFollows: false, followerCount: 0 },
    ]);
  });

  test('Follows of many targets are read in one statement each, and an anonymous caller causes none', async () => {
    const topics = Array.from({ length: 30 }, () => ({ __typename: 'Topic', id: systemClock.newId('topic') }));
    for (const representations of [topics.slice(0, 1), topics]) {
      expect((await readFollows(representations, lea)).statements).toBe(2);
      expect((await readFollows(representations)).statements).toBe(1);
    }
    const members = [lea, tom].map(({ memberId }) => ({ __typename: 'Member', id: memberId }));
    expect([(await readFollows(members, lea)).statements, (await readFollows(members)).statements]).toEqual([2, 1]);
  });

  test('An API key cannot follow, and sees follows only with PROFILE_READ', async () => {
    await follow(topic);
    const key: Identity = { ...lea, sessionId: undefined, apiKeyId: 'key_1', scopes: ['POSTS_READ'] };
    expect(await harness.errorCodeOf('follow', { id: organisation }, key)).toBe('FORBIDDEN');
    expect(await harness.errorCodeOf('unfollow', { id: topic }, key)).toBe('FORBIDDEN');
    expect(await harness.errorCodeOf('follow', { id: topic })).toBe('UNAUTHENTICATED');
    expect(await harness.errorCodeOf('unfollow', { id: topic })).toBe('UNAUTHENTICATED');
    const representations = [{ __typename: 'Topic', id: topic }];
    expect(await readFollows(representations, key)).toMatchObject({
      entities: [{ viewerFollows: false }],
      statements: 1,
    });
    expect(await readFollows(representations, { ...key, scopes: ['PROFILE_READ'] })).toMatchObject({
      entities: [{ viewerFollows: true }],
    });
    expect(await events()).toHaveLength(1);
  });

  test.each([
    ['an unknown member', () => systemClock.newId('member')],
    ['an unknown topic', () => systemClock.newId('topic')],
    ['an unknown organisation', () => systemClock.newId('org')],
    ['a post', () => systemClock.newId('post')],
    ['a malformed id', () => 'nonsense\0'],
  ])('Following %s returns NOT_FOUND', async (_, id) => {
    expect(await follow(id())).toMatchObject({ target: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] });
    expect(await events()).toEqual([]);
  });

  test('Following oneself returns CONFLICT', async () => {
    expect(await follow(lea.memberId)).toMatchObject({ target: null, userErrors: [{ code: 'CONFLICT' }] });
    expect((await unfollow('nonsense\0')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('The limit of 5000 holds for concurrent requests, and existing follows can be repeated', async () => {
    await harness.sql(
      `INSERT INTO membership.follows (member_id, target_id, followed_at)
      SELECT $1, 'topic_' || number, now() FROM generate_series(1, 4999) AS number`,
      [lea.memberId],
    );
    const payloads = await Promise.all([tom.memberId, topic, organisation].map((id) => follow(id)));
    expect(payloads.filter(({ target }) => target)).toHaveLength(1);
    expect(payloads.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['CONFLICT', 'CONFLICT']);
    const [first] = await events();
    expect(await follow(String(first?.[2]))).toEqual({ target: targetOf(String(first?.[2])), userErrors: [] });
    expect(await events()).toHaveLength(1);
  });

  test('Twenty concurrent follows of a target append one event, and two members can follow each other concurrently', async () => {
    await Promise.all(Array.from({ length: 20 }, () => follow(topic)));
    expect(await events()).toHaveLength(1);
    for (let time = 0; time < 10; time += 1) {
      await Promise.all([follow(tom.memberId), follow(lea.memberId, tom)]);
      await Promise.all([unfollow(tom.memberId), unfollow(lea.memberId, tom)]);
    }
    expect(await events()).toHaveLength(41);
  });

  test('A follow is not stored if its event cannot be appended', async () => {
    await harness.sql('ALTER TABLE membership.events RENAME TO renamed');
    const { errors } = await harness.query(
      'mutation ($id: ID!) { follow(input: { id: $id }) { target { __typename } } }',
      { id: topic },
      lea,
    );
    expect(errors).toHaveLength(1);
    await harness.sql('ALTER TABLE membership.renamed RENAME TO events');
    expect(await readFollows([{ __typename: 'Topic', id: topic }], lea)).toMatchObject({
      entities: [{ followerCount: 0 }],
    });
  });

  test('The follows of a deleted member are gone', async () => {
    await follow(topic);
    await harness.sql('DELETE FROM membership.members WHERE id = $1', [lea.memberId]);
    expect(await harness.errorCodeOf('follow', { id: organisation }, lea)).toBe('UNAUTHENTICATED');
    expect(await readFollows([{ __typename: 'Topic', id: topic }])).toMatchObject({ entities: [{ followerCount: 0 }] });
  });

  test('A later field of the same operation sees the change', async () => {
    await harness.mutate('claimAffiliation', { organisationId: organisation }, lea);
    const affiliation =
      'updateProfile(input: {}) { member { affiliation { organisation { viewerFollows followerCount } } } }';
    const { data } = await harness.query(
      `mutation ($id: ID!) { before: ${affiliation} follow(input: { id: $id }) { target { __typename } } after: ${affiliation} }`,
      { id: organisation },
      lea,
    );
    const member = (viewerFollows: boolean, followerCount: number) => ({
      member: { affiliation: { organisation: { viewerFollows, followerCount } } },
    });
    expect(data).toEqual({
      before: member(false, 0),
      follow: { target: { __typename: 'Organisation' } },
      after: member(true, 1),
    });
  });
});
