import { type Identity, Role } from '@wizness/kernel';
import { askAboutCases, type Member, STATEMENT } from '../../test/support/cases';
import { MembershipHarness } from '../../test/support/membership-harness';

describe('A suspended member', () => {
  let harness: MembershipHarness;
  let mutate: ReturnType<typeof askAboutCases>['mutate'];
  let author: Member;
  let reporter: Member;
  let moderator: Member;
  let second: Member;
  let position = 0;

  beforeAll(async () => {
    harness = await MembershipHarness.open();
    mutate = askAboutCases(harness).mutate;
  });
  afterAll(() => harness.close());
  beforeEach(async () => {
    position += 1;
    author = await harness.enrol(`author${position}`);
    reporter = await harness.enrol(`reporter${position}`);
    moderator = await harness.enrol(`moderator${position}`, Role.MODERATOR);
    second = await harness.enrol(`second${position}`, Role.MODERATOR);
  });

  const suspend = (more: object = {}, identity: Identity = moderator) =>
    mutate('suspendMember', { memberId: author.memberId, statement: { ...STATEMENT, ...more } }, identity);

  test('Can sign in, read, appeal and export, and cannot write, until an appeal is successful', async () => {
    await harness.join(`lea${position}`);
    const { identity: before } = await harness.signIn(`lea${position}`);
    const memberId = before.memberId ?? '';
    const payload = await mutate('suspendMember', { memberId, statement: STATEMENT }, moderator);
    const caseId = String((payload as { case?: Record<string, unknown> }).case?.['id']);
    expect(await harness.errorCodeOf('updateProfile', { bio: 'x' }, before)).toBe('UNAUTHENTICATED');
    const { identity } = await harness.signIn(`lea${position}`);
    expect(identity.roles).toEqual([]);
    const { data } = await harness.query('{ viewer { moderationCases { nodes { id } } } }', {}, identity);
    expect(data?.['viewer']).toEqual({ moderationCases: { nodes: [{ id: caseId }] } });
    expect(await mutate('flagMember', { memberId: author.memberId, reason: 'SPAM' }, identity)).toEqual({
      error: 'FORBIDDEN',
    });
    for (const [field, input] of [
      ['updateProfile', { name: 'What others see' }],
      ['follow', { id: author.memberId }],
      ['claimAffiliation', { organisationId: 'org_01k0000000000000000000000a' }],
      ['createApiKey', { name: 'Key', scopes: ['POSTS_READ'] }],
    ] as const) {
      expect([field, await harness.errorCodeOf(field, input, identity)]).toEqual([field, 'FORBIDDEN']);
    }
    expect(await harness.errorCodeOf('updateProfile', { locale: 'en' }, identity)).toBeUndefined();
    const exported = await harness.query('mutation { requestDataExport { userErrors { code } } }', {}, identity);
    expect(exported.data).toEqual({ requestDataExport: { userErrors: [] } });
    expect(await mutate('appealDecision', { caseId, text: 'It was not me.' }, identity)).toMatchObject({
      userErrors: [],
    });
    await mutate('decideAppeal', { caseId, overturned: true, reason: 'True.' }, second);
    expect((await harness.signIn(`lea${position}`)).identity.roles).toEqual([Role.MEMBER]);
  });

  test('Is reinstated when the time is over, without a person', async () => {
    const until = new Date(harness.clock.now().getTime() + 60_000).toISOString();
    await suspend({ until });
    const isSuspended = async () =>
      harness.sql('SELECT suspended FROM membership.members WHERE id = $1', [author.memberId]);
    expect(await isSuspended()).toEqual([{ suspended: true }]);
    await harness.sql(`UPDATE membership.jobs SET run_at = now() WHERE kind = 'end-suspension'`);
    await harness.sendMails();
    expect(await isSuspended()).toEqual([{ suspended: false }]);
  });

  test('Is an administrator only by another administrator, and nobody suspends themselves', async () => {
    const admin = await harness.enrol(`admin${position}`, Role.ADMIN);
    const statement = STATEMENT;
    expect(await mutate('suspendMember', { memberId: admin.memberId, statement }, moderator)).toMatchObject({
      userErrors: [{ code: 'FORBIDDEN' }],
    });
    expect(await mutate('suspendMember', { memberId: admin.memberId, statement }, admin)).toMatchObject({
      userErrors: [{ code: 'FORBIDDEN' }],
    });
    expect(await suspend({}, reporter)).toEqual({ error: 'FORBIDDEN' });
    await suspend();
    expect(await suspend()).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
    expect(await mutate('reinstateMember', { memberId: author.memberId, statement }, moderator)).toMatchObject({
      case: { status: 'CLOSED', statement: { action: 'REINSTATE' } },
    });
  });
});
