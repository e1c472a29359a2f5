import { content, type ContentContext, PostKind, TextFormat } from '@wizness/content';
import {
  BACKGROUND_TIMEOUTS,
  createLogger,
  type Identity,
  Role,
  type RunningSubgraph,
  scopesOf,
  systemClock,
} from '@wizness/kernel';
import { defaultSettings, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { execute, parse } from 'graphql';
import { newPost } from './support/write-posts';

/** Ten percent of 200 reactions a day: 20. */
const PERCENT = 10;
const LONG_AGO = 'member_00000000000000000000000';

const identityOf = (memberId: string, ...roles: Role[]): Identity => {
  const all = [Role.MEMBER, ...roles];
  return { memberId, roles: all, scopes: scopesOf(all) };
};

interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly retryAfter: number | null }[];
}

describe('The limits on how often members may write', () => {
  let open: OpenSubgraph<ContentContext>;
  let other: RunningSubgraph<ContentContext>;
  let postId: string;
  beforeAll(async () => {
    open = await openSubgraph(content, defaultSettings(content), { rateLimitPercent: PERCENT });
    const database = { url: open.url, poolSize: 4, timeouts: BACKGROUND_TIMEOUTS };
    const options = { database, settings: defaultSettings(content), log: createLogger('content', 'silent') };
    other = await content.open({ ...options, rateLimitPercent: PERCENT });
    const { post } = await open.context().inTransaction(({ stores }) =>
      stores.posts.publish({
        kind: PostKind.NEWS,
        slug: 'news',
        title: 'News',
        lang: 'en',
        body: { source: 'News.', format: TextFormat.PLAIN },
      }),
    );
    postId = post.id;
  });
  afterAll(async () => {
    await other.close();
    await open.close();
  });

  const mutate = async (
    field: string,
    input: Record<string, unknown>,
    identity: Identity,
    running: Pick<RunningSubgraph<ContentContext>, 'createContext'> = open,
  ): Promise<Payload> => {
    const type = field === 'addReaction' ? 'ReactionInput' : `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
    const { data, errors } = await execute({
      schema: content.schema,
      document: parse(`mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code retryAfter } } }`),
      variableValues: { input },
      contextValue: running.createContext({ identity, clock: systemClock }),
    });
    if (errors?.[0]) throw errors[0];
    return data?.[field] as Payload;
  };
  const codes = ({ userErrors }: Payload): string[] => userErrors.map(({ code }) => code);
  const reactions = async (times: number, identity: Identity) => {
    const input = { targetId: postId, kind: 'INSIGHTFUL' };
    const payloads = await Promise.all(
      Array.from({ length: times }, (_, index) => mutate('addReaction', input, identity, index % 2 ? open : other)),
    );
    return payloads.filter(({ userErrors }) => userErrors.length === 0).length;
  };

  test('Let through as often as they allow, whatever the number of requests at once and of processes', async () => {
    expect(await reactions(60, identityOf(`${LONG_AGO}001`))).toBe(5);
    const author = identityOf(`${LONG_AGO}002`);
    for (let number = 0; number < 3; number += 1) {
      await open.context().inTransaction(({ stores }) =>
        stores.posts.publish({
          kind: PostKind.NEWS,
          slug: `by-author-${number}`,
          title: 'News',
          lang: 'en',
          body: { source: 'News.', format: TextFormat.PLAIN },
          authorId: author.memberId,
        }),
      );
    }
    expect(await reactions(60, author)).toBe(20);
    expect(await reactions(60, identityOf(`${LONG_AGO}003`, Role.MODERATOR))).toBe(50);
  });

  test('Refuse with the seconds to wait, and store nothing', async () => {
    const member = identityOf(systemClock.newId('member'));
    expect(await mutate('createPost', newPost({ title: 'The first one' }), member)).toEqual({ userErrors: [] });
    const refused = await mutate('createPost', newPost({ title: 'The second one' }), member);
    expect(codes(refused)).toEqual(['RATE_LIMITED']);
    const seconds = refused.userErrors[0]?.retryAfter ?? 0;
    // One in 120 seconds, at ten percent, and three a day.
    expect(seconds).toBeGreaterThan(1000);
    expect(seconds).toBeLessThanOrEqual(10 * 24 * 3600);
    const { data } = await open.query('{ posts(filter: { text: "second" }) { nodes { id } } }', {}, member);
    expect(data?.['posts']).toEqual({ nodes: [] });
  });

  test('Count neither what is refused for another reason nor the repetition of a request', async () => {
    const member = identityOf(systemClock.newId('member'));
    for (let time = 0; time < 3; time += 1) {
      expect(codes(await mutate('createPost', newPost({ title: '' }), member))).toEqual(['REQUIRED']);
    }
    const input = newPost({ title: 'Once', idempotencyKey: 'one' });
    const payloads = await Promise.all(Array.from({ length: 20 }, () => mutate('createPost', input, member)));
    expect(payloads.flatMap(codes)).toEqual([]);
    expect(codes(await mutate('createPost', { ...input, title: 'Other' }, member))).toEqual(['CONFLICT']);
    expect(codes(await mutate('createPost', newPost({ title: 'Another' }), member))).toEqual(['RATE_LIMITED']);
  });

  test.each([
    ['links', ['[a](https://a.example) [b](https://b.example)', ' [c](https://c.example)']],
    ['members', ['@ada-one and @ada-two and @ada-two', ' and @ada-three']],
  ])('Allow a new member two %s in a text, and others more', async (_, [few = '', more = '']) => {
    const member = identityOf(systemClock.newId('member'));
    const comment = (body: string) => ({ postId, body });
    const refused = await mutate('createComment', comment(few + more), member);
    expect(codes(refused)).toEqual(['INVALID']);
    expect(codes(await mutate('createPost', newPost({ body: few + more }), member))).toEqual(['INVALID']);
    expect(codes(await mutate('createComment', comment(few), member))).toEqual([]);
    const editor = identityOf(systemClock.newId('member'), Role.EDITOR);
    expect(codes(await mutate('createComment', comment(few + more), editor))).toEqual([]);
  });
});
