import { setTimeout as pause } from 'node:timers/promises';
import { mailedToken } from '../../chaos/ledger';
import { ask } from './load';

const EMAIL = 'bench@example.org';
const PASSWORD = 'a lantern above nine quiet harbours';
const MAIL_MS = 20_000;

const MUTATIONS = {
  register: 'mutation ($input: RegisterInput!) { register(input: $input) { accepted } }',
  verifyEmail: 'mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { member { id } } }',
  signIn: 'mutation ($input: SignInInput!) { signIn(input: $input) { tokens { accessToken } } }',
} as const;

/**
 * Registers a member at the gateway at `url`, and signs in. Returns the access token, which is valid for ten minutes. Throws an
 * Error if no mail arrives in `mailFolder`, or the sign-in is refused.
 */
export const signedInMember = async (url: string, mailFolder: string): Promise<string> => {
  const run = (mutation: keyof typeof MUTATIONS, input: object): Promise<string> =>
    ask({ url }, JSON.stringify({ query: MUTATIONS[mutation], variables: { input } }));
  await run('register', { email: EMAIL, password: PASSWORD, handle: 'bench', name: 'Bench' });
  const end = performance.now() + MAIL_MS;
  let token = mailedToken(mailFolder, EMAIL);
  while (token === null) {
    if (performance.now() > end) throw new Error(`No mail was sent to ${EMAIL}.`);
    await pause(50);
    token = mailedToken(mailFolder, EMAIL);
  }
  await run('verifyEmail', { token, password: PASSWORD });
  const answer = await run('signIn', { email: EMAIL, password: PASSWORD });
  const accessToken = /"accessToken":"([^"]+)"/.exec(answer)?.[1];
  if (accessToken === undefined) throw new Error(`The sign-in was refused: ${answer}`);
  return accessToken;
};
