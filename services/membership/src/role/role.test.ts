import { type Identity, Role, scopesOf, systemClock } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';
import { identityOf } from '../member/identity-of';

const LOG = `query ($id: ID!) { member(id: $id) { roleChanges { before after reason changedBy { handle } } } }`;

const identityWith = (identity: Identity, role: Role): Identity => ({
  ...identity,
  roles: [role],
  scopes: scopesOf([role]),
});

describe('Roles', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  let admin: Identity;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    lea = await harness.enrol('lea');
    admin = await harness.enrol('ada');
    const granted = await harness.context().inTransaction(({ members }) => members.grant('ada', Role.ADMIN));
    admin = identityOf(granted);
  });
  afterEach(() => harness.close());

  const setRoles = (roles: readonly string[], memberId = lea.memberId, identity = admin) =>
    harness.mutate('setRoles', { memberId, roles, reason: 'New editor.' }, identity);
  const logOf = async (id: string | null, identity: Identity) =>
    (await harness.query(LOG, { id }, identity)).data?.['member'] as { roleChanges: object[] };

  test('An administrator sets the roles of a member, which are in the log once', async () => {
    for (let time = 0; time < 2; time += 1) {
      expect((await setRoles(['EDITOR', 'MEMBER'])).member).toEqual({ roles: ['MEMBER', 'EDITOR'] });
    }
    const entry = {
      before: ['MEMBER'],
      after: ['MEMBER', 'EDITOR'],
      reason: 'New editor.',
      changedBy: { handle: 'ada' },
    };
    expect(await logOf(lea.memberId, admin)).toEqual({ roleChanges: [entry] });
  });

  test('The member and administrators read the log, and no other caller', async () => {
    await setRoles(['ANALYST']);
    expect((await logOf(lea.memberId, lea)).roleChanges).toHaveLength(1);
    expect((await logOf(admin.memberId, lea)).roleChanges).toEqual([]);
  });

  test('A change by the operator is in the log, without a member who made it', async () => {
    expect(await logOf(admin.memberId, admin)).toEqual({
      roleChanges: [{ before: ['MEMBER'], after: ['MEMBER', 'ADMIN'], reason: null, changedBy: null }],
    });
  });

  test('The last administrator cannot stop being one', async () => {
    expect((await setRoles(['MEMBER'], admin.memberId)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    await setRoles(['MEMBER', 'ADMIN']);
    expect((await setRoles(['MEMBER'], admin.memberId)).member).toEqual({ roles: ['MEMBER'] });
  });

  test('Of two administrators who remove each other at the same time, one stays', async () => {
    await setRoles(['MEMBER', 'ADMIN']);
    const other = identityWith(lea, Role.ADMIN);
    const outcomes = await Promise.allSettled([
      setRoles(['MEMBER'], lea.memberId, admin),
      setRoles(['MEMBER'], admin.memberId, other),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const admins = await harness.sql("SELECT 1 FROM membership.members WHERE 'ADMIN' = ANY(roles)");
    expect(admins).toHaveLength(1);
  });

  test('A log keeps its entries when the administrator is erased, without their id', async () => {
    await setRoles(['MEMBER', 'ADMIN']);
    const other = identityWith(lea, Role.ADMIN);
    await harness.sql('DELETE FROM membership.members WHERE id = $1', [admin.memberId]);
    expect(await logOf(lea.memberId, other)).toMatchObject({ roleChanges: [{ changedBy: null }] });
  });

  test.each([
    [{ roles: [] }, 'REQUIRED', 'roles'],
    [{ memberId: systemClock.newId('member') }, 'NOT_FOUND', 'memberId'],
    [{ memberId: 'org_1' }, 'NOT_FOUND', 'memberId'],
    [{ reason: 'x'.repeat(2001) }, 'INVALID', 'reason'],
  ])('The input %j is refused', async (input, code, field) => {
    const all = { memberId: lea.memberId, roles: ['MEMBER'], ...input };
    expect(await harness.mutate('setRoles', all, admin)).toMatchObject({
      member: null,
      userErrors: [{ code, field: [field] }],
    });
  });

  test('Only administrators set roles, in a session', async () => {
    const input = { memberId: lea.memberId, roles: ['ADMIN'] };
    expect(await harness.errorCodeOf('setRoles', input, lea)).toBe('FORBIDDEN');
    expect(await harness.errorCodeOf('setRoles', input)).toBe('UNAUTHENTICATED');
    expect(await harness.errorCodeOf('setRoles', input, { ...admin, sessionId: null, apiKeyId: 'apikey_1' })).toBe(
      'FORBIDDEN',
    );
  });
});
