import { setImmediate as turn } from 'node:timers/promises';
import type { Identity } from '@wizness/kernel';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';
import { tracesOf } from '../../test/support/traces-of';

const ERASE = `mutation ($password: String!) {
  payload: eraseAccount(input: { password: $password }) { erasedAt userErrors { code } } }`;
const RENAME = 'mutation { updateProfile(input: { name: "Another Name" }) { member { name } } }';
const FOLLOW = 'mutation ($id: ID!) { follow(input: { id: $id }) { target { __typename } } }';
const CREATE_KEY = 'mutation { createApiKey(input: { name: "x", scopes: [POSTS_READ] }) { secret } }';
const REQUEST_EXPORT = 'mutation { requestDataExport { export { id } } }';
const SIGN_IN =
  'mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) { tokens { accessToken } } }';
const REFRESH =
  'mutation ($refreshToken: String!) { refreshSession(input: { refreshToken: $refreshToken }) { tokens { accessToken } } }';
const RESET =
  'mutation ($token: String!, $newPassword: String!) { resetPassword(input: { token: $token, newPassword: $newPassword }) { done } }';

type Action = () => ReturnType<MembershipHarness['query']>;

describe('Erasing an account during other requests', () => {
  let harness: MembershipHarness;
  let rounds = 0;
  beforeAll(async () => void (harness = await MembershipHarness.open()));
  afterAll(() => harness.close());

  interface SignedInMember {
    readonly id: string;
    readonly handle: string;
    readonly email: string;
    readonly identity: Identity;
    readonly refreshToken: string;
  }

  const joinAndSignIn = async (): Promise<SignedInMember> => {
    const handle = `member-${++rounds}`;
    const id = await harness.join(handle);
    const { identity, tokens } = await harness.signIn(handle);
    return { id, handle, email: `${handle}@example.org`, identity, refreshToken: tokens.refreshToken };
  };

  /** Resolves while the transaction of an erasure is open. */
  const erasureStarted = async (): Promise<void> => {
    for (let seen = false; !seen; await turn()) {
      seen = harness.running.statements().some((sql) => sql.startsWith('DELETE FROM "membership"."registrations"'));
    }
  };

  /**
   * Erases the member while the other actions run, concurrently or while the transaction of the erasure is open. Returns
   * the time of the erasure; null if it was refused.
   */
  const race = async (
    { identity }: SignedInMember,
    others: readonly Action[],
    during: boolean,
  ): Promise<string | null> => {
    harness.running.statements();
    const erasing = harness.query(ERASE, { password: PASSWORD }, identity);
    if (during) await erasureStarted();
    const results = await Promise.all([erasing, ...others.map((action) => action())]);
    // Requests that come too late are refused. There must be no other error, such as a deadlock.
    const errors = results.flatMap((result) => result.errors ?? []);
    expect(errors.filter(({ extensions }) => extensions['code'] !== 'UNAUTHENTICATED')).toEqual([]);
    const { data } = await erasing;
    return (data?.['payload'] as unknown as { erasedAt: string | null } | null)?.erasedAt ?? null;
  };

  test.each([false, true, false, true, false, true])(
    'Concurrent requests leave no trace of the member (during the transaction: %s)',
    async (during) => {
      const member = await joinAndSignIn();
      const { id, handle, email, identity, refreshToken } = member;
      const follower = await joinAndSignIn();
      const others: Action[] = [
        () => harness.query(REFRESH, { refreshToken }),
        () => harness.query(SIGN_IN, { email, password: PASSWORD }),
        () => harness.query(FOLLOW, { id: follower.id }, identity),
        () => harness.query(FOLLOW, { id }, follower.identity),
        () => harness.query(CREATE_KEY, {}, identity),
        () => harness.query(REQUEST_EXPORT, {}, identity),
        () => harness.query(RENAME, {}, identity),
      ];
      const first = rounds % others.length;
      expect(await race(member, [...others.slice(first), ...others.slice(0, first)], during)).not.toBeNull();
      await harness.sendMails();
      expect(await tracesOf(harness, [id, handle])).toEqual([]);
    },
  );

  test.each([false, true])(
    'A concurrent password reset leaves either no trace or the whole account (during the transaction: %s)',
    async (during) => {
      const member = await joinAndSignIn();
      const { id, handle, email } = member;
      harness.advance({ seconds: 1 });
      await harness.mutate('requestPasswordReset', { email });
      const token = await harness.mailedToken(email);
      const reset = () => harness.query(RESET, { token, newPassword: `${PASSWORD} too` });
      const erasedAt = await race(member, [reset, reset], during);
      const { tokens } = await harness.mutate('signIn', { email, password: `${PASSWORD} too` });
      await harness.sendMails();
      const exists = (await tracesOf(harness, [id, handle])).length > 0;
      const kept = erasedAt === null;
      expect({ signsIn: tokens !== null, exists }).toEqual({ signsIn: kept, exists: kept });
    },
  );

  test.each([
    [
      'a sign-in',
      'UPDATE accounts SET password_hash = password_hash WHERE member_id = $1',
      `INSERT INTO sessions (id, member_id, created_at, last_seen_at, expires_at) VALUES ('session_' || $1, $1, now(), now(), now())`,
    ],
    [
      'a password reset',
      'SELECT 1 FROM accounts WHERE member_id = $1 FOR UPDATE',
      'DELETE FROM password_resets WHERE member_id = $1',
    ],
    [
      'a session refresh',
      'SELECT 1 FROM sessions WHERE member_id = $1 FOR UPDATE',
      `INSERT INTO refresh_tokens (hash, session_id, expires_at) SELECT 'hash ' || id, id, now() FROM sessions WHERE member_id = $1`,
    ],
    [
      'the confirmation of an earlier registration',
      'SELECT 1 FROM registrations WHERE email IN (SELECT email FROM accounts WHERE member_id = $1) FOR UPDATE',
      'INSERT INTO accounts SELECT * FROM accounts WHERE member_id = $1 ON CONFLICT DO NOTHING',
    ],
    [
      'a follow',
      'SELECT 1 FROM members WHERE id = $1 FOR NO KEY UPDATE',
      `INSERT INTO follows (member_id, target_id, followed_at) VALUES ($1, 'topic_1', now())`,
    ],
  ])('It waits for %s in progress, and removes what that has written', async (_, firstHalf, secondHalf) => {
    const member = await joinAndSignIn();
    const { id, handle, email } = member;
    harness.advance({ seconds: 1 });
    await harness.mutate('requestPasswordReset', { email });
    await harness.mutate('register', { email, password: PASSWORD, handle: `${handle}-again`, name: handle });
    const erasing: Promise<string | null>[] = [];
    await harness.inTransaction(async (tx) => {
      await tx.query(firstHalf, [id]);
      erasing.push(race(member, [], false));
      await harness.waitForBlockedConnections();
      await tx.query(secondHalf, [id]);
    });
    expect(await Promise.all(erasing)).toEqual([expect.any(String)]);
    await harness.sendMails();
    expect(await tracesOf(harness, [id, handle])).toEqual([]);
  });

  test('Two concurrent erasures append one event', async () => {
    const member = await joinAndSignIn();
    const again = () => harness.query(ERASE, { password: PASSWORD }, member.identity);
    await race(member, [again], false);
    const events = await harness.sql("SELECT 1 FROM membership.events WHERE type = 'MemberErased' AND subject = $1", [
      member.id,
    ]);
    expect(events).toHaveLength(1);
  });
});
