import type { TestDatabase } from '@wizness/kernel/testing';
import { serverAudits } from 'graphql-http';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await testDatabase();
  gateway = await startEmbedded(database);
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

const required = serverAudits({ url: () => `${gateway.url}/graphql` }).filter(({ name }) => !name.startsWith('MAY'));

test('The audit of GraphQL over HTTP has requirements of both levels', () => {
  expect(new Set(required.map(({ name }) => name.split(' ', 1)[0]))).toEqual(new Set(['MUST', 'SHOULD']));
});

test.each(required)('GraphQL over HTTP, $id: the server $name', async ({ fn }) => {
  const result = await fn();
  expect(result.status === 'ok' ? null : result.reason).toBeNull();
});
