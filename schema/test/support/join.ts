import type { Client } from './client';
import type { Mailbox } from './mailbox';

export const PASSWORD = 'a lantern above nine quiet harbours';

/** Registers a member, who can sign in only after opening the link in the mail. Returns their e-mail address. */
export const join = async ({ mutate }: Client, mailbox: Mailbox, handle: string): Promise<string> => {
  const email = `${handle}@example.org`;
  const input = { email, password: PASSWORD, handle, name: 'Marin' };
  expect(await mutate('register', input)).toEqual({ accepted: true, userErrors: [] });
  const tooEarly = await mutate('signIn', { email, password: PASSWORD });
  expect(tooEarly).toMatchObject({ viewer: null, tokens: null, userErrors: [{ code: 'INVALID' }] });
  const token = await mailbox.tokenFor(email, 1);
  expect(await mutate('verifyEmail', { token, password: PASSWORD })).toMatchObject({
    member: { handle },
    userErrors: [],
  });
  expect(await mutate('verifyEmail', { token, password: PASSWORD })).toMatchObject({
    member: null,
    userErrors: [{ field: ['token'] }],
  });
  return email;
};
