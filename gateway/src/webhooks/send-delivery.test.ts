import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { systemClock } from '@wizness/kernel';
import type { Agent } from 'undici';
import { createPublicAgent, type ResolveHost } from './public-connector';
import { sendDelivery } from './send-delivery';

const BODY = { id: 'postevent_1', contentType: 'application/json; charset=utf-8', text: '{"type":"post.published"}' };
const TIMEOUT_MS = 1000;

type Handler = (response: ServerResponse, request: IncomingMessage) => void;

describe('One attempt at a delivery', () => {
  let handle: Handler;
  let requests: string[];
  let agents: Agent[];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.headers.host} ${request.url}`);
    response.on('error', () => undefined);
    request.resume().on('end', () => handle(response, request));
  });
  let port = 0;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    requests = [];
    agents = [];
    handle = (response) => void response.end('ok');
  });
  afterEach(() => Promise.all(agents.map((agent) => agent.destroy())));
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const agentFor = (openHosts: readonly string[], resolveHost?: ResolveHost): Agent => {
    const agent = createPublicAgent(openHosts, resolveHost);
    agents.push(agent);
    return agent;
  };
  const send = (url: string, dispatcher: Agent, signal = new AbortController().signal) =>
    sendDelivery({ url, secrets: ['c2VjcmV0'] }, BODY, {
      dispatcher,
      clock: systemClock,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
  const sendHere = (path = '/') => send(`http://127.0.0.1:${port}${path}`, agentFor(['127.0.0.1']));
  const answer =
    (status: number, body = '', headers = {}): Handler =>
    (response) =>
      void response.writeHead(status, headers).end(body);
  /** Resolves names to these answers in turn, and to the last one from then on. */
  const names =
    (...answers: readonly (readonly string[])[]): ResolveHost =>
    (_host, done) => {
      const addresses = answers.length > 1 ? answers[0] : answers.at(-1);
      answers = answers.length > 1 ? answers.slice(1) : answers;
      done(
        null,
        (addresses ?? []).map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };

  test.each([200, 201, 202, 204, 299])('A status of %d is a success', async (status) => {
    handle = answer(status);
    expect(await sendHere()).toMatchObject({ outcome: 'SUCCEEDED', statusCode: status, error: null, waitMs: 0 });
  });

  test.each([300, 304, 400, 401, 404, 429, 500, 503])('A status of %d is a failure', async (status) => {
    handle = answer(status);
    expect(await sendHere()).toMatchObject({ outcome: 'FAILED', statusCode: status, requestExcerpt: BODY.text });
  });

  const REDIRECTS = [301, 302, 303, 307, 308].flatMap((status) => [
    { status, location: '/moved' },
    { status, location: 'http://169.254.169.254/latest/meta-data/' },
  ]);
  test.each(REDIRECTS)('A redirect with $status to $location is not followed', async ({ status, location }) => {
    handle = answer(status, '', { location });
    const attempt = await sendHere();
    expect(attempt).toMatchObject({
      outcome: 'FAILED',
      error: `The endpoint answered ${status}. Redirects are not followed.`,
    });
    expect(requests).toHaveLength(1);
  });

  test('410 ends the endpoint', async () => {
    handle = answer(410);
    expect((await sendHere()).outcome).toBe('GONE');
  });

  test.each([
    ['120', 120_000],
    ['999999999', 24 * 60 * 60 * 1000],
    ['soon', 0],
    ['-5', 0],
    ['Mon, 01 Jan 1990 00:00:00 GMT', 0],
  ])('Retry-After: %s is read as %d ms', async (value, waitMs) => {
    handle = answer(503, '', { 'retry-after': value });
    expect((await sendHere()).waitMs).toBe(waitMs);
  });

  test('Retry-After can be a date', async () => {
    handle = answer(429, '', { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() });
    const { waitMs } = await sendHere();
    expect(waitMs).toBeGreaterThan(3_500_000);
    expect(waitMs).toBeLessThanOrEqual(3_600_000);
  });

  test('An answer that never ends, drips, or does not begin is given up after the timeout', async () => {
    handle = () => undefined;
    const error = 'There was no complete answer within 1 s.';
    expect(await sendHere()).toMatchObject({ outcome: 'FAILED', statusCode: null, error });
    handle = (response) => {
      const timer = setInterval(() => response.write('a'), 20);
      response.writeHead(200).on('close', () => clearInterval(timer));
    };
    expect(await sendHere()).toMatchObject({ outcome: 'FAILED', statusCode: 200, error });
  });

  test('Of a huge answer the start is read, and the connection is closed', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    handle = (response) => {
      closed = once(response, 'close');
      const write = (): void => {
        while (!response.destroyed && response.write('é'.repeat(10_000)));
        response.once('drain', write);
      };
      response.writeHead(200);
      write();
    };
    const attempt = await sendHere();
    expect(attempt).toMatchObject({ outcome: 'SUCCEEDED', responseExcerpt: 'é'.repeat(2000) });
    await closed;
  });

  test('A connection that is cut or refused is a failure, without the address in the message', async () => {
    handle = (response) => response.destroy();
    expect(await sendHere()).toMatchObject({
      outcome: 'FAILED',
      error: expect.stringMatching(/^No answer was received \([A-Z_]+\)\.$/),
    });
    const refused = await send('http://127.0.0.1:1/', agentFor(['127.0.0.1']));
    expect(refused.error).toBe('No answer was received (ECONNREFUSED).');
  });

  test('What an answer contains can be stored', async () => {
    handle = (response) => void response.end(Buffer.from([0x61, 0x00, 0xff, 0x62]));
    expect((await sendHere()).responseExcerpt).toBe('a\u{FFFD}\u{FFFD}b');
  });

  test('An attempt that the process cuts off has no outcome', async () => {
    handle = () => undefined;
    const stop = new AbortController();
    const sent = send(`http://127.0.0.1:${port}/`, agentFor(['127.0.0.1']), stop.signal);
    stop.abort(new Error('stopping'));
    await expect(sent).rejects.toThrow('stopping');
  });

  test.each([
    ...['127.0.0.1', '127.1', '0x7f.1', '0x7f000001', '2130706433', '0177.0.0.1', '017700000001', '0', '127.0.0.1.'],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::1]'],
    ...['１２７.０.０.１', '①②⑦.0.0.1', '%31%32%37.0.0.1', '10.0.0.1', '192.168.1.1', '172.16.0.1'],
    ...['0X7F000001', '127.0.0%2E1', '[::FFFF:7F00:1]', '[::127.0.0.1]', '[::ffff:0:127.0.0.1]', '[0:0:0:0:0:0:0:1]'],
    ...['[64:ff9b::169.254.169.254]', '[64:ff9b:1::a00:1]', '[2002:a9fe:a9fe::1]', '[2001::1]'],
    ...['169.254.169.254', '[fd00:ec2::254]', '[fe80::1]', '100.64.0.1', '168.63.129.16'],
  ])('No connection is made to %s', async (host) => {
    expect(await send(`http://${host}:${port}/`, agentFor([]))).toMatchObject({
      outcome: 'FAILED',
      statusCode: null,
      error: 'The host has no public address.',
    });
    expect(requests).toEqual([]);
  });

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['10.1.2.3']],
    [['169.254.169.254']],
    [['0.0.0.0']],
    [['64:ff9b::7f00:1']],
    [['2002:7f00:1::1']],
    [['::127.0.0.1']],
    [['fe80::1%lo']],
    [['8.8.8.8', '127.0.0.1']],
    [['2606:4700::1', '::1']],
  ])('No connection is made to a name with the addresses %j', async (addresses) => {
    const attempt = await send(`http://hooks.example.org:${port}/`, agentFor([], names(addresses)));
    expect(attempt.error).toBe('The host has no public address.');
    expect(requests).toEqual([]);
  });

  test('A name that was public when it was checked, and leads to this machine when it is connected to, is refused', async () => {
    const rebinding = names(['8.8.8.8'], ['127.0.0.1']);
    rebinding('rebind.example.org', (_error, addresses) => expect(addresses).toMatchObject([{ address: '8.8.8.8' }]));
    const attempt = await send(`http://rebind.example.org:${port}/`, agentFor([], rebinding));
    expect(attempt.error).toBe('The host has no public address.');
    expect(requests).toEqual([]);
  });

  test('A host that the operator has opened is reached, and only that one', async () => {
    const agent = agentFor(['127.0.0.1']);
    expect((await send(`http://127.0.0.1:${port}/`, agent)).outcome).toBe('SUCCEEDED');
    expect((await send(`http://[::1]:${port}/`, agent)).error).toBe('The host has no public address.');
    expect((await send(`http://127.0.0.2:${port}/`, agent)).error).toBe('The host has no public address.');
  });
});
