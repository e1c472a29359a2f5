import type { Client } from './client';
import type { Mailbox } from './mailbox';

export const PASSWORD = 'a lantern above nine quiet harbours';

/** Lets somebody join by the link of a mail; answers the address that they sign in with. */
export const join = async ({ tell }: Client, mailbox: Mailbox, handle: string): Promise<string> => {
  const email = `${handle}@example.org`;
  const newcomer = { email, password: PASSWORD, handle, name: 'Marin' };
  expect(await tell('register', newcomer)).toEqual({ accepted: true, userErrors: [] });
  const early = await tell('signIn', { email, password: PASSWORD });
  expect(early).toMatchObject({ viewer: null, tokens: null, userErrors: [{ code: 'INVALID' }] });
  const token = await mailbox.tokenFor(email, 1);
  expect(await tell('verifyEmail', { token })).toMatchObject({ member: { handle }, userErrors: [] });
  expect(await tell('verifyEmail', { token })).toMatchObject({ member: null, userErrors: [{ field: ['token'] }] });
  return email;
};
