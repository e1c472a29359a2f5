import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { request } from 'undici';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';

let database: TestDatabase;
let gateway: TestGateway;

const LIMITS = { requestTimeoutMs: 1500, maxBufferedBytes: 200_000, maxResponseBytes: 2000 };

beforeAll(async () => {
  database = await testDatabase();
  gateway = await startEmbedded(database, LIMITS);
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

/** Sends the head of a POST that announces `length` bytes, and `sent` of them. */
const sendPart = async (length: number, sent: number): Promise<Socket> => {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const head = `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
  socket.write(head + ' '.repeat(sent));
  return socket;
};

/** All that arrives until the server closes the connection. */
const readAll = async (socket: Socket): Promise<string> => {
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  await once(socket, 'close');
  return text;
};

describe('An error message', () => {
  test('does not echo a long value', async () => {
    const long = 'x'.repeat(150_000);
    for (const { body, status } of [
      await gateway.ask('query ($amount: Decimal) { echo(text: "a", amount: $amount) }', { amount: long }),
      await gateway.ask('query ($first: Int!) { posts(first: $first) { id } }', { first: long }),
      await gateway.ask('{ best { id } }', {}, long),
    ]) {
      expect(status).toBe(400);
      expect(body.errors).toHaveLength(1);
      expect(String(body.errors?.[0]?.['message']).length).toBeLessThanOrEqual(500);
    }
  });

  test.each([
    ['of no route', `/${'x'.repeat(10_000)}`, 404],
    ['of a post', `/posts/${'x'.repeat(10_000)}`, 414],
  ])('does not echo a long URL %s', async (_, path, status) => {
    const response = await fetch(`${gateway.url}${path}`);
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(text.length).toBeLessThan(600);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
  });
});

describe('No cache stores a response, and no browser guesses its type', () => {
  test.each([
    ['an operation', '/graphql', { method: 'POST', body: '{"query":"{ best { id } }"}' }],
    ['a refused operation', '/graphql', { method: 'POST', body: '{"query":"{ worst { id } }"}' }],
    ['a malformed request', '/graphql', { method: 'POST', body: '{' }],
    ['an unknown route', '/nothing', {}],
    ['a malformed path', '/posts/%', {}],
    ['a path that is too long', `/posts/${'x'.repeat(200)}`, {}],
  ])('%s', async (_, path, init) => {
    const { headers } = await fetch(`${gateway.url}${path}`, {
      ...init,
      headers: { 'content-type': 'application/json' },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

test('A document that would block or overflow the validator is refused', async () => {
  const repeated = `{ ${'best { id } '.repeat(280)} }`;
  expect((await gateway.ask(repeated)).body.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
  const spreads = (from: number) => `...F${from % 100} ...F${(from + 1) % 100}`;
  const fragments = Array.from({ length: 100 }, (_, n) => `fragment F${n} on Post { id ${spreads(n + 1)} }`);
  const cyclic = `{ best { ${spreads(0)} } } ${fragments.join(' ')}`;
  const { status, body } = await gateway.ask(cyclic);
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  const parameters = new URLSearchParams({ query: cyclic });
  const byGet = await fetch(`${gateway.url}/graphql?${parameters}`, {
    headers: { accept: 'application/graphql-response+json' },
  });
  expect(await byGet.json()).toEqual(body);
});

test('A response above the limit is replaced by an error', async () => {
  for (const first of [60, 100]) {
    const { body } = await gateway.ask(`{ posts(first: ${first}) { id title } }`);
    expect(body.data).toBeNull();
    expect(body.errors).toEqual([
      {
        message: expect.stringMatching('^The response has more than 2000 bytes. '),
        extensions: { code: 'QUERY_TOO_COMPLEX', limit: 2000 },
      },
    ]);
  }
  expect((await gateway.ask('{ posts(first: 3) { id title } }')).body.errors).toBeUndefined();
});

test('A request whose body does not arrive in time is ended', async () => {
  const text = await readAll(await sendPart(100, 10));
  expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(text).toContain('The request took too long to arrive.');
});

/** Sends two queries of 14 MB from an address, and reads nothing of their responses but the start. */
const sendTwoUnread = async (url: string, address: string) => {
  const aliases = Array.from({ length: 16 }, (_, index) => `a${index}: echo(text: $text)`).join(' ');
  const query = `query ($text: String!) { ${aliases} }`;
  const body = JSON.stringify({ query, variables: { text: 'x'.repeat(900_000) } });
  const { hostname, port } = new URL(url);
  const head = `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\nx-forwarded-for: ${address}\r\n`;
  const open = async () => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    socket.write(`${head}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    await once(socket, 'readable');
    return { socket, closed };
  };
  return Promise.all([open(), open()]);
};

describe('A client that does not read its responses', () => {
  // Two operations of this cost run at once. What the system itself buffers of a response is smaller than these.
  const unlimited = { maxResponseBytes: 64 * 1024 * 1024, limits: { maxCost: 1 }, trustedProxies: ['127.0.0.1'] };
  const ask = ({ url }: TestGateway, address: string) =>
    request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: '{"query":"{ best { id } }"}',
    }).then(({ body }) => body.json());
  const best = { data: { best: { id: 'post_7' } } };

  test('is disconnected, and its next query waits until then', async () => {
    const other = await startEmbedded(database, { ...unlimited, requestTimeoutMs: 1500 });
    const unread = await sendTwoUnread(other.url, '192.0.2.1');
    expect(await ask(other, '192.0.2.1')).toEqual(best);
    for (const { socket, closed } of unread) {
      socket.resume();
      await closed;
    }
    expect(Math.min(...unread.map(({ socket }) => socket.bytesRead))).toBeLessThan(16 * 900_000);
    await other.close();
  });

  test('delays nobody who sends the same query, also if equal queries share their results', async () => {
    const other = await startEmbedded(database, { ...unlimited, sharesQueries: true });
    const unread = await sendTwoUnread(other.url, '192.0.2.1');
    let isServed = false;
    const waiting = ask(other, '192.0.2.1').then((result) => {
      isServed = true;
      return result;
    });
    expect(await ask(other, '192.0.2.2')).toEqual(best);
    expect(isServed).toBe(false);
    for (const { socket } of unread) socket.destroy();
    expect(await waiting).toEqual(best);
    await other.close();
  });
});

describe('Bodies that are held at the same time', () => {
  const query = JSON.stringify({ query: `{ best { id } } #${'x'.repeat(100_000)}` });
  const send = async () => {
    const { statusCode, headers, body } = await request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: query,
    });
    return { status: statusCode, headers, body: await body.json() };
  };

  test('are refused above the limit, and accepted again once the others are gone', async () => {
    const held = [await sendPart(90_000, 80_000), await sendPart(90_000, 80_000)];
    let refused = await send();
    // The other bodies arrive over connections of their own, in any order.
    for (let tries = 0; tries < 20 && refused.status !== 503; tries += 1) refused = await send();
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } }] },
    });
    expect((await gateway.ask('{ best { id } }')).body).toEqual({ data: { best: { id: 'post_7' } } });
    for (const socket of held) socket.destroy();
    const accepted = await waitUntil(async () => {
      const response = await send();
      return response.status === 200 && response;
    });
    expect(accepted).toMatchObject({ status: 200, body: { data: { best: { id: 'post_7' } } } });
  });
});

test.each([undefined, 'identity', 'br', 'gzip;q=0', 'deflate, gzip; q=0.0'])(
  'GraphiQL is not sent to a client that does not accept gzip: %s',
  async (accepted) => {
    const { statusCode, headers, body } = await request(`${gateway.url}/graphiql`, {
      headers: accepted === undefined ? {} : { 'accept-encoding': accepted },
    });
    expect(statusCode).toBe(406);
    expect(headers['vary']).toBe('accept-encoding');
    expect(await body.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] });
  },
);

test.each(['gzip', 'br, gzip;q=0.8', '*'])(
  'GraphiQL is sent compressed to a client that accepts %s',
  async (accepted) => {
    const { statusCode, headers, body } = await request(`${gateway.url}/graphiql`, {
      headers: { 'accept-encoding': accepted },
    });
    await body.dump({ limit: 10_000_000 });
    expect({ statusCode, encoding: headers['content-encoding'] }).toEqual({ statusCode: 200, encoding: 'gzip' });
  },
);
