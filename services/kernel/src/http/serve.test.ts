import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { anonymous, IDENTITY_HEADER, signIdentity, type SignedRequest } from '../access/identity';
import { createLogger } from '../runtime/log';
import { createSubgraphServer } from './serve';
import { defineSubgraph } from '../subgraph';
import { openSubgraph, type OpenSubgraph } from '../../test/support/open-subgraph';

@ObjectType({ description: 'A greeting.' })
class Greeting {
  @Field(() => String, { description: 'The text.' })
  readonly text: string;
}

@Resolver(() => Greeting)
class GreetingResolver {
  @Query(() => Greeting, { description: 'A greeting.' })
  greeting(): Greeting {
    return { text: 'hello' };
  }

  @Query(() => Greeting, { nullable: true, description: 'Throws.' })
  broken(): Greeting {
    throw new Error('SELECT secret FROM tables at 10.0.0.1');
  }
}

const subgraph = defineSubgraph({
  name: 'greetings',
  resolvers: [GreetingResolver],
  types: [Greeting],
  references: {},
  storage: { schema: 'greetings', entities: [], migrations: [] },
  personalData: async (_, memberId) => ({ greetings: [{ to: memberId }] }),
  createContext: () => ({}),
});
const secret = new TextEncoder().encode('a secret that is long enough to sign with');

describe('A subgraph over HTTP', () => {
  let open: OpenSubgraph<object>;
  let server: ReturnType<typeof createSubgraphServer>;

  beforeAll(async () => {
    open = await openSubgraph(subgraph);
    server = createSubgraphServer(subgraph, open, { secret, log: createLogger('greetings', 'silent') });
  });
  afterAll(async () => {
    await server.close();
    await open.close();
  });

  const send = async (body: string, token: string | null) =>
    server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...(token && { [IDENTITY_HEADER]: token }) },
      payload: body,
    });
  const sign = (body: string, changed: Partial<SignedRequest> = {}, key = secret) =>
    signIdentity(anonymous, { service: 'greetings', method: 'POST', path: '/graphql', body, ...changed }, key);
  const post = async (query: string) => {
    const body = JSON.stringify({ query });
    return send(body, sign(body));
  };

  test('executes a signed request', async () => {
    expect((await post('{ greeting { text } }')).json()).toEqual({ data: { greeting: { text: 'hello' } } });
  });

  test('refuses requests without a signature, and signatures for another request', async () => {
    const body = JSON.stringify({ query: '{ greeting { text } }' });
    const refused = [
      null,
      'nonsense',
      sign(body, {}, new TextEncoder().encode('another secret that is long enough to sign')),
      sign(body, { service: 'farewells' }),
      sign(body, { path: '/personal-data' }),
      sign(body, { method: 'GET' }),
      sign(JSON.stringify({ query: '{ greeting { text text } }' })),
      sign(''),
    ];
    for (const token of refused) {
      const response = await send(body, token);
      expect(response.statusCode).toBe(401);
      expect(response.json().data).toBeUndefined();
    }
    expect((await send(body, sign(body))).statusCode).toBe(200);
  });

  test('checks the signature before the body', async () => {
    for (const body of ['not json', '{}', '']) expect((await send(body, null)).statusCode).toBe(401);
    expect((await send('not json', sign('not json'))).statusCode).toBe(400);
    expect((await send('{}', sign('{}'))).statusCode).toBe(400);
  });

  test('returns personal data only for a signed request', async () => {
    const body = JSON.stringify({ memberId: 'member_1' });
    const request = async (token: string | null) =>
      server.inject({
        method: 'POST',
        url: '/personal-data',
        headers: { 'content-type': 'application/json', ...(token && { [IDENTITY_HEADER]: token }) },
        payload: body,
      });
    expect((await request(null)).statusCode).toBe(401);
    expect((await request(sign(body))).statusCode).toBe(401);
    expect((await request(sign(body, { path: '/personal-data' }))).json()).toEqual({
      greetings: [{ to: 'member_1' }],
    });
  });

  test('reveals nothing of an unexpected error', async () => {
    const response = await post('{ broken { text } }');
    expect(response.json()).toMatchObject({ data: { broken: null }, errors: [{ path: ['broken'] }] });
    expect(response.body).not.toMatch(/secret|10\.0\.0\.1|SELECT/);
  });

  test('refuses an operation that does not match the schema', async () => {
    expect((await post('{ nothing }')).statusCode).toBe(400);
    expect((await post('{')).statusCode).toBe(400);
  });

  test('reports that it is alive and ready', async () => {
    expect((await server.inject('/health')).statusCode).toBe(200);
    expect((await server.inject('/ready')).statusCode).toBe(200);
  });
});
