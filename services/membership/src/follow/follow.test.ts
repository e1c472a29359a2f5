import { anonymous, type Identity, systemClock } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';

const ENTITIES = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Member { viewerFollowsThem: viewerFollows }
  ... on Organisation { viewerFollows followerCount }
  ... on Topic { viewerFollows followerCount }
} }`;

describe('following', () => {
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
    topic = await harness.learnOf('topic');
    organisation = await harness.learnOf('org');
  });
  afterEach(() => harness.close());

  const follow = (id: string | null, identity = lea) => harness.tell('follow', { id }, identity);
  const unfollow = (id: string | null, identity = lea) => harness.tell('unfollow', { id }, identity);
  const told = async () =>
    (await harness.running.events.read(0, 100)).map(({ type, subject, payload }) => [
      type,
      subject,
      payload['targetId'],
    ]);
  const ask = async (of: readonly { __typename: string; id: string | null }[], identity: Identity = anonymous) => {
    harness.running.statements();
    const { data, errors } = await harness.query(ENTITIES, { of }, identity);
    expect(errors).toBeUndefined();
    return { shown: data?.['_entities'], statements: harness.running.statements().length };
  };

  test('a member, a topic or an organisation is told of once, and so is following it no more', async () => {
    for (const id of [tom.memberId, topic, organisation]) {
      for (let time = 0; time < 2; time += 1) expect(await follow(id)).toEqual({ following: true, userErrors: [] });
    }
    for (let time = 0; time < 2; time += 1) expect(await unfollow(topic)).toEqual({ following: false, userErrors: [] });
    expect(await told()).toEqual([
      ['MemberFollowed', lea.memberId, tom.memberId],
      ['MemberFollowed', lea.memberId, topic],
      ['MemberFollowed', lea.memberId, organisation],
      ['MemberUnfollowed', lea.memberId, topic],
    ]);
    const rows = await harness.sql('SELECT target_id FROM membership.follows ORDER BY target_id');
    expect(rows).toEqual([tom.memberId, organisation].map((target_id) => ({ target_id })));
  });

  test('is shown to who follows, and counted for everybody', async () => {
    await follow(tom.memberId);
    await follow(topic);
    await follow(topic, tom);
    await follow(organisation, tom);
    const of = [
      { __typename: 'Member', id: tom.memberId },
      { __typename: 'Member', id: lea.memberId },
      { __typename: 'Topic', id: topic },
      { __typename: 'Organisation', id: organisation },
      { __typename: 'Organisation', id: systemClock.newId('org') },
    ];
    expect((await ask(of, lea)).shown).toEqual([
      { viewerFollowsThem: true },
      { viewerFollowsThem: false },
      { viewerFollows: true, followerCount: 2 },
      { viewerFollows: false, followerCount: 1 },
      { viewerFollows: false, followerCount: 0 },
    ]);
    expect((await ask(of)).shown).toEqual([
      { viewerFollowsThem: false },
      { viewerFollowsThem: false },
      { viewerFollows: false, followerCount: 2 },
      { viewerFollows: false, followerCount: 1 },
      { viewerFollows: false, followerCount: 0 },
    ]);
  });

  test('costs one statement for one and for many, and whether they follow costs a visitor none', async () => {
    const topics = Array.from({ length: 30 }, () => ({ __typename: 'Topic', id: systemClock.newId('topic') }));
    for (const asked of [topics.slice(0, 1), topics]) {
      expect((await ask(asked, lea)).statements).toBe(2);
      expect((await ask(asked)).statements).toBe(1);
    }
    const members = [lea, tom].map(({ memberId }) => ({ __typename: 'Member', id: memberId }));
    expect([(await ask(members, lea)).statements, (await ask(members)).statements]).toEqual([2, 1]);
  });

  test('is for a person: an API key changes nothing, and sees it only with PROFILE_READ', async () => {
    await follow(topic);
    const key: Identity = { ...lea, sessionId: undefined, apiKeyId: 'key_1', scopes: ['POSTS_READ'] };
    expect(await harness.faultOf('follow', { id: organisation }, key)).toBe('FORBIDDEN');
    expect(await harness.faultOf('unfollow', { id: topic }, key)).toBe('FORBIDDEN');
    expect(await harness.faultOf('follow', { id: topic })).toBe('UNAUTHENTICATED');
    expect(await harness.faultOf('unfollow', { id: topic })).toBe('UNAUTHENTICATED');
    const of = [{ __typename: 'Topic', id: topic }];
    expect(await ask(of, key)).toMatchObject({ shown: [{ viewerFollows: false }], statements: 1 });
    expect(await ask(of, { ...key, scopes: ['PROFILE_READ'] })).toMatchObject({ shown: [{ viewerFollows: true }] });
    expect(await told()).toHaveLength(1);
  });

  test.each([
    ['a member who is not there', () => systemClock.newId('member')],
    ['a topic nobody told of', () => systemClock.newId('topic')],
    ['an organisation nobody told of', () => systemClock.newId('org')],
    ['a post', () => systemClock.newId('post')],
    ['what is no id', () => 'nonsense\0'],
  ])('does not find %s', async (_, id) => {
    expect(await follow(id())).toMatchObject({ following: false, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] });
    expect(await told()).toEqual([]);
  });

  test('oneself is a CONFLICT', async () => {
    expect(await follow(lea.memberId)).toMatchObject({ following: false, userErrors: [{ code: 'CONFLICT' }] });
    expect((await unfollow('nonsense\0')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('ends at 5000, however many begin at once, and the 5000 can be followed again', async () => {
    await harness.sql(
      `INSERT INTO membership.follows (member_id, target_id, followed_at)
      SELECT $1, 'topic_' || number, now() FROM generate_series(1, 4999) AS number`,
      [lea.memberId],
    );
    const answers = await Promise.all([tom.memberId, topic, organisation].map((id) => follow(id)));
    expect(answers.filter(({ following }) => following)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['CONFLICT', 'CONFLICT']);
    const [first] = await told();
    expect(await follow(String(first?.[2]))).toEqual({ following: true, userErrors: [] });
    expect(await told()).toHaveLength(1);
  });

  test('one thing twenty times at once is one follow and one event; two members may follow each other at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => follow(topic)));
    expect(await told()).toHaveLength(1);
    for (let time = 0; time < 10; time += 1) {
      await Promise.all([follow(tom.memberId), follow(lea.memberId, tom)]);
      await Promise.all([unfollow(tom.memberId), unfollow(lea.memberId, tom)]);
    }
    expect(await told()).toHaveLength(41);
  });

  test('and its event are one: where the event can not be told, nothing is followed', async () => {
    await harness.sql('ALTER TABLE membership.events RENAME TO lost');
    const { errors } = await harness.query(
      'mutation ($id: ID!) { follow(input: { id: $id }) { following } }',
      { id: topic },
      lea,
    );
    expect(errors).toHaveLength(1);
    await harness.sql('ALTER TABLE membership.lost RENAME TO events');
    expect(await ask([{ __typename: 'Topic', id: topic }], lea)).toMatchObject({ shown: [{ followerCount: 0 }] });
  });

  test('is over for a member who is no more', async () => {
    await follow(topic);
    await harness.sql('DELETE FROM membership.members WHERE id = $1', [lea.memberId]);
    expect(await harness.faultOf('follow', { id: organisation }, lea)).toBe('UNAUTHENTICATED');
    expect(await ask([{ __typename: 'Topic', id: topic }])).toMatchObject({ shown: [{ followerCount: 0 }] });
  });

  test('tells in the same operation what it has changed', async () => {
    await harness.tell('updateProfile', { organisationId: organisation }, lea);
    const affiliation =
      'updateProfile(input: {}) { member { affiliation { organisation { viewerFollows followerCount } } } }';
    const { data } = await harness.query(
      `mutation ($id: ID!) { before: ${affiliation} follow(input: { id: $id }) { following } after: ${affiliation} }`,
      { id: organisation },
      lea,
    );
    const shown = (viewerFollows: boolean, followerCount: number) => ({
      member: { affiliation: { organisation: { viewerFollows, followerCount } } },
    });
    expect(data).toEqual({ before: shown(false, 0), follow: { following: true }, after: shown(true, 1) });
  });
});
