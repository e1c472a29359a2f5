import { type NewPost, PostKind, TextFormat } from '@wizness/content';
import { deterministicClock } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { readServiceSettings, type Services, registerPost, withServices } from '@wizness/infra';
import { readOperation } from '../src/files';
import { MODES } from '../src/graph';
import { publishCrowdedPage } from './support/crowded-page';
import { demoDatabase, openGraph, silentLog, type TestGraph } from './support/graphs';
import type { MentionedEntities } from './support/mentioned-entities';

const MANY = 50;
const POSTS = 110;

let database: TestDatabase;

const publishPosts = async (services: Services, sets: readonly MentionedEntities[]): Promise<void> => {
  for (let index = 0; index < POSTS; index++) {
    const entities = sets[index % sets.length];
    const article: NewPost = {
      kind: PostKind.ARTICLE,
      slug: `post-${index}`,
      title: `Post ${index}`,
      lang: 'en',
      body: { source: 'Some words.', format: TextFormat.PLAIN },
      authorId: entities?.member,
      writtenForId: entities?.organisation,
      topicSlugs: ['covoiturage'],
    };
    const published = await services.content.inTransaction(({ stores }) => stores.posts.publish(article));
    await registerPost(services, published);
    const rating = { memberId: entities?.member ?? '', subjectId: published.post.id, score: 5 };
    await services.ratings.inTransaction(({ stores }) => stores.ratings.rate(rating));
  }
};

beforeAll(async () => {
  database = await demoDatabase();
  const clock = deterministicClock('2026-06-01T00:00:00Z', 'crowd');
  const options = { databaseUrl: database.url, settings: readServiceSettings({}), clock, log: silentLog };
  await withServices(options, async (services) => {
    await publishCrowdedPage(services, 'one-of-each', 1);
    const sets = await publishCrowdedPage(services, 'many-of-each', MANY);
    await publishPosts(services, sets);
  });
});
afterAll(() => database.drop());

interface List {
  readonly nodes: readonly unknown[];
  readonly totalCount: number;
}

interface Edges {
  readonly edges: readonly unknown[];
}

interface Page {
  readonly post: {
    readonly mentions: readonly { readonly target: { readonly __typename: string } | null }[];
    readonly comments: List & { readonly nodes: readonly { readonly replies: List }[] };
    readonly facts: List & { readonly nodes: readonly { readonly value: { readonly __typename: string } }[] };
    readonly ratings: List;
    readonly details: { readonly reportsOn: { readonly details: { readonly speakers: readonly unknown[] } } };
  };
}

/** Executes an example operation; returns its data and the number of statements of each service. */
const costOf = async <Data>(graph: TestGraph, operation: string, variables: Record<string, unknown>) => {
  graph.statements();
  const { data, errors } = await graph.execute<Data>(readOperation(operation), variables);
  expect(errors).toBeUndefined();
  const statements = Object.fromEntries([...graph.statements()].map(([service, list]) => [service, list.length]));
  return { data, statements };
};

describe.each(MODES)('The number of SQL statements (%s)', (mode) => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openGraph(mode, database);
  });
  afterAll(() => graph.close());

  test.each([
    ['one-of-each', 1],
    ['many-of-each', MANY],
  ])('The page %s has %i items in each list', async (slug, count) => {
    const { data } = await costOf<Page>(graph, 'article-page', { slug });
    const { mentions, comments, facts, ratings, details } = data.post;
    expect(mentions).toHaveLength(5 * count);
    expect(new Set(mentions.map(({ target }) => target?.__typename)).size).toBe(5);
    expect([comments.totalCount, ratings.totalCount, facts.totalCount]).toEqual([count, count, 5 * count]);
    expect(comments.nodes[0]?.replies.nodes).toHaveLength(Math.min(count, 5));
    expect(facts.nodes).toHaveLength(Math.min(5 * count, 50));
    expect(new Set(facts.nodes.map(({ value }) => value.__typename)).size).toBe(5);
    expect(details.reportsOn.details.speakers).toHaveLength(count);
  });

  test('Is the same for a page with 1 or with 50 mentions, comments, facts, speakers and reviews, but for one count of each list that goes on', async () => {
    const { statements: one } = await costOf(graph, 'article-page', { slug: 'one-of-each' });
    const { statements: many } = await costOf(graph, 'article-page', { slug: 'many-of-each' });
    expect(Object.keys(one).toSorted()).toEqual(['content', 'membership', 'partnerships', 'ratings']);
    const counts = { content: 1, membership: 0, partnerships: 1, ratings: 1 };
    const withCounts = Object.entries(counts).map(([service, count]) => [service, (one[service] ?? 0) + count]);
    expect(many).toEqual(Object.fromEntries(withCounts));
  });

  test('Is the same for a front page of 20 posts or of 100 posts', async () => {
    const twenty = await costOf<{ posts: Edges }>(graph, 'front-page', { first: 20 });
    const hundred = await costOf<{ posts: Edges }>(graph, 'front-page', { first: 100 });
    expect([twenty.data.posts.edges.length, hundred.data.posts.edges.length]).toEqual([20, 100]);
    expect(hundred.statements).toEqual(twenty.statements);
    expect(Object.keys(twenty.statements).toSorted()).toEqual(['content', 'membership', 'partnerships', 'ratings']);
  });
});
