import {
  type GraphQLField,
  type GraphQLInputObjectType,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  getNullableType,
} from 'graphql';
import { codesIn, type Reply, send } from '../client';
import type { AttackContext, AttackKind } from '../kind';
import { Members } from '../members';
import { createOwner, type Owner, readThings } from '../owner';
import { validValue } from '../values';

/** Mutations that end the attacker's own session or account, so that the rest would not be tried. */
const ENDS_THE_ATTACK = new Set(['signOut', 'eraseAccount', 'changePassword']);

/** What a mutation is refused with that was not reached at all. */
const UNREACHED = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST'];

/** Values of texts that are written in a language. Any other text is a word. */
const TEXTS: Readonly<Record<string, string>> = { query: '{ id post { title } }' };

const isId = (type: unknown): boolean => String(type).startsWith('ID');

/** A valid input, with everything optional that has a simple value, and `id` for each id whose name says nothing else. */
const inputOf = (type: GraphQLInputObjectType, ids: Owner['ids'], id: string): Readonly<Record<string, unknown>> => {
  const value = { ...(validValue(type) as Record<string, unknown>) };
  for (const field of Object.values(type.getFields())) {
    const named = /^(\w+)Id$/.exec(field.name)?.[1] ?? '';
    if (isId(field.type)) value[field.name] = ids[named] ?? id;
    else if (isListType(getNullableType(field.type)) && isId(getNamedType(field.type))) value[field.name] = [id];
    else if (String(field.type) === 'String' && field.name !== 'idempotencyKey')
      value[field.name] = TEXTS[field.name] ?? 'Changed';
  }
  return value;
};

const requestOf = ({ name, args, type }: GraphQLField<unknown, unknown>, ids: Owner['ids'], id: string) => {
  const [argument] = args;
  const input = getNamedType(argument?.type);
  const selection = isLeafType(getNamedType(type)) ? '' : ' { userErrors { code } }';
  return {
    query: `mutation ${argument ? `($input: ${argument.type}) ` : ''}{ ${name}${argument ? '(input: $input)' : ''}${selection} }`,
    variables: isInputObjectType(input) ? { input: inputOf(input, ids, id) } : {},
  };
};

const hasWorked = (reply: Reply): boolean => codesIn(reply).length === 0 && reply.status === 200;

/** Every mutation of the schema, with the ids of what belongs to another member. The owner must find all of it unchanged. */
export const strangers: AttackKind = {
  name: 'every write on the things of others',
  run: async (context: AttackContext) => {
    const { target, schema, report } = context;
    const members = new Members(context);
    const owner = await createOwner(members);
    const stranger = await members.signIn(await members.join());
    const scopes = ['POSTS_READ', 'POSTS_WRITE', 'COMMENTS_WRITE', 'RATINGS_WRITE', 'PROFILE_READ'];
    const { secret } = await members.createApiKey(stranger, scopes);
    const before = await readThings(context, owner);
    const callers = [
      ['a visitor', undefined],
      ['another member', stranger.accessToken],
      ['an API key of another member', secret],
    ] as const;
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      if (ENDS_THE_ATTACK.has(field.name)) continue;
      let isReached = false;
      for (const [who, credential] of callers) {
        // A short run tries all ids as another member, and one of them as the others.
        const count = context.isComplete || credential === stranger.accessToken ? Number.POSITIVE_INFINITY : 1;
        const attempts = Object.entries(owner.ids)
          .slice(0, count)
          .map(async ([what, id]) => {
            const reply = await send(target.url, { ...requestOf(field, owner.ids, id), credential });
            report.add({ name: `${field.name} by ${who} with the id of the ${what}` }, reply);
            return reply;
          });
        const replies = await Promise.all(attempts);
        isReached ||= replies.some((reply) => !codesIn(reply).some((code) => UNREACHED.includes(code)));
        if (!replies.some(hasWorked)) continue;
        const after = await readThings(context, owner);
        if (after !== before)
          return report.violation(`${field.name} by ${who} has changed what is not theirs: ${after}`);
      }
      if (!isReached)
        report.violation(`${field.name} is only refused for its arguments: the attack does not reach it.`);
    }
  },
};
