import type { Identity } from '@wizness/kernel';
import { MembershipHarness, PASSWORD } from './support/membership-harness';
import type { MutationName } from './support/mutations';

/** Normalising this would block the process for tens of seconds. */
const BOMB = `a${'\u0315\u0300'.repeat(250_000)}`;
/** No text of membership is longer when it is normalised, in UTF-16 code units. */
const LONGEST = 16_000;

describe('No text is normalised before its length is checked', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  beforeAll(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
    lea = (await harness.signIn('lea')).identity;
  });
  afterAll(() => harness.close());

  /** The lengths of the texts that were normalised during `work`. */
  const normalisedBy = async (work: () => Promise<unknown>): Promise<number[]> => {
    const normalize = jest.spyOn(String.prototype, 'normalize');
    await work();
    const lengths = normalize.mock.contexts.map((text) => String(text).length);
    normalize.mockRestore();
    return lengths;
  };

  const REGISTRATION = { email: 'tom@example.org', password: PASSWORD, handle: 'tom', name: 'Tom' };
  test.each<[MutationName, Record<string, unknown>]>([
    ...(['email', 'password', 'handle', 'name'] as const).map((field): [MutationName, Record<string, unknown>] => [
      'register',
      { ...REGISTRATION, [field]: BOMB },
    ]),
    ['verifyEmail', { token: BOMB, password: BOMB }],
    ['signIn', { email: BOMB, password: PASSWORD }],
    ['signIn', { email: 'lea@example.org', password: BOMB }],
    ['refreshSession', { refreshToken: BOMB }],
    ['requestPasswordReset', { email: BOMB }],
    ['resetPassword', { token: BOMB, newPassword: BOMB }],
    ['changePassword', { currentPassword: BOMB, newPassword: PASSWORD }],
    ['updateProfile', { name: BOMB, bio: BOMB }],
    ['claimAffiliation', { title: BOMB, organisationId: BOMB }],
    ['createApiKey', { name: BOMB, scopes: ['POSTS_READ'] }],
    ['revokeApiKey', { id: BOMB }],
    ['follow', { id: BOMB }],
    ['unfollow', { id: BOMB }],
    ['eraseAccount', { password: BOMB }],
  ])('by %s', async (name, input) => {
    const lengths = await normalisedBy(async () => {
      const { userErrors } = await harness.mutate(name, input, lea);
      expect(userErrors).not.toEqual([]);
    });
    expect(lengths.filter((length) => length > LONGEST)).toEqual([]);
  });

  test.each([
    ['member', 'query ($text: String) { member(handle: $text) { id } }'],
    ['members', 'query ($text: String) { members(filter: { text: $text }) { nodes { id } } }'],
  ])('by %s', async (_, query) => {
    const lengths = await normalisedBy(async () => {
      const { errors } = await harness.query(query, { text: BOMB });
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    });
    expect(lengths.filter((length) => length > LONGEST)).toEqual([]);
  });
});
