import { type GraphQLField, isLeafType, getNamedType, isRequiredArgument } from 'graphql';
import { type AttackRequest, codesIn, send } from '../client';
import type { AttackContext, AttackKind } from '../kind';
import { Members, PASSWORD } from '../members';
import { readSubscription } from '../stream';
import { validValue } from '../values';

const NEW_PASSWORD = 'seven slow barges under one bridge';

const REFUSALS = ['UNAUTHENTICATED', 'FORBIDDEN'];
const SUBSCRIPTION = 'subscription { postPublished { id } }';

/** It still reads, and does what nobody needs a credential for. */
const KEY_OF_SUSPENDED = 'an API key of a suspended member';
const FOR_EVERYBODY = new Set([
  'refreshSession',
  'register',
  'reportContent',
  'requestPasswordReset',
  'resetPassword',
  'signIn',
  'verifyEmail',
]);

/** Credentials that were valid once, or never, by what happened to them. */
const deadCredentials = async (members: Members): Promise<readonly (readonly [string, string])[]> => {
  const one = await members.join();
  const signedOut = await members.signIn(one);
  await members.mutate('signOut', '', {}, signedOut.accessToken);
  const live = await members.signIn(one);
  const revoked = await members.createApiKey(live);
  await members.mutate('revokeApiKey', '', { id: revoked.id }, live.accessToken);
  const keyBeforeReset = await members.createApiKey(live);
  await members.mutate('requestPasswordReset', '', { email: one.email });
  const token = await members.mailedToken(one.email, 2);
  await members.mutate('resetPassword', '', { token, newPassword: NEW_PASSWORD });
  const other = await members.join();
  const erased = await members.signIn(other);
  const keyOfErased = await members.createApiKey(erased);
  await members.mutate('eraseAccount', '', { password: PASSWORD, mode: 'DELETE_CONTENT' }, erased.accessToken);
  const moderator = await members.joinAs('MODERATOR');
  const suspended = await members.signIn(await members.join());
  const keyOfSuspended = await members.createApiKey(suspended, ['POSTS_WRITE', 'COMMENTS_WRITE', 'RATINGS_WRITE']);
  const statement = { rule: 'Rule 1', facts: 'It is an attack.', explanation: 'It is an attack.' };
  const about = { memberId: await members.idOf(suspended), statement };
  await members.mutate('suspendMember', '', about, moderator.accessToken);
  const [header = '', claims = '', signature = ''] = live.accessToken.split('.');
  const changed = Buffer.from(claims, 'base64url').toString().replace('MEMBER', 'ADMIN');
  return [
    ['a token after signing out', signedOut.accessToken],
    ['a token after a password reset', live.accessToken],
    ['a revoked API key', revoked.secret],
    ['an API key after a password reset', keyBeforeReset.secret],
    ['a token of an erased account', erased.accessToken],
    ['an API key of an erased account', keyOfErased.secret],
    ['a token of before a suspension', suspended.accessToken],
    [KEY_OF_SUSPENDED, keyOfSuspended.secret],
    ['a refresh token', signedOut.refreshToken],
    ['a token with another role', `${header}.${Buffer.from(changed).toString('base64url')}.${signature}`],
    ['a token without a signature', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`],
    ['a token with half of its signature', live.accessToken.slice(0, -40)],
    ['a used token of a mail', token],
    ['a word', 'nonsense'],
  ];
};

const operationOf = ({ name, args, type }: GraphQLField<unknown, unknown>): Omit<AttackRequest, 'name'> => {
  const required = args.filter(isRequiredArgument);
  const declared = required.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const given = required.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const inBrackets = (text: string): string => (text ? `(${text})` : '');
  const selection = isLeafType(getNamedType(type)) ? '' : ' { __typename }';
  return {
    query: `mutation ${inBrackets(declared)} { ${name}${inBrackets(given)}${selection} }`,
    variables: Object.fromEntries(required.map((argument) => [argument.name, validValue(argument.type)])),
  };
};

/** Every mutation of the schema, with every kind of credential that is not valid. */
export const deadCredentialsKind: AttackKind = {
  name: 'every write with every dead credential',
  run: async (context: AttackContext) => {
    const { target, schema, report } = context;
    const credentials = await deadCredentials(new Members(context));
    for (const [what, credential] of credentials) {
      const events = await readSubscription(target.url, { query: SUBSCRIPTION, credential });
      const isRefused = events.includes('UNAUTHENTICATED') || what === KEY_OF_SUSPENDED;
      if (!isRefused) report.violation(`A subscription with ${what} is not refused: ${events.slice(0, 100)}`);
    }
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const attempts = credentials.map(async ([what, credential]) => {
        const name = `${field.name} with ${what}`;
        const reply = await send(target.url, { ...operationOf(field), credential });
        report.add({ name }, reply);
        const isRefused = REFUSALS.some((code) => codesIn(reply).includes(code)) && !reply.body?.data?.[field.name];
        if (!isRefused && !(what === KEY_OF_SUSPENDED && FOR_EVERYBODY.has(field.name)))
          report.violation(`${name} is not refused: ${JSON.stringify(reply.body)}`);
      });
      await Promise.all(attempts);
    }
  },
};
