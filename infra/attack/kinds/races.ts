import { randomBytes } from 'node:crypto';
import { send } from '../client';
import type { AttackContext, AttackKind } from '../kind';
import { Members, PASSWORD } from '../members';

/** API keys of a member; sessions of a member; free wrong passwords on an account. */
const [MAX_KEYS, MAX_SESSIONS, FREE_GUESSES] = [50, 100, 3];

const at = <Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const apiKeys = async (members: Members, { target, report }: AttackContext): Promise<void> => {
  const tokens = await members.signIn(await members.join());
  const created = await at(MAX_KEYS + 20, () =>
    members.createApiKey(tokens).then(
      () => 1,
      () => 0,
    ),
  );
  const accepted = created.filter((count) => count === 1).length;
  const { body } = await send(target.url, { query: '{ viewer { apiKeys { id } } }', credential: tokens.accessToken });
  const { apiKeys: listed = [] } = (body?.data?.['viewer'] ?? {}) as { apiKeys?: readonly unknown[] };
  if (accepted !== MAX_KEYS || listed.length !== MAX_KEYS)
    report.violation(
      `${accepted} API keys were created at once and ${listed.length} are listed, instead of ${MAX_KEYS}.`,
    );
};

/** Sessions cost a password each, so this attack opens fewer than the limit unless it runs for long. */
const sessions = async (members: Members, { target, report, cases }: AttackContext): Promise<void> => {
  const account = await members.join();
  const count = Math.min(MAX_SESSIONS + 10, Math.max(5, cases / 10));
  for (let opened = 0; opened < count; opened += 5) await at(5, () => members.signIn(account).catch(() => null));
  const { accessToken } = await members.signIn(account);
  const { body } = await send(target.url, { query: '{ viewer { sessions { id } } }', credential: accessToken });
  const { sessions: listed = [] } = (body?.data?.['viewer'] ?? {}) as { sessions?: readonly unknown[] };
  if (listed.length > MAX_SESSIONS) report.violation(`A member has ${listed.length} sessions.`);
};

const guesses = async (members: Members, { report }: AttackContext): Promise<void> => {
  const { email } = await members.join();
  const results = await at(12, () =>
    members.mutate('signIn', '', { email, password: `wrong ${randomBytes(8).toString('hex')}` }),
  );
  const tested = results.filter(({ payload }) =>
    payload?.userErrors?.every(({ code }) => code !== 'RATE_LIMITED'),
  ).length;
  if (tested > FREE_GUESSES) report.violation(`${tested} passwords were tested at once, instead of ${FREE_GUESSES}.`);
};

const registrations = async (members: Members, { report }: AttackContext): Promise<void> => {
  const handle = `r${randomBytes(6).toString('hex')}`;
  const email = `${handle}@example.org`;
  await at(5, () => members.mutate('register', '', { email, handle, name: 'Race', password: PASSWORD }));
  const token = await members.mailedToken(email);
  const verified = await at(5, () => members.mutate('verifyEmail', '', { token, password: PASSWORD }));
  const accepted = verified.filter(({ payload }) => payload?.userErrors?.length === 0).length;
  if (accepted > 1) report.violation(`One registration was confirmed ${accepted} times.`);
};

/** More than a limit allows, all at once. */
export const races: AttackKind = {
  name: 'races on limits',
  run: async (context) => {
    for (const race of [apiKeys, sessions, registrations, guesses]) await race(new Members(context), context);
  },
};
