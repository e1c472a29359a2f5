import { anonymous, type Identity } from '@wizness/kernel';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { JsonData } from '../engine/shape/json-data';
import { ClientConnection, type GatewayContext } from './context';
import type { OperationResult, OperationToRun } from './run-operation';
import { shareQueries } from './share-queries';

const schema = buildSchema('type Query { a: Int } type Mutation { b: Int }');
const QUERY = parse('query ($x: Int) { a }');
const MUTATION = parse('mutation { b }');

interface Caller {
  readonly document?: OperationToRun['document'];
  readonly variables?: Record<string, unknown>;
  readonly identity?: Partial<Identity>;
}

/** An executor whose operations end when a test says so. */
const setUp = () => {
  const started: { context: GatewayContext; end: (result: OperationResult) => void }[] = [];
  const run = shareQueries(
    ({ context }) => new Promise((end) => started.push({ context: context as GatewayContext, end })),
  );
  const ask = ({ document = QUERY, variables = {}, identity = {} }: Caller = {}) => {
    const connection = new ClientConnection();
    const context: GatewayContext = { requestId: 'r', identity: { ...anonymous, ...identity }, connection };
    const operation = getOperationAST(document) ?? undefined;
    return { connection, result: run({ schema, document, operation, request: { variables }, context }) };
  };
  return { started, ask };
};

const ANSWER: OperationResult = { data: new JsonData('{"a":1}') };

test('Equal queries of equal callers run once, whatever their addresses are', async () => {
  const { started, ask } = setUp();
  const all = ['1.1.1.1', '2.2.2.2', null].map((clientAddress) => ask({ identity: { clientAddress } }).result);
  expect(started.length).toBe(1);
  started[0]?.end(ANSWER);
  expect(await Promise.all(all)).toEqual([ANSWER, ANSWER, ANSWER]);
});

test.each<[string, Caller]>([
  ['variables', { variables: { x: 1 } }],
  ['member', { identity: { memberId: 'member_1' } }],
  ['roles', { identity: { roles: ['EDITOR'] } }],
  ['languages', { identity: { acceptedLanguages: ['fr'] } }],
  ['document', { document: parse('query ($x: Int) { a }') }],
])('A query with another %s runs by itself', (_, caller) => {
  const { started, ask } = setUp();
  void ask().result;
  void ask(caller).result;
  expect(started.length).toBe(2);
});

test('Mutations, and queries one after the other, are not shared', async () => {
  const { started, ask } = setUp();
  void ask({ document: MUTATION }).result;
  void ask({ document: MUTATION }).result;
  expect(started.length).toBe(2);
  const first = ask().result;
  started[2]?.end(ANSWER);
  await first;
  void ask().result;
  expect(started.length).toBe(4);
});

test('A shared query is stopped when all callers have gone, and a caller that comes then starts it again', () => {
  const { started, ask } = setUp();
  const [one, other] = [ask(), ask()];
  one.connection.close();
  expect(started[0]?.context.connection.isClosed).toBe(false);
  other.connection.close();
  expect(started[0]?.context.connection.isClosed).toBe(true);
  void ask().result;
  expect(started.length).toBe(2);
});
