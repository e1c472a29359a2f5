import { createHash } from 'node:crypto';
import {
  badArgument,
  canonicalJson,
  type ExportRequest,
  fault,
  FaultCode,
  type Identity,
  isStorable,
} from '@wizness/kernel';
import {
  coerceInputValue,
  type GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isScalarType,
} from 'graphql';

/** The types of the graph that parameters are read as. */
export interface ExportTypes {
  /** The filter of each table. */
  readonly filters: Readonly<Record<ExportRequest['table'], GraphQLInputObjectType>>;
  readonly at: GraphQLInputObjectType;
}

/** A request, read. */
export interface ReadExportRequest<Filter = object> {
  readonly filter: Filter | null;
  readonly validAt: string | null;
  /** Null: now. */
  readonly knownAt: Date | null;
  /** A cursor: what has changed since. Null: everything. */
  readonly after: string | null;
}

const OWN = ['filter', 'validAt', 'knownAt', 'after'] as const;

/** A text between commas, or one of several parameters of one name, is an item of a list. */
const valueOf = (type: GraphQLInputType, texts: readonly string[]): unknown => {
  const [text = ''] = texts;
  if (isListType(type)) return texts.flatMap((each) => each.split(',')).filter((item) => item !== '');
  if (isScalarType(type) && type.name === 'Boolean' && /^(true|false)$/.test(text)) return text === 'true';
  if (isScalarType(type) && type.name === 'Int' && /^\d{1,9}$/.test(text)) return Number(text);
  if (isInputObjectType(type)) {
    const [from, to] = text.split('/');
    return { ...(from && { from }), ...(to && { to }) };
  }
  return text;
};

const coerce = <Value>(value: unknown, type: GraphQLInputType, name: string): Value => {
  // The gateway checks the variables of operations only.
  if (!isStorable(value)) {
    const message = `A text of \`${name}\` contains a NUL character or half of a surrogate pair. Remove it.`;
    throw badArgument([name], message, ['other characters']);
  }
  return coerceInputValue(value, type, (path, _, error) => {
    const where = [name, ...path].join('.');
    throw badArgument([name, ...path], `The parameter \`${where}\` is not valid: ${error.message}`, [String(type)]);
  }) as Value;
};

const parseFilter = (text: string): object => {
  try {
    const filter: unknown = JSON.parse(text);
    if (typeof filter === 'object' && filter !== null && !Array.isArray(filter)) return filter;
  } catch {
    // Refused below.
  }
  throw badArgument(['filter'], 'The parameter `filter` must be an object in JSON, encoded for a URL.', ['JSON']);
};

/**
 * Reads the parameters of an export: `filter` as JSON with the fields of the graph's filter, or those fields themselves as
 * parameters (`properties=a,b`, `validIn=2012-01-01/2014-12-31`), and `validAt`, `knownAt`, `after`. Throws BAD_USER_INPUT.
 */
export const readExportRequest = <Filter extends object>(
  { table, parameters }: Pick<ExportRequest, 'table' | 'parameters'>,
  { filters, at }: ExportTypes,
): ReadExportRequest<Filter> => {
  const type = filters[table];
  const simple = Object.values(type.getFields()).filter(({ name }) => !['and', 'or', 'not'].includes(name));
  const texts = new Map<string, string[]>();
  for (const [name, text] of parameters) texts.set(name, [...(texts.get(name) ?? []), text]);
  const accepted = [...OWN, ...simple.map(({ name }) => name)];
  for (const name of texts.keys()) {
    if (accepted.includes(name)) continue;
    throw badArgument([name], `An export has no parameter \`${name}\`. It has: ${accepted.join(', ')}.`, accepted);
  }
  const only = (name: string): string | null => texts.get(name)?.[0] ?? null;
  const given = simple.flatMap((field) => {
    const found = texts.get(field.name);
    return found ? [[field.name, valueOf(field.type, found)] as const] : [];
  });
  const text = only('filter');
  if (text !== null && given.length > 0) {
    const message = `Give either \`filter\` or \`${given[0]?.[0]}\`: both restrict the export.`;
    throw badArgument([given[0]?.[0] ?? 'filter'], message, ['filter', 'its fields']);
  }
  const filter =
    text === null && given.length === 0
      ? null
      : coerce<Filter>(text === null ? Object.fromEntries(given) : parseFilter(text), type, 'filter');
  const moment = { validAt: only('validAt'), knownAt: only('knownAt') };
  const { validAt, knownAt } = coerce<{ validAt: string | null; knownAt: Date | null }>(moment, at, 'at');
  return { filter, validAt, knownAt, after: only('after') };
};

/** What a caller may see depends on nothing else. */
const audienceOf = ({ memberId, roles, scopes, organisationId = null }: Identity): string =>
  canonicalJson({ memberId, roles: roles.toSorted(), scopes: scopes.toSorted(), organisationId });

/** Equal for requests of the same rows by callers who may see the same. */
export const exportKey = (
  { filter, validAt }: Pick<ReadExportRequest, 'filter' | 'validAt'>,
  identity: Identity,
): string =>
  createHash('sha256')
    .update(canonicalJson({ filter, validAt, audience: audienceOf(identity) }))
    .digest('base64url')
    .slice(0, 22);

/** Null for a text that is no cursor. */
const CURSOR = /^([a-z]+)\.(\d{1,15})\.([\w-]+)$/;

const invalidCursor = (): GraphQLError =>
  fault(
    FaultCode.INVALID_CURSOR,
    'This cursor is of another export: of another filter, day or caller. Use the cursor with what it was given for, or start without one.',
    { argument: ['after'], accepted: ['a cursor of the same export'] },
  );

/** Where the deltas of one export continue: the moment up to which it is known, and what it restricts. */
export const exportCursors = (table: string, key: string) => ({
  encode: (knownAt: Date): string => `${table}.${knownAt.getTime()}.${key}`,
  /** Throws INVALID_CURSOR for one of another export, and for one of a moment after `latest`. */
  decode: (cursor: string, latest: Date): Date => {
    const [, ofTable, moment, ofKey] = CURSOR.exec(cursor) ?? [];
    const since = new Date(Number(moment));
    if (ofTable !== table || ofKey !== key || Number.isNaN(since.getTime()) || since > latest) throw invalidCursor();
    return since;
  },
});
