import { type GraphQLField, getNamedType, isInputObjectType, isObjectType, isRequiredArgument } from 'graphql';
import type { AttackRequest } from '../client';
import { type AttackKind, sendAll } from '../kind';

/** As many lists as the limit on aliases allows, with pages as large as the limit on cost allows. */
const LISTS = 24;
/** Requests of one client that are open at once. */
const PARALLEL = 40;
const ADDRESS = '2001:db8:f100:d::1';

/** Lists whose items are found by a text alone. */
const searches = ({ type, args }: GraphQLField<unknown, unknown>): boolean => {
  const filter = getNamedType(args.find(({ name }) => name === 'filter')?.type);
  const isList = getNamedType(type).name.endsWith('Connection') && !args.some(isRequiredArgument);
  return isList && isInputObjectType(filter) && filter.getFields()['text'] !== undefined;
};

const requestFor = ({ name, type }: GraphQLField<unknown, unknown>, index: number): AttackRequest => {
  const connection = getNamedType(type);
  const count = isObjectType(connection) && connection.getFields()['totalCount'] ? 'totalCount' : '';
  const lists = Array.from(
    { length: LISTS },
    (_, at) =>
      `l${at}: ${name}(first: 100, filter: { text: "${'aeiou'.charAt(at % 5)}${index}" }) { ${count} nodes { __typename } }`,
  );
  return { name: `flood of ${name}`, query: `{ ${lists.join(' ')} }`, address: ADDRESS };
};

/** One client that sends expensive searches as fast as they are answered. They must leave connections for others. */
export const floods: AttackKind = {
  name: 'floods of one client',
  isValid: true,
  run: async (context) => {
    const fields = Object.values(context.schema.getQueryType()?.getFields() ?? {}).filter(searches);
    const requests = Array.from({ length: context.cases }, (_, index) => {
      const field = fields[index % fields.length];
      return field ? [requestFor(field, index)] : [];
    }).flat();
    await sendAll(context, requests, PARALLEL);
  },
};
