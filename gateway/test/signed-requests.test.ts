import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IDENTITY_HEADER } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { serve, type ServedSubgraph, startRemote, type TestGateway, testDatabase } from './support/gateways';
import { posts, scores } from './support/two-subgraphs';

interface RecordedRequest {
  readonly identity: string;
  readonly body: string;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
};

describe('A subgraph that receives a request recorded on its way from the gateway', () => {
  let database: TestDatabase;
  let subgraph: ServedSubgraph;
  let other: ServedSubgraph;
  let gateway: TestGateway;
  let recorded: RecordedRequest;

  beforeAll(async () => {
    database = await testDatabase();
    subgraph = await serve(posts, database);
    other = await serve(scores, database);
    // Records the requests and responds with an error.
    const recorder = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        recorded = { identity: String(request.headers[IDENTITY_HEADER]), body };
        response.writeHead(503).end();
      });
    });
    await new Promise<void>((done) => recorder.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}`;
    gateway = await startRemote({ posts: url, scores: url });
    await gateway.ask('{ callerIdentity }');
    await gateway.close();
    await new Promise((done) => recorder.close(done));
  });
  afterAll(async () => {
    await subgraph.close();
    await other.close();
    await database.drop();
  });

  const send = async (to: ServedSubgraph, path: string, body: string, identity?: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', ...(identity && { [IDENTITY_HEADER]: identity }) };
    return (await fetch(`${to.url}${path}`, { method: 'POST', headers, body })).status;
  };

  test('refuses the same signature for any other request', async () => {
    const { body, identity } = recorded;
    const changed = body.replace('callerIdentity', 'echo(text:\\"x\\")');
    expect(changed).not.toBe(body);
    expect(await send(subgraph, '/graphql', body)).toBe(401);
    expect(await send(subgraph, '/graphql', changed, identity)).toBe(401);
    expect(await send(subgraph, '/graphql', `${body} `, identity)).toBe(401);
    expect(await send(subgraph, '/personal-data', JSON.stringify({ memberId: 'member_1' }), identity)).toBe(401);
    expect(await send(subgraph, '/graphql?x=1', body, identity)).toBe(401);
    expect(await send(other, '/graphql', body, identity)).toBe(401);
    const events = await fetch(`${subgraph.url}/events?after=0`, { headers: { [IDENTITY_HEADER]: identity } });
    expect(events.status).toBe(401);
  });

  test('accepts the request once, and refuses every copy of it', async () => {
    const { body, identity } = recorded;
    expect(body).toContain('callerIdentity');
    const statuses = await Promise.all(Array.from({ length: 5 }, () => send(subgraph, '/graphql', body, identity)));
    expect(statuses.toSorted()).toEqual([200, 401, 401, 401, 401]);
    expect(await send(subgraph, '/graphql', body, identity)).toBe(401);
  });
});
