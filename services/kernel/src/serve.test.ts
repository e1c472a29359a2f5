import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { IDENTITY_HEADER, anonymous, signIdentity } from './identity';
import { createLogger } from './log';
import { createSubgraphServer } from './serve';
import { defineSubgraph } from './subgraph';
import { openSubgraph, type OpenSubgraph } from './testing/open-subgraph';

@ObjectType({ description: 'A thing.' })
class Greeting {
  @Field(() => String, { description: 'Words.' })
  readonly words: string;
}

@Resolver(() => Greeting)
class GreetingResolver {
  @Query(() => Greeting, { description: 'A greeting.' })
  greeting(): Greeting {
    return { words: 'hello' };
  }

  @Query(() => Greeting, { nullable: true, description: 'Breaks.' })
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
  createContext: () => ({}),
});
const secret = new TextEncoder().encode('a secret that is long enough to sign with');

describe('a subgraph over HTTP', () => {
  let open: OpenSubgraph<object>;
  let server: ReturnType<typeof createSubgraphServer>;

  beforeAll(async () => {
    open = await openSubgraph(subgraph);
    server = createSubgraphServer(subgraph, open, secret, createLogger('greetings', 'silent'));
  });
  afterAll(async () => {
    await server.close();
    await open.close();
  });

  const post = async (query: string, signed = true) =>
    server.inject({
      method: 'POST',
      url: '/graphql',
      headers: signed ? { [IDENTITY_HEADER]: await signIdentity(anonymous, 'greetings', secret) } : {},
      payload: { query },
    });

  test('answers the gateway', async () => {
    expect((await post('{ greeting { words } }')).json()).toEqual({ data: { greeting: { words: 'hello' } } });
  });

  test('refuses whoever is not the gateway', async () => {
    const response = await post('{ greeting { words } }', false);
    expect(response.statusCode).toBe(401);
    expect(response.json().data).toBeUndefined();
  });

  test('says nothing of what broke inside', async () => {
    const response = await post('{ broken { words } }');
    expect(response.json()).toMatchObject({ data: { broken: null }, errors: [{ path: ['broken'] }] });
    expect(response.body).not.toMatch(/secret|10\.0\.0\.1|SELECT/);
  });

  test('refuses a text that does not fit the schema', async () => {
    expect((await post('{ nothing }')).statusCode).toBe(400);
    expect((await post('{')).statusCode).toBe(400);
  });

  test('is alive and ready', async () => {
    expect((await server.inject('/health')).statusCode).toBe(200);
    expect((await server.inject('/ready')).statusCode).toBe(200);
  });
});
