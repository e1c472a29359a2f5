import { identifyExternal } from '../internal-api';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';

describe('The personal data of a member', () => {
  let harness: MembershipHarness;
  beforeEach(async () => void (harness = await MembershipHarness.open()));
  afterEach(() => harness.close());

  /** In the form that the gateway writes to the file. */
  const dataOf = async (memberId: string): Promise<Record<string, Record<string, unknown>[]>> =>
    JSON.parse(JSON.stringify(await harness.running.personalDataOf(memberId)));

  test('It contains everything stored about the member', async () => {
    const [leaId, tomId] = [await harness.join('lea'), await harness.join('tom')];
    const { identity: lea } = await harness.signIn('lea');
    const { apiKey } = await harness.mutate('createApiKey', { name: 'Nightly', scopes: ['POSTS_READ'] }, lea);
    await harness.mutate('updateProfile', { name: 'Léa', bio: 'One.' }, lea);
    await harness.mutate('follow', { id: tomId }, lea);
    await harness.mutate('mute', { id: tomId }, lea);
    await harness.query('mutation { requestDataExport { export { id } } }', {}, lea);
    await harness.mutate('register', {
      email: 'lea@example.org',
      password: PASSWORD,
      handle: 'lea-again',
      name: 'Again',
    });
    const at = '2026-03-02T09:00:00.000Z';
    expect(await dataOf(leaId)).toEqual({
      profile: [
        {
          id: leaId,
          handle: 'lea',
          name: 'Léa',
          bio: 'One.',
          locale: 'fr',
          timeZone: 'Europe/Paris',
          affiliation: null,
          roles: ['MEMBER'],
          suspended: false,
          joinedAt: at,
        },
      ],
      account: [{ email: 'lea@example.org', emailVerifiedAt: at }],
      sessions: [
        {
          id: lea.sessionId,
          createdAt: at,
          lastSeenAt: at,
          userAgent: null,
          expiresAt: '2026-04-01T09:00:00.000Z',
          endedAt: null,
        },
      ],
      apiKeys: [
        {
          id: apiKey?.['id'],
          name: 'Nightly',
          prefix: apiKey?.['prefix'],
          scopes: ['POSTS_READ'],
          createdAt: at,
          expiresAt: null,
          lastUsedAt: null,
          revokedAt: null,
        },
      ],
      follows: [{ targetId: tomId, followedAt: at }],
      foreignAccounts: [],
      roleChanges: [],
      notifications: [],
      notificationSettings: [
        {
          kinds: expect.arrayContaining([{ kind: 'REPLY', inApp: true, mail: true }]),
          weeklyDigest: false,
          quietHours: null,
        },
      ],
      mails: [],
      digestPosts: [],
      eventAnswers: [],
      calendarUrls: [],
      mutes: [{ targetId: tomId, mutedAt: at }],
      dataExports: [{ id: expect.any(String), requestedAt: at, expiresAt: '2026-03-09T09:00:00.000Z' }],
      moderationDecisions: [],
      appeals: [],
      reports: [],
      pendingRegistrations: [
        { handle: 'lea-again', name: 'Again', locale: 'fr', expiresAt: '2026-03-03T09:00:00.000Z' },
      ],
    });
  });

  test('It names the external issuer, and contains nothing about others', async () => {
    await harness.mutate('register', { email: 'tom@example.org', password: PASSWORD, handle: 'tom', name: 'Tom' });
    const issuer = 'https://login.example.org';
    const external = {
      issuer,
      subject: 'x',
      name: null,
      handle: 'zoe',
      locale: null,
      issuedAt: '2026-03-02T09:00:00Z',
    };
    const identity = await identifyExternal(harness.running, external, harness.clock);
    expect(await dataOf(identity?.memberId ?? '')).toMatchObject({
      profile: [{ handle: 'zoe' }],
      account: [],
      foreignAccounts: [{ issuer, linkedAt: '2026-03-02T09:00:00.000Z' }],
      moderationDecisions: [],
      appeals: [],
      reports: [],
      pendingRegistrations: [],
    });
  });

  test('It is empty for an unknown member', async () => {
    expect(await dataOf('member_00000000000000000000000000')).toEqual({});
  });
});
