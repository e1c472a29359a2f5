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

describe('somebody for whom a foreign issuer vouches', () => {
  let harness: MembershipHarness;
  beforeEach(async () => void (harness = await MembershipHarness.open()));
  afterEach(() => harness.close());

  const identifyAs = (changed: Partial<ExternalIdentity> = {}) =>
    identifyExternal(harness.running, { ...LEA, ...changed }, harness.clock);
  const comeAs = async (changed: Partial<ExternalIdentity> = {}): Promise<Identity> => {
    const identity = await identifyAs(changed);
    if (!identity) throw new Error('Not let in.');
    return identity;
  };
  const memberOf = async (changed: Partial<ExternalIdentity> = {}) => {
    const { memberId } = await comeAs(changed);
    const { data } = await harness.query('query ($id: ID) { member(id: $id) { handle name locale roles } }', {
      id: memberId,
    });
    return data?.['member'];
  };
  const now = () => harness.clock.now().toISOString();

  test('joins by coming, and is the same member from then on, whatever the token calls them', async () => {
    const first = await comeAs();
    expect(first).toEqual({
      memberId: expect.stringMatching(/^member_/),
      roles: ['MEMBER'],
      scopes: expect.any(Array),
    });
    expect(first.scopes).toContain('COMMENTS_WRITE');
    expect(await memberOf()).toEqual({
      handle: 'lea-marchand',
      name: 'Léa Marchand',
      locale: 'en-GB',
      roles: ['MEMBER'],
    });
    expect(await identifyAs({ name: 'Somebody', handle: 'else' })).toEqual(first);
  });

  test('is found with one statement', async () => {
    await comeAs();
    harness.running.statements();
    await comeAs();
    expect(harness.running.statements()).toHaveLength(1);
  });

  test('is one member, come twenty times at once for the first time', async () => {
    const identities = await Promise.all(Array.from({ length: 20 }, () => comeAs()));
    expect(new Set(identities.map(({ memberId }) => memberId)).size).toBe(1);
    expect(await harness.sql('SELECT 1 FROM membership.members')).toHaveLength(1);
  });

  test('is somebody else with another subject, and with another issuer', async () => {
    const members = [await comeAs(), await comeAs({ subject: 'x' }), await comeAs({ issuer: 'https://other.example' })];
    expect(new Set(members.map(({ memberId }) => memberId)).size).toBe(3);
  });

  test.each([
    ['taken', 'lea'],
    ['one that looks like a taken one', '1ea'],
    ['kept for the harness', 'admin'],
    ['no handle', 'Léa Marchand!'],
    ['of another script', 'ӏеа'],
    ['absent', null],
  ])('gets a made-up handle where the own one is %s', async (_, handle) => {
    await harness.join('lea');
    expect(await memberOf({ handle })).toMatchObject({ handle: expect.stringMatching(/^member-[0-9a-z]{8}$/) });
  });

  test.each([
    ['name', { name: null }, { name: 'lea-marchand' }],
    ['name', { name: '\u202e\0' }, { name: 'lea-marchand' }],
    ['locale', { locale: null }, { locale: 'fr' }],
    ['locale', { locale: 'not a language' }, { locale: 'fr' }],
    ['locale', { locale: 'fr_FR' }, { locale: 'fr-FR' }],
  ])('does without a %s that is no good: %j', async (_, changed, expected) => {
    expect(await memberOf(changed)).toMatchObject(expected);
  });

  test('is not who has the same handle or name here', async () => {
    const leaId = await harness.join('lea');
    expect((await comeAs({ handle: 'lea', name: 'lea' })).memberId).not.toBe(leaId);
  });

  test('may what the member may at this moment, and is of the organisation that confirmed them', async () => {
    await comeAs();
    await harness.sql(
      `UPDATE membership.members SET roles = '{ANALYST}', organisation_id = 'org_1', organisation_verified = true`,
    );
    expect(await comeAs()).toMatchObject({ roles: ['ANALYST'], organisationId: 'org_1' });
    expect((await comeAs()).scopes).toContain('FACTS_WRITE');
    await harness.sql('UPDATE membership.members SET suspended = true, organisation_verified = false');
    const suspended = await comeAs();
    expect(suspended).not.toHaveProperty('organisationId');
    expect(suspended.roles).toEqual([]);
    expect(suspended.scopes).not.toContain('COMMENTS_WRITE');
    expect(suspended.scopes).toContain('POSTS_READ');
  });

  test('leaves without a password, and is let in again only by a later token, as a new member', async () => {
    const first = await comeAs({ issuedAt: now() });
    harness.pass({ minutes: 1 });
    const { erasedAt } = await harness.tell('eraseAccount', { password: '' }, first);
    expect(erasedAt).toBe(now());
    for (const issuedAt of [LEA.issuedAt, now()]) expect(await identifyAs({ issuedAt })).toBeNull();
    harness.pass({ seconds: 1 });
    const second = await comeAs({ issuedAt: now() });
    expect(second.memberId).not.toBe(first.memberId);
    expect(await harness.sql('SELECT 1 FROM membership.members')).toHaveLength(1);
  });

  test('who left twice is let in by no token from before the second time', async () => {
    for (let time = 0; time < 2; time++) {
      harness.pass({ minutes: 1 });
      await harness.tell('eraseAccount', { password: '' }, await comeAs({ issuedAt: now() }));
    }
    expect(await identifyAs({ issuedAt: now() })).toBeNull();
    expect(await harness.sql('SELECT 1 FROM membership.members')).toEqual([]);
  });

  test('who left is known again by a hash alone, for a year', async () => {
    await harness.tell('eraseAccount', { password: '' }, await comeAs());
    const rows = () => harness.sql<Record<string, unknown>>('SELECT * FROM membership.foreign_accounts');
    expect(JSON.stringify(await rows())).not.toMatch(/248289761001|lea/i);
    harness.pass({ days: 365 });
    await harness.context().housekeeping.sweep();
    expect(await rows()).toHaveLength(1);
    harness.pass({ days: 1 });
    await harness.context().housekeeping.sweep();
    expect(await rows()).toEqual([]);
  });

  test('who stays is kept, however long ago they joined', async () => {
    const { memberId } = await comeAs();
    harness.pass({ days: 800 });
    await harness.context().housekeeping.sweep();
    expect(await comeAs({ issuedAt: now() })).toMatchObject({ memberId });
  });
});
