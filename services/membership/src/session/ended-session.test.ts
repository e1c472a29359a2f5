import type { Identity } from '@wizness/kernel';
import { identifySession } from '../internal-api';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';
import type { MutationName } from '../../test/support/mutations';

describe('An ended session', () => {
  let harness: MembershipHarness;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
  });
  afterEach(() => harness.close());

  test.each([
    ['signing out', (identity: Identity) => harness.mutate('signOut', {}, identity)],
    [
      'signing out everywhere',
      async () => harness.mutate('signOut', { allSessions: true }, (await harness.signIn('lea')).identity),
    ],
    [
      'a password reset',
      async () => {
        harness.advance({ seconds: 1 });
        await harness.mutate('requestPasswordReset', { email: 'lea@example.org' });
        const token = await harness.mailedToken('lea@example.org');
        await harness.mutate('resetPassword', { token, newPassword: `${PASSWORD} too` });
      },
    ],
  ])('After %s the access token can change nothing any more', async (_, end) => {
    const { identity } = await harness.signIn('lea');
    const topicId = await harness.addKnownEntity('topic');
    const key = await harness.mutate('createApiKey', { name: 'x', scopes: ['POSTS_READ'] }, identity);
    await end(identity);
    const writes: [MutationName, Record<string, unknown>][] = [
      ['signOut', {}],
      ['signOut', { allSessions: true }],
      ['changePassword', { currentPassword: PASSWORD, newPassword: `${PASSWORD} two` }],
      ['updateProfile', { name: 'x' }],
      ['follow', { id: topicId }],
      ['unfollow', { id: topicId }],
      ['createApiKey', { name: 'x', scopes: ['POSTS_READ'] }],
      ['revokeApiKey', { id: key.apiKey?.['id'] }],
      ['eraseAccount', { password: PASSWORD }],
    ];
    for (const [name, input] of writes) {
      expect([name, await harness.errorCodeOf(name, input, identity)]).toEqual([name, 'UNAUTHENTICATED']);
    }
    const { errors } = await harness.query('mutation { requestDataExport { export { id } } }', {}, identity);
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('The current identity of a session has the roles of the moment, and is null once the session has ended', async () => {
    const { identity } = await harness.signIn('lea');
    const { memberId, sessionId } = identity as { memberId: string; sessionId: string };
    const current = () => identifySession(harness.running, { memberId, sessionId }, harness.clock);
    expect(await current()).toEqual(identity);
    await harness.sql(`UPDATE membership.members SET roles = '{MEMBER,ADMIN}'`);
    expect((await current())?.roles).toEqual(['MEMBER', 'ADMIN']);
    await harness.sql('UPDATE membership.members SET suspended = true');
    expect((await current())?.roles).toEqual([]);
    expect(await identifySession(harness.running, { memberId: 'member_x', sessionId }, harness.clock)).toBeNull();
    await harness.mutate('signOut', {}, identity);
    expect(await current()).toBeNull();
    const next = (await harness.signIn('lea')).identity;
    harness.advance({ days: 30 });
    const expired = { memberId, sessionId: next.sessionId ?? '' };
    expect(await identifySession(harness.running, expired, harness.clock)).toBeNull();
  });
});
