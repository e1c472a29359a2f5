import { PostState } from '@wizness/content';
import { Role, Scope, scopesOf, systemClock, Visibility } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLNamedType,
} from 'graphql';
import { operatorContexts, openServices, type RunningServices } from '../src/access/scenario/services';
import { readCommitted } from '../src/files';
import { reachFields, type ReachedField } from './support/bad-arguments';
import { type Client, createClient } from './support/client';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';
import { addPosts, SECRET, type Surroundings } from './support/hidden-content';

const schema = buildSchema(readCommitted('api.graphql') ?? '');

const leavesOf = (type: GraphQLNamedType): string =>
  isObjectType(type)
    ? Object.values(type.getFields())
        .filter(({ args, type: of }) => args.length === 0 && isLeafType(getNamedType(of)))
        .map(({ name }) => name)
        .join(' ')
    : '';

/** What is selected on the type of a field: the leaves, and of a list also its cursors and those of its items. */
const selectionOf = ({ field }: ReachedField): string => {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return '';
  const items = isObjectType(type) ? type.getFields()['nodes'] : undefined;
  if (!items) return `{ __typename ${leavesOf(type)} }`;
  const count = isObjectType(type) && type.getFields()['totalCount'] ? 'totalCount' : '';
  return `{ ${count} edges { cursor } pageInfo { hasNextPage } nodes { __typename ${leavesOf(getNamedType(items.type))} } }`;
};

/** Filters that find hidden things by their words, kind, state or date, if they find them at all. */
const filtersOf = ({ at, field }: ReachedField): string[] => {
  const filter = getNamedType(field.args.find(({ name }) => name === 'filter')?.type);
  if (!isInputObjectType(filter)) return [];
  return Object.values(filter.getFields()).flatMap(({ name, type }) => {
    const of = getNamedType(type);
    const write = (value: string): string =>
      `filter: { ${name}: ${String(type).startsWith('[') ? `[${value}]` : value} }`;
    if (name === 'text') return [write(`"${SECRET}"`)];
    // A list has the same filters wherever it is.
    if (!at.startsWith('Query.')) return [];
    if (isEnumType(of)) return of.getValues().map((value) => write(value.name));
    if (of.name === 'Boolean') return [write('true'), write('false')];
    return of.name === 'DateRange' ? [write('{ from: "2031-01-01" }'), write('{ to: "1960-01-01" }')] : [];
  });
};

const ordersOf = ({ field }: ReachedField): string[] => {
  const order = getNamedType(field.args.find(({ name }) => name === 'orderBy')?.type);
  // These orders need a filter of their own.
  const needsFilter = (name: string): boolean => name === 'RELEVANCE' || name.startsWith('VALUE_');
  return isEnumType(order)
    ? order.getValues().flatMap(({ name }) => (needsFilter(name) ? [] : [`orderBy: ${name}`]))
    : [''];
};

/** Every field that has arguments, in each order and with each filter. */
const OPERATIONS = reachFields(schema).flatMap((reached) => {
  const { at, field, wrap } = reached;
  const isLookup = at.startsWith('Query.') && !getNamedType(field.type).name.endsWith('Connection');
  if (isLookup || field.args.some(({ type }) => isNonNullType(type))) return [];
  return [...ordersOf(reached), ...filtersOf(reached)].map((args) =>
    wrap(`${field.name}${args && `(${args})`} ${selectionOf(reached)}`),
  );
});

const AROUND = `{
  organisations(first: 1, filter: { text: "Renault" }) { nodes { id name } } programmes(first: 1) { nodes { id } }
  partnerships(first: 1) { nodes { id } } persons(first: 1) { nodes { id } } eventSeries(first: 1) { nodes { id } }
  topics(first: 1) { nodes { slug } }
}`;

describe('Posts that a caller may not see', () => {
  let database: TestDatabase;
  let graph: TestGraph;
  let running: RunningServices;
  let around: Surroundings;
  let memberKey: string;
  const client: Client = createClient(() => graph.url);

  const contexts = () => operatorContexts(running, systemClock);
  const enrol = (handle: string) =>
    contexts().membership.members.enrol({
      handle,
      name: handle,
      locale: 'fr',
      roles: [Role.MEMBER],
      affiliation: null,
    });
  /** Tries again if the consumers of the graph, which runs on the same database, have handled the same events. */
  const untilNotMoved = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('another process moved it'))) throw error;
      await untilNotMoved(work);
    }
  };
  /** Lets the services read all events of each other, also those that are appended meanwhile. */
  const catchUp = async (): Promise<void> => {
    const sources = Object.fromEntries(Object.entries(running).map(([name, { events }]) => [name, events]));
    for (let round = 0; round < 3; round += 1) {
      for (const service of Object.values(running)) await untilNotMoved(() => service.catchUp(sources, systemClock));
    }
  };

  beforeAll(async () => {
    database = await demoDatabase();
    running = await openServices(database.url);
    const [author, rater, reader] = [await enrol('hidden-author'), await enrol('hidden-rater'), await enrol('reader')];
    const identity = { memberId: reader.id, roles: [Role.MEMBER], scopes: scopesOf([Role.MEMBER]) };
    const { apiKeys } = running.membership.createContext({ identity, clock: systemClock });
    memberKey = (await apiKeys.create({ name: 'Reader', scopes: [Scope.POSTS_READ, Scope.FACTS_READ] })).secret ?? '';
    graph = await openGraph('embedded', database);
    const { data } =
      await graph.execute<Record<string, { nodes: { id: string; name: string; slug: string }[] }>>(AROUND);
    const first = (list: string, field: 'id' | 'name' | 'slug' = 'id') => data[list]?.nodes[0]?.[field] ?? '';
    around = {
      organisation: first('organisations'),
      organisationName: first('organisations', 'name'),
      programme: first('programmes'),
      partnership: first('partnerships'),
      person: first('persons'),
      series: first('eventSeries'),
      topicSlug: first('topics', 'slug'),
      author: author.id,
      rater: rater.id,
    };
    await catchUp();
  });
  afterAll(async () => {
    await graph.close();
    await Promise.all(Object.values(running).map((service) => service.close()));
    await database.drop();
  });

  const readAll = async (credential?: string, operations = OPERATIONS): Promise<ReadonlyMap<string, string>> => {
    const answers = new Map<string, string>();
    const left = operations.values();
    const readOn = async (): Promise<void> => {
      for (const operation of left) {
        const { text, errors } = await client.send(operation, {}, credential);
        // Lists that are nested too deeply for the limit on cost are refused, whatever they contain.
        const faults = errors?.filter(({ extensions }) => extensions.code !== 'QUERY_TOO_COMPLEX') ?? [];
        expect({ operation, faults }).toEqual({ operation, faults: [] });
        answers.set(operation, text);
      }
    };
    await Promise.all(Array.from({ length: 4 }, readOn));
    return answers;
  };
  /** The operations whose answers differ, each with both answers. */
  const changesOf = async (before: ReadonlyMap<string, string>, credential?: string) => {
    const after = await readAll(credential, [...before.keys()]);
    return [...before].flatMap(([operation, old]) =>
      after.get(operation) === old ? [] : [[operation, old, after.get(operation)]],
    );
  };

  test('Change no answer for the caller, in any order and with any filter', async () => {
    expect(OPERATIONS.length).toBeGreaterThan(150);
    const forAnonymous = await readAll();
    const forMember = await readAll(memberKey);
    await addPosts(
      contexts(),
      'organisation',
      { visibility: Visibility.ORGANISATION, state: PostState.PUBLISHED },
      around,
    );
    await addPosts(contexts(), 'draft', { visibility: Visibility.PUBLIC, state: PostState.DRAFT }, around);
    await catchUp();
    expect(await changesOf(forMember, memberKey)).toEqual([]);
    await addPosts(contexts(), 'members', { visibility: Visibility.MEMBERS, state: PostState.PUBLISHED }, around);
    await catchUp();
    expect(await changesOf(forAnonymous)).toEqual([]);
    // A third of them shows that the operations find posts that the caller may see.
    const some = new Map([...forMember].filter((_, index) => index % 3 === 0));
    expect((await changesOf(some, memberKey)).length).toBeGreaterThan(20);
  });
});
