import { setImmediate as turn } from 'node:timers/promises';
import type { Identity } from '@wizness/kernel';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';
import { tracesOf } from '../../test/support/traces-of';

const ERASE = `mutation ($password: String!) {
  answer: eraseAccount(input: { password: $password }) { erasedAt userErrors { code } } }`;
const RENAME = 'mutation { updateProfile(input: { name: "Somebody Else" }) { member { name } } }';
const FOLLOW = 'mutation ($id: ID!) { follow(input: { id: $id }) { following } }';
const CREATE_KEY = 'mutation { createApiKey(input: { name: "x", scopes: [POSTS_READ] }) { secret } }';
const REQUEST_EXPORT = 'mutation { requestDataExport { export { id } } }';
const SIGN_IN =
  'mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) { tokens { accessToken } } }';
const REFRESH =
  'mutation ($refreshToken: String!) { refreshSession(input: { refreshToken: $refreshToken }) { tokens { accessToken } } }';
const RESET =
  'mutation ($token: String!, $newPassword: String!) { resetPassword(input: { token: $token, newPassword: $newPassword }) { done } }';

type Act = () => ReturnType<MembershipHarness['query']>;

describe('leaving while something else is under way', () => {
  let harness: MembershipHarness;
  let rounds = 0;
  beforeAll(async () => void (harness = await MembershipHarness.open()));
  afterAll(() => harness.close());

  interface Leaver {
    readonly id: string;
    readonly handle: string;
    readonly email: string;
    readonly identity: Identity;
    readonly refreshToken: string;
  }

  const enter = async (): Promise<Leaver> => {
    const handle = `leaver-${++rounds}`;
    const id = await harness.join(handle);
    const { identity, tokens } = await harness.signIn(handle);
    return { id, handle, email: `${handle}@example.org`, identity, refreshToken: tokens.refreshToken };
  };

  /** Resolves when the transaction of an erasure has begun, and has not ended. */
  const untilErasing = async (): Promise<void> => {
    for (let seen = false; !seen; await turn()) {
      seen = harness.running.statements().some((sql) => sql.startsWith('DELETE FROM "membership"."registrations"'));
    }
  };

  /** Erases the leaver while the others act, all at once or from within the erasure. Answers when it was, if it was. */
  const race = async ({ identity }: Leaver, others: readonly Act[], within: boolean): Promise<string | null> => {
    harness.running.statements();
    const erasing = harness.query(ERASE, { password: PASSWORD }, identity);
    if (within) await untilErasing();
    const results = await Promise.all([erasing, ...others.map((act) => act())]);
    // Whoever comes too late is told so. Nothing else goes wrong: no two wait for each other.
    const errors = results.flatMap((result) => result.errors ?? []);
    expect(errors.filter(({ extensions }) => extensions['code'] !== 'UNAUTHENTICATED')).toEqual([]);
    const { data } = await erasing;
    return (data?.['answer'] as unknown as { erasedAt: string | null } | null)?.erasedAt ?? null;
  };

  test.each([false, true, false, true, false, true])('leaves nothing (from within: %s)', async (within) => {
    const leaver = await enter();
    const { id, handle, email, identity, refreshToken } = leaver;
    const friend = await enter();
    const others: Act[] = [
      () => harness.query(REFRESH, { refreshToken }),
      () => harness.query(SIGN_IN, { email, password: PASSWORD }),
      () => harness.query(FOLLOW, { id: friend.id }, identity),
      () => harness.query(FOLLOW, { id }, friend.identity),
      () => harness.query(CREATE_KEY, {}, identity),
      () => harness.query(REQUEST_EXPORT, {}, identity),
      () => harness.query(RENAME, {}, identity),
    ];
    const from = rounds % others.length;
    expect(await race(leaver, [...others.slice(from), ...others.slice(0, from)], within)).not.toBeNull();
    expect(await tracesOf(harness, [id, handle])).toEqual([]);
  });

  test.each([false, true])('leaves nothing, or all, when the password is reset meanwhile (%s)', async (within) => {
    const leaver = await enter();
    const { id, handle, email } = leaver;
    harness.pass({ seconds: 1 });
    await harness.tell('requestPasswordReset', { email });
    const token = await harness.mailedToken(email, 2);
    const reset = () => harness.query(RESET, { token, newPassword: `${PASSWORD} too` });
    const erasedAt = await race(leaver, [reset, reset], within);
    const { tokens } = await harness.tell('signIn', { email, password: `${PASSWORD} too` });
    const isThere = (await tracesOf(harness, [id, handle])).length > 0;
    const stays = erasedAt === null;
    expect({ signsIn: tokens !== null, isThere }).toEqual({ signsIn: stays, isThere: stays });
  });

  test.each([
    [
      'signs in',
      'UPDATE accounts SET password_hash = password_hash WHERE member_id = $1',
      `INSERT INTO sessions (id, member_id, created_at, last_seen_at, expires_at) VALUES ('session_' || $1, $1, now(), now(), now())`,
    ],
    [
      'sets a new password',
      'SELECT 1 FROM accounts WHERE member_id = $1 FOR UPDATE',
      'DELETE FROM password_resets WHERE member_id = $1',
    ],
    [
      'refreshes',
      'SELECT 1 FROM sessions WHERE member_id = $1 FOR UPDATE',
      `INSERT INTO refresh_tokens (hash, session_id, expires_at) SELECT 'hash ' || id, id, now() FROM sessions WHERE member_id = $1`,
    ],
    [
      'opens an old registration',
      'SELECT 1 FROM registrations WHERE email IN (SELECT email FROM accounts WHERE member_id = $1) FOR UPDATE',
      'INSERT INTO accounts SELECT * FROM accounts WHERE member_id = $1 ON CONFLICT DO NOTHING',
    ],
    [
      'follows',
      'SELECT 1 FROM members WHERE id = $1 FOR NO KEY UPDATE',
      `INSERT INTO follows (member_id, target_id, followed_at) VALUES ($1, 'topic_1', now())`,
    ],
  ])('waits for who %s and is half done, and leaves nothing of that either', async (_, firstHalf, secondHalf) => {
    const leaver = await enter();
    const { id, handle, email } = leaver;
    harness.pass({ seconds: 1 });
    await harness.tell('requestPasswordReset', { email });
    await harness.tell('register', { email, password: PASSWORD, handle: `${handle}-again`, name: handle });
    const erasing: Promise<string | null>[] = [];
    await harness.inTransaction(async (tx) => {
      await tx.query(firstHalf, [id]);
      erasing.push(race(leaver, [], false));
      await harness.untilSomebodyWaits();
      await tx.query(secondHalf, [id]);
    });
    expect(await Promise.all(erasing)).toEqual([expect.any(String)]);
    expect(await tracesOf(harness, [id, handle])).toEqual([]);
  });

  test('twice at once is once', async () => {
    const leaver = await enter();
    const again = () => harness.query(ERASE, { password: PASSWORD }, leaver.identity);
    await race(leaver, [again], false);
    const events = await harness.sql("SELECT 1 FROM membership.events WHERE type = 'MemberErased' AND subject = $1", [
      leaver.id,
    ]);
    expect(events).toHaveLength(1);
  });
});
