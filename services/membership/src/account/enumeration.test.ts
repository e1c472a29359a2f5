import type * as Argon2 from '@node-rs/argon2';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';

// The module itself: what `import *` gives is a copy, which nobody calls.
const argon2 = jest.requireActual<typeof Argon2>('@node-rs/argon2');
const WRONG = 'not the password of anybody';

/** What a stranger sees of one call, and what it cost. */
const probe = async (
  harness: MembershipHarness,
  name: Parameters<MembershipHarness['tell']>[0],
  input: Record<string, unknown>,
) => {
  const hash = jest.spyOn(argon2, 'hash');
  const verify = jest.spyOn(argon2, 'verify');
  harness.running.statements();
  const answer = JSON.stringify(await harness.tell(name, input));
  const cost = { statements: harness.running.statements(), hashes: hash.mock.calls.length + verify.mock.calls.length };
  jest.restoreAllMocks();
  return { answer, ...cost };
};

describe('a stranger can not learn who has an account', () => {
  let harness: MembershipHarness;
  beforeAll(async () => {
    harness = await MembershipHarness.open();
    await harness.join('known');
  });
  beforeEach(() => harness.pass({ days: 1 }));
  afterAll(() => harness.close());

  test.each([
    ['register', { password: PASSWORD, handle: 'somebody', name: 'Somebody' }, 1],
    ['requestPasswordReset', {}, 0],
    ['signIn', { password: WRONG }, 1],
  ] as const)('from %s: the same bytes, the same statements, the same hashes', async (name, input, hashes) => {
    const known = await probe(harness, name, { ...input, email: 'known@example.org' });
    const unknown = await probe(harness, name, { ...input, email: 'unknown@example.org' });
    expect(known).toEqual(unknown);
    expect(known.hashes).toBe(hashes);
    expect(known.statements.length).toBeGreaterThan(1);
  });

  test('nor from waiting: both wait after the same number of failures, in the same words', async () => {
    const failures = async (email: string): Promise<string[]> => {
      const answers: string[] = [];
      for (let time = 0; time < 5; time++)
        answers.push(JSON.stringify(await harness.tell('signIn', { email, password: WRONG })));
      return answers;
    };
    const known = await failures('known@example.org');
    expect(known).toEqual(await failures('stranger@example.org'));
    expect(known.at(-1)).toContain('RATE_LIMITED');
  });

  test('nor from a registration under way: it holds no handle back', async () => {
    const one = { password: PASSWORD, name: 'One', handle: 'wished-for' };
    await harness.tell('register', { ...one, email: 'known@example.org' });
    const afterKnown = await harness.tell('register', { ...one, email: 'another@example.org' });
    await harness.tell('register', { ...one, email: 'yet-unknown@example.org' });
    expect(await harness.tell('register', { ...one, email: 'third@example.org' })).toEqual(afterKnown);
  });
});
