import type * as Argon2 from '@node-rs/argon2';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';

// The module object itself. `import *` returns a copy, on which a spy has no effect.
const argon2 = jest.requireActual<typeof Argon2>('@node-rs/argon2');
const WRONG = 'not the password of any account';

/** What an anonymous caller can observe of a call: the response, and the work that it caused. */
const probe = async (
  harness: MembershipHarness,
  name: Parameters<MembershipHarness['mutate']>[0],
  input: Record<string, unknown>,
) => {
  const hash = jest.spyOn(argon2, 'hash');
  const verify = jest.spyOn(argon2, 'verify');
  harness.running.statements();
  const response = JSON.stringify(await harness.mutate(name, input));
  const cost = { statements: harness.running.statements(), hashes: hash.mock.calls.length + verify.mock.calls.length };
  jest.restoreAllMocks();
  return { response, ...cost };
};

describe('An anonymous caller cannot learn whether an address has an account', () => {
  let harness: MembershipHarness;
  beforeAll(async () => {
    harness = await MembershipHarness.open();
    await harness.join('known');
  });
  beforeEach(() => harness.advance({ days: 1 }));
  afterAll(() => harness.close());

  test.each([
    ['register', { password: PASSWORD, handle: 'someone', name: 'Someone' }, 1],
    ['requestPasswordReset', {}, 0],
    ['signIn', { password: WRONG }, 1],
  ] as const)('from %s: response, statements and hashes are the same', async (name, input, hashes) => {
    const known = await probe(harness, name, { ...input, email: 'known@example.org' });
    const unknown = await probe(harness, name, { ...input, email: 'unknown@example.org' });
    expect(known).toEqual(unknown);
    expect(known.hashes).toBe(hashes);
    expect(known.statements.length).toBeGreaterThan(1);
  });

  test('from throttling: both are throttled after the same number of failures, with the same message', async () => {
    const failures = async (email: string): Promise<string[]> => {
      const responses: string[] = [];
      for (let time = 0; time < 5; time++)
        responses.push(JSON.stringify(await harness.mutate('signIn', { email, password: WRONG })));
      return responses;
    };
    const known = await failures('known@example.org');
    expect(known).toEqual(await failures('unknown@example.org'));
    expect(known.at(-1)).toContain('RATE_LIMITED');
  });

  test('from a pending registration: it does not reserve its handle', async () => {
    const one = { password: PASSWORD, name: 'One', handle: 'preferred' };
    await harness.mutate('register', { ...one, email: 'known@example.org' });
    const afterKnown = await harness.mutate('register', { ...one, email: 'another@example.org' });
    await harness.mutate('register', { ...one, email: 'unregistered@example.org' });
    expect(await harness.mutate('register', { ...one, email: 'third@example.org' })).toEqual(afterKnown);
  });
});
