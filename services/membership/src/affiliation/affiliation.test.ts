import { type Identity, Role, systemClock } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';
import { identityOf } from '../member/identity-of';

describe('Affiliations', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  let tom: Identity;
  let editor: Identity;
  let organisationId: string;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    lea = await harness.enrol('lea');
    tom = await harness.enrol('tom');
    editor = await harness.enrol('eva', Role.EDITOR);
    organisationId = await harness.addKnownEntity('org');
  });
  afterEach(() => harness.close());

  const claim = (input: object = {}, identity = lea) =>
    harness.mutate('claimAffiliation', { organisationId, ...input }, identity);
  const verify = (identity = editor, id = organisationId) =>
    harness.mutate('verifyAffiliation', { memberId: lea.memberId, organisationId: id }, identity);
  const setDomains = (domains: string[], identity = editor, id = organisationId) =>
    harness.mutate('setOrganisationDomains', { organisationId: id, domains }, identity);
  /** The events about affiliations. */
  const events = async () =>
    (await harness.running.events.read(0, 100))
      .filter(({ type }) => type.startsWith('Affiliation'))
      .map(({ type, subject, payload }) => [type, subject, payload]);
  const verified = ['AffiliationVerified', expect.anything(), { organisationId: expect.anything() }];

  test('A claim is not verified, and appends no event', async () => {
    const { member } = await claim({ title: ' Engineer ' });
    expect(member).toEqual({
      affiliation: { title: 'Engineer', verified: false, organisation: { id: organisationId } },
    });
    expect(await events()).toEqual([]);
  });

  test('An editor verifies a claim, which appends one event however often it is repeated, and is in the next identity', async () => {
    await claim();
    for (let time = 0; time < 2; time += 1) {
      expect((await verify()).member).toMatchObject({ affiliation: { verified: true } });
    }
    expect(await events()).toEqual([['AffiliationVerified', lea.memberId, { organisationId }]]);
    const member = await harness.context().loaders.memberById.load(lea.memberId ?? '');
    expect(member && identityOf(member)).toMatchObject({ organisationId });
  });

  test('An editor cannot verify a claim that has changed meanwhile, nor their own', async () => {
    await claim();
    const other = await harness.addKnownEntity('org');
    expect((await verify(editor, other)).userErrors).toMatchObject([{ code: 'CONFLICT', field: ['organisationId'] }]);
    await claim({}, editor);
    const own = await harness.mutate('verifyAffiliation', { memberId: editor.memberId, organisationId }, editor);
    expect(own.userErrors).toMatchObject([{ code: 'FORBIDDEN', field: ['memberId'] }]);
    const unknown = { memberId: systemClock.newId('member'), organisationId };
    expect((await harness.mutate('verifyAffiliation', unknown, editor)).userErrors).toMatchObject([
      { code: 'CONFLICT' },
    ]);
    expect(await events()).toEqual([]);
  });

  test('Another title or organisation needs a new verification, and the end of a verified affiliation is an event', async () => {
    await claim();
    await verify();
    expect((await claim()).member).toMatchObject({ affiliation: { verified: true } });
    expect((await claim({ title: 'Director' })).member).toMatchObject({ affiliation: { verified: false } });
    await verify();
    expect((await harness.mutate('endAffiliation', {}, lea)).member).toEqual({ affiliation: null });
    await harness.mutate('endAffiliation', {}, lea);
    expect((await events()).map(([type]) => type)).toEqual([
      'AffiliationVerified',
      'AffiliationEnded',
      'AffiliationVerified',
      'AffiliationEnded',
    ]);
  });

  test('An editor ends the affiliation of another member, and no other member does', async () => {
    await claim();
    const input = { memberId: lea.memberId };
    expect(await harness.errorCodeOf('endAffiliation', input, tom)).toBe('FORBIDDEN');
    expect((await harness.mutate('endAffiliation', input, editor)).member).toEqual({ affiliation: null });
    const unknown = { memberId: 'member_none' };
    expect((await harness.mutate('endAffiliation', unknown, editor)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('A verified address at a domain of the organisation verifies a claim, before and after the domain is set', async () => {
    await claim();
    expect(await setDomains(['Example.ORG', 'example.org '])).toMatchObject({ userErrors: [] });
    expect((await claim({}, tom)).member).toMatchObject({ affiliation: { verified: true } });
    expect(await events()).toEqual([verified, verified]);
    await setDomains([]);
    const { data } = await harness.query(
      `{ members(filter: { organisationIds: ["${organisationId}"], affiliationVerified: true }) { totalCount } }`,
    );
    expect(data?.['members']).toEqual({ totalCount: 2 });
  });

  test.each(['gmail.com', 'example', 'a@example.org', 'https://example.org', '', '.org'])(
    'The domain %j is refused',
    async (domain) => {
      expect((await setDomains(['example.org', domain])).userErrors).toMatchObject([
        { code: 'INVALID', field: ['domains', '1'] },
      ]);
    },
  );

  test('A domain belongs to one organisation', async () => {
    await setDomains(['example.org']);
    const other = await harness.addKnownEntity('org');
    expect((await setDomains(['example.org', 'example.net'], editor, other)).userErrors).toMatchObject([
      { code: 'CONFLICT', message: expect.stringContaining('example.org') },
    ]);
    expect(await harness.sql('SELECT domain FROM membership.organisation_domains')).toEqual([
      { domain: 'example.org' },
    ]);
  });

  test('Only editors read the domains of an organisation', async () => {
    await setDomains(['example.org']);
    const read = async (identity: Identity) => {
      const source = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organisation { mailDomains } } }`;
      const representations = [{ __typename: 'Organisation', id: organisationId }];
      return (await harness.query(source, { r: representations }, identity)).data?.['_entities'];
    };
    expect(await read(editor)).toEqual([{ mailDomains: ['example.org'] }]);
    expect(await read(lea)).toEqual([{ mailDomains: [] }]);
  });

  test.each([
    ['verifyAffiliation', { memberId: 'member_none', organisationId: 'org_none' }],
    ['setOrganisationDomains', { organisationId: 'org_none', domains: [] }],
  ] as const)('%s is for editors, in a session', async (name, input) => {
    expect(await harness.errorCodeOf(name, input, lea)).toBe('FORBIDDEN');
    expect(await harness.errorCodeOf(name, input)).toBe('UNAUTHENTICATED');
    const key = { ...editor, sessionId: null, apiKeyId: 'apikey_1' };
    expect(await harness.errorCodeOf(name, input, key)).toBe('FORBIDDEN');
  });

  test.each([
    ['organisationId', 'member_00000000000000000000000000', 'NOT_FOUND'],
    ['organisationId', systemClock.newId('org'), 'NOT_FOUND'],
    ['organisationId', 'nonsense\0', 'NOT_FOUND'],
    ['title', '\u200b', 'INVALID'],
    ['title', 'x'.repeat(81), 'INVALID'],
  ])('A claim with the %s %j is refused', async (field, value, code) => {
    expect(await claim({ [field]: value })).toMatchObject({ member: null, userErrors: [{ field: [field], code }] });
  });

  test('A topic is refused as an organisation', async () => {
    const topic = await harness.addKnownEntity('topic');
    expect((await claim({ organisationId: topic })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('A member who is enrolled with a verified affiliation has an event, too', async () => {
    const affiliation = { organisationId, title: null, verified: true };
    await harness.context().members.enrol({ handle: 'zoe', name: 'Zoé', locale: 'fr', affiliation });
    expect(await events()).toEqual([verified]);
  });
});
