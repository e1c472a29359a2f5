import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestDatabase } from '@wizness/kernel/testing';
import { serve, type ServedSubgraph, startRemote, type TestGateway, testDatabase } from './support/gateways';
import { posts, scores } from './support/two-subgraphs';

let database: TestDatabase;
let services: Readonly<Record<string, ServedSubgraph>>;
let proxy: Server;
let paths: string[];
let gateway: TestGateway;

beforeAll(async () => {
  database = await testDatabase();
  services = { posts: await serve(posts, database), scores: await serve(scores, database) };
  paths = [];
  // As an ingress does: one address for all services, each at a path that the service does not see.
  proxy = createServer((incoming, response) => {
    paths.push(incoming.url ?? '');
    const [, service = '', rest] = /^\/graph\/(\w+)(\/.*)$/.exec(incoming.url ?? '') ?? [];
    const target = services[service];
    if (!target) return response.writeHead(404).end();
    const { method, headers } = incoming;
    incoming.pipe(
      request(target.url + rest, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const base = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/graph`;
  gateway = await startRemote({ posts: `${base}/posts`, scores: `${base}/scores` });
});
afterAll(async () => {
  await gateway?.close();
  proxy.close();
  for (const { close } of Object.values(services)) await close();
  await database.drop();
});

test('The URL of a service may have a path: fetches and probes are sent below it', async () => {
  const { body } = await gateway.ask('{ post(id: "a") { title score } }');
  expect(body).toEqual({ data: { post: { title: 'Title of a', score: expect.any(Number) } } });
  expect((await fetch(`${gateway.url}/ready`)).status).toBe(200);
  expect([...new Set(paths)].toSorted()).toEqual([
    '/graph/posts/graphql',
    '/graph/posts/ready',
    '/graph/scores/graphql',
    '/graph/scores/ready',
  ]);
});
