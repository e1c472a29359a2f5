import type { AttackContext, AttackKind } from '../kind';
import { Members, PASSWORD, type Tokens } from '../members';

const NEW_PASSWORD = 'eleven green kites above a quarry';
const COPIES = 8;

const repeat = <Result>(work: () => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: COPIES }, work));

/** One refresh token, used by several clients at once: all get the same successor, or none. */
const refreshTokens = async (members: Members, { report }: AttackContext): Promise<void> => {
  const { refreshToken } = await members.signIn(await members.join());
  const refresh = async (token: string): Promise<Tokens | null> => {
    const { payload } = await members.mutate('refreshSession', 'tokens { accessToken refreshToken }', {
      refreshToken: token,
    });
    return (payload?.['tokens'] ?? null) as Tokens | null;
  };
  const results = await repeat(() => refresh(refreshToken));
  const successors = new Set(results.flatMap((tokens) => tokens?.refreshToken ?? []));
  if (successors.size !== 1) report.violation(`One refresh token has ${successors.size} successors.`);
  const [successor = ''] = successors;
  await refresh(successor);
  if ((await refresh(refreshToken)) !== null) report.violation('A refresh token works after its successor was used.');
};

/** The link of a mail, opened by several clients at once: it works once. */
const mailedLinks = async (members: Members, { report }: AttackContext): Promise<void> => {
  const account = await members.join();
  await members.mutate('requestPasswordReset', '', { email: account.email });
  const token = await members.mailedToken(account.email, 2);
  const resets = await repeat(() => members.mutate('resetPassword', '', { token, newPassword: NEW_PASSWORD }));
  const accepted = resets.filter(({ payload }) => payload?.userErrors?.length === 0).length;
  if (accepted !== 1) report.violation(`One reset link was accepted ${accepted} times.`);
  const { payload } = await members.mutate('signIn', '', { email: account.email, password: PASSWORD });
  if (payload?.userErrors?.length === 0) report.violation('The old password works after a reset.');
};

/** Calls of a service without a valid signature: none is answered. */
const unsignedCalls = async ({ target, report }: AttackContext): Promise<void> => {
  const forged = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"identity":{"roles":["ADMIN"]}}').toString('base64url')}.`;
  for (const url of target.serviceUrls) {
    for (const path of ['/graphql', '/events?after=0&limit=10', '/personal-data', '/identify-credential']) {
      for (const identity of [undefined, forged, 'x'.repeat(8000)]) {
        const isGet = path.startsWith('/events');
        const response = await fetch(url + path, {
          method: isGet ? 'GET' : 'POST',
          headers: { 'content-type': 'application/json', ...(identity && { 'x-wizness-identity': identity }) },
          ...(!isGet && { body: '{"query":"{__typename}","memberId":"x"}' }),
        });
        const text = await response.text();
        const isRefused = [401, 404].includes(response.status);
        report.add({ name: `${url}${path}` }, { status: response.status, body: {}, bytes: text.length, ms: 0 });
        if (!isRefused) report.violation(`${url}${path} responds with ${response.status} to an unsigned call.`);
      }
    }
  }
};

/** What was valid once, sent again. */
export const replays: AttackKind = {
  name: 'replays',
  run: async (context) => {
    const members = new Members(context);
    await refreshTokens(members, context);
    await mailedLinks(members, context);
    await unsignedCalls(context);
  },
};
