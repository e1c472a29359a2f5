import type { ExternalIdentity, Identity } from '@wizness/kernel';
import { identifyExternal } from '../internal-api';
import { MembershipHarness } from '../../test/support/membership-harness';

const LEA: ExternalIdentity = {
  issuer: 'https://login.example.org',
  subject: '248289761001',
  name: ' Léa  Marchand ',
  handle: 'Lea-Marchand',
  locale: 'en-GB',
  issuedAt: '2026-03-02T08:59:00Z',
};

describe('A member with an external issuer', () => {
  let harness: MembershipHarness;
  beforeEach(async () => void (harness = await MembershipHarness.open()));
  afterEach(() => harness.close());

  const identifyAs = (changed: Partial<ExternalIdentity> = {}) =>
    identifyExternal(harness.running, { ...LEA, ...changed }, harness.clock);
  const signInAs = async (changed: Partial<ExternalIdentity> = {}): Promise<Identity> => {
    const identity = await identifyAs(changed);
    if (!identity) throw new Error('The identity was refused.');
    return identity;
  };
  const memberOf = async (changed: Partial<ExternalIdentity> = {}) => {
    const { memberId } = await signInAs(changed);
    const { data } = await harness.query('query ($id: ID) { member(id: $id) { handle name locale roles } }', {
      id: memberId,
    });
    return data?.['member'];
  };
  const now = () => harness.clock.now().toISOString();

  test('The first use creates the member, and later ones find it under any name in the token', async () => {
    const first = await signInAs();
    expect(first).toEqual({
      memberId: expect.stringMatching(/^member_/),
      roles: ['MEMBER'],
      scopes: expect.any(Array),
      locale: 'en-GB',
    });
    expect(first.scopes).toContain('COMMENTS_WRITE');
    expect(await memberOf()).toEqual({
      handle: 'lea-marchand',
      name: 'Léa Marchand',
      locale: 'en-GB',
      roles: ['MEMBER'],
    });
    expect(await identifyAs({ name: 'Another', handle: 'another' })).toEqual(first);
  });

  test('A linked member is found with one statement', async () => {
    await signInAs();
    harness.running.statements();
    await signInAs();
    expect(harness.running.statements()).toHaveLength(1);
  });

  test('Twenty concurrent first uses create one member', async () => {
    const identities = await Promise.all(Array.from({ length: 20 }, () => signInAs()));
    expect(new Set(identities.map(({ memberId }) => memberId)).size).toBe(1);
    expect(await harness.sql('SELECT 1 FROM membership.members')).toHaveLength(1);
  });

  test('Another subject and another issuer are other members', async () => {
    const members = [
      await signInAs(),
      await signInAs({ subject: 'x' }),
      await signInAs({ issuer: 'https://other.example' }),
    ];
    expect(new Set(members.map(({ memberId }) => memberId)).size).toBe(3);
  });

  test.each([
    ['taken', 'lea'],
    ['similar to a taken one', '1ea'],
    ['reserved', 'admin'],
    ['malformed', 'Léa Marchand!'],
    ['in another script', 'ӏеа'],
    ['absent', null],
  ])('A handle that is %s is replaced by a generated one', async (_, handle) => {
    await harness.join('lea');
    expect(await memberOf({ handle })).toMatchObject({ handle: expect.stringMatching(/^member-[0-9a-z]{8}$/) });
  });

  test.each([
    ['name', { name: null }, { name: 'lea-marchand' }],
    ['name', { name: '\u202e\0' }, { name: 'lea-marchand' }],
    ['locale', { locale: null }, { locale: 'fr' }],
    ['locale', { locale: 'not a language' }, { locale: 'fr' }],
    ['locale', { locale: 'fr_FR' }, { locale: 'fr-FR' }],
  ])('An invalid %s is replaced by a default: %j', async (_, changed, expected) => {
    expect(await memberOf(changed)).toMatchObject(expected);
  });

  test('An account with the same handle and name is another member', async () => {
    const leaId = await harness.join('lea');
    expect((await signInAs({ handle: 'lea', name: 'lea' })).memberId).not.toBe(leaId);
  });

  test('The identity has the current roles of the member, and the organisation if verified', async () => {
    await signInAs();
    await harness.sql(
      `UPDATE membership.members SET roles = '{ANALYST}', organisation_id = 'org_1', organisation_verified = true`,
    );
    expect(await signInAs()).toMatchObject({ roles: ['ANALYST'], organisationId: 'org_1' });
    expect((await signInAs()).scopes).toContain('FACTS_WRITE');
    await harness.sql('UPDATE membership.members SET suspended = true, organisation_verified = false');
    const suspended = await signInAs();
    expect(suspended).not.toHaveProperty('organisationId');
    expect(suspended.roles).toEqual([]);
    expect(suspended.scopes).not.toContain('COMMENTS_WRITE');
    expect(suspended.scopes).toContain('POSTS_READ');
  });

  test('An erasure needs no password, and only a later token signs in again, as a new member', async () => {
    const first = await signInAs({ issuedAt: now() });
    harness.advance({ minutes: 1 });
    const { erasedAt } = await harness.mutate('eraseAccount', { password: '' }, first);
    expect(erasedAt).toBe(now());
    for (const issuedAt of [LEA.issuedAt, now()]) expect(await identifyAs({ issuedAt })).toBeNull();
    harness.advance({ seconds: 1 });
    const second = await signInAs({ issuedAt: now() });
    expect(second.memberId).not.toBe(first.memberId);
    expect(await harness.sql('SELECT 1 FROM membership.members')).toHaveLength(1);
  });

  test('After a second erasure, no earlier token is accepted', async () => {
    for (let time = 0; time < 2; time++) {
      harness.advance({ minutes: 1 });
      await harness.mutate('eraseAccount', { password: '' }, await signInAs({ issuedAt: now() }));
    }
    expect(await identifyAs({ issuedAt: now() })).toBeNull();
    expect(await harness.sql('SELECT 1 FROM membership.members')).toEqual([]);
  });

  test('After an erasure only a hash is kept, for a year', async () => {
    await harness.mutate('eraseAccount', { password: '' }, await signInAs());
    const rows = () => harness.sql<Record<string, unknown>>('SELECT * FROM membership.foreign_accounts');
    expect(JSON.stringify(await rows())).not.toMatch(/248289761001|lea/i);
    harness.advance({ days: 365 });
    await harness.context().maintenance.deleteExpired();
    expect(await rows()).toHaveLength(1);
    harness.advance({ days: 1 });
    await harness.context().maintenance.deleteExpired();
    expect(await rows()).toEqual([]);
  });

  test('The link of a current member does not expire', async () => {
    const { memberId } = await signInAs();
    harness.advance({ days: 800 });
    await harness.context().maintenance.deleteExpired();
    expect(await signInAs({ issuedAt: now() })).toMatchObject({ memberId });
  });
});
