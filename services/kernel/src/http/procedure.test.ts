import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { waitUntil } from '../../test/support/wait-until';
import { badUserInput, FaultCode } from '../errors/fault';
import { createLogger } from '../runtime/log';
import { type CallFailure, callOverHttp } from './call-procedure';
import {
  callLocally,
  type CallProcedure,
  implementProcedure,
  internalProcedure,
  streamingProcedure,
} from './procedure';
import { serveProcedure } from './serve-procedure';
import { createSignedRequestGuard } from './signed-requests';

const secret = new TextEncoder().encode('a secret that is long enough to sign with');

const greet = internalProcedure(
  'greet',
  z.object({ name: z.string() }),
  z.object({ text: z.string(), memberId: z.string().nullable() }),
);
const count = streamingProcedure(
  'count',
  z.object({ to: z.number(), failAt: z.number().optional() }),
  z.object({ number: z.number(), pad: z.string() }),
);
const add = internalProcedure('add', z.object({ one: z.coerce.number(), two: z.coerce.number() }), z.number(), {
  method: 'GET',
  isPublic: true,
});
const missing = internalProcedure('missing', z.object({}), z.object({}));

/** 100 kB in UTF-8: a few hundred of these do not fit into the buffers between server and client. */
const PAD = 'é'.repeat(50_000);

let yielded = 0;
let ended = false;

async function* numbers(to: number, failAt?: number): AsyncIterable<{ number: number; pad: string }> {
  ended = false;
  try {
    for (yielded = 1; yielded <= to; yielded += 1) {
      if (yielded === failAt) throw new Error('SELECT secret FROM tables');
      yield { number: yielded, pad: PAD };
    }
  } finally {
    ended = true;
  }
}

const handlers = [
  implementProcedure(greet, async ({ name }, { identity }) => {
    if (name === '') throw badUserInput('Give a name.');
    if (name === 'bug') throw new Error('SELECT secret FROM tables');
    return { text: `Hello ${name}`, memberId: identity.memberId };
  }),
  implementProcedure(count, async ({ to, failAt }) => numbers(to, failAt)),
  implementProcedure(add, async ({ one, two }) => one + two),
];

const identity = { memberId: 'member_1', roles: [], scopes: [] };

describe('internal procedures', () => {
  let server: FastifyInstance;
  let url: string;
  let remote: CallProcedure;
  let calls: readonly (readonly [name: string, call: CallProcedure])[];

  beforeAll(async () => {
    server = fastify({ forceCloseConnections: true });
    const guard = createSignedRequestGuard(server, 'greetings', secret);
    const log = createLogger('greetings', 'silent');
    for (const handler of handlers) serveProcedure(server, handler, { guard, log });
    url = await server.listen({ port: 0, host: '127.0.0.1' });
    remote = callOverHttp({ service: 'greetings', url, secret });
    calls = [
      ['local', callLocally(handlers)],
      ['remote', remote],
    ];
  });
  afterAll(() => server.close());

  test('return the same result locally and over HTTP, with the identity of the caller', async () => {
    for (const [, call] of calls) {
      expect(await call(greet, { name: 'Léa' }, { identity })).toEqual({ text: 'Hello Léa', memberId: 'member_1' });
      expect(await call(greet, { name: 'Léa' })).toEqual({ text: 'Hello Léa', memberId: null });
      expect(await call(add, { one: 1, two: -3 })).toBe(-2);
    }
  });

  test('throw the same coded error locally and over HTTP', async () => {
    for (const [, call] of calls) {
      await expect(call(greet, { name: '' })).rejects.toMatchObject({
        message: 'Give a name.',
        extensions: { code: FaultCode.BAD_USER_INPUT },
      });
    }
  });

  test('reveal nothing of an unexpected error over HTTP', async () => {
    const error = await remote(greet, { name: 'bug' }).catch((failure: CallFailure) => failure);
    expect(error).toMatchObject({
      code: FaultCode.INTERNAL_SERVER_ERROR,
      message: 'greetings responded with status 500.',
    });
    expect(JSON.stringify(error)).not.toContain('SELECT');
  });

  test('refuse input that does not match the definition', async () => {
    const call = remote as (procedure: typeof greet, input: object) => Promise<unknown>;
    await expect(call(greet, { name: 1 })).rejects.toMatchObject({ extensions: { code: FaultCode.BAD_USER_INPUT } });
  });

  test('reject output that does not match the definition', async () => {
    const other = internalProcedure('greet', z.object({ name: z.string() }), z.object({ greeting: z.string() }));
    await expect(remote(other, { name: 'Léa' })).rejects.toMatchObject({ code: FaultCode.SUBGRAPH_UNAVAILABLE });
  });

  test('reject if the service does not implement the procedure, cannot be reached or has another secret', async () => {
    await expect(callLocally(handlers)(missing, {})).rejects.toThrow('does not implement the procedure "missing"');
    await expect(remote(missing, {})).rejects.toMatchObject({ code: FaultCode.SUBGRAPH_UNAVAILABLE });
    const unreachable = callOverHttp({ service: 'greetings', url: 'http://127.0.0.1:1', secret });
    await expect(unreachable(greet, { name: 'x' })).rejects.toMatchObject({ code: FaultCode.SUBGRAPH_UNAVAILABLE });
    const stranger = callOverHttp({ service: 'greetings', url, secret: new TextEncoder().encode('x'.repeat(40)) });
    await expect(stranger(greet, { name: 'x' })).rejects.toThrow(/SUBGRAPH_SECRET/);
    expect(await stranger(add, { one: 1, two: 1 })).toBe(2);
  });

  test('reject with the reason of the signal when aborted', async () => {
    const aborted = remote(greet, { name: 'x' }, { signal: AbortSignal.abort(new Error('too late')) });
    await expect(aborted).rejects.toThrow('too late');
  });

  describe('with a stream as result', () => {
    test('deliver every item in order, locally and over HTTP', async () => {
      for (const [, call] of calls) {
        const received: number[] = [];
        for await (const { number, pad } of await call(count, { to: 12 })) {
          expect(pad).toBe(PAD);
          received.push(number);
        }
        expect(received).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      }
    });

    test('throw after the items before an error, so that a partial result is never taken for a complete one', async () => {
      for (const [, call] of calls) {
        const received: number[] = [];
        const read = async () => {
          for await (const { number } of await call(count, { to: 20, failAt: 13 })) received.push(number);
        };
        await expect(read()).rejects.toMatchObject({ message: expect.any(String) });
        expect(received.length).toBeLessThanOrEqual(12);
      }
    });

    test('end the handler when the reader stops', async () => {
      for (const [, call] of calls) {
        for await (const { number } of await call(count, { to: 500 })) if (number === 1) break;
        await waitUntil(() => ended);
        expect(yielded).toBeLessThan(500);
      }
    });
  });
});
