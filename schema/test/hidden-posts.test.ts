import { Scope } from '@wizness/kernel';
import { cloneGraphDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { identityOf, type MemberName } from '../src/access/scenario/members';
import { POST_NAMES, type PostName } from '../src/access/scenario/posts';
import { createScenario, type Scenario } from '../src/access/scenario/scenario';
import { postsRevealed } from '../src/access/table';
import { MODES } from '../src/graph';
import { type Client, createClient } from './support/client';
import { openGraph, type TestGraph } from './support/graphs';

const POST = `... on Post { id title commentCount comments(first: 5) { nodes { id body { source } } } ratingSummary { count }
  ratings(first: 5) { nodes { id } totalCount } facts(first: 5) { nodes { id } totalCount } }`;
const FACT = 'id value { ... on TextValue { text } } citations { quote source { id title post { id title } } }';

/** Every path in the graph to a post, or to something that belongs to one. */
const ALL_PATHS = `query ($author: ID!, $member: ID!, $organisation: ID!, $programme: ID!, $partnership: ID!) {
  posts { nodes { ${POST} } totalCount }
  search: posts(filter: { text: "organisation" }) { nodes { id } totalCount }
  feed { nodes { id } totalCount }
  topic(slug: "topic") { postCount posts { nodes { id } totalCount } }
  topRated { nodes { id ${POST} } totalCount }
  author: member(id: $author) { posts { nodes { id } totalCount } }
  rater: member(id: $member) { ratingsGiven { nodes { id subject { id ${POST} } } totalCount } }
  organisation(id: $organisation) { posts { nodes { id } totalCount } facts { nodes { ${FACT} } totalCount } }
  programme(id: $programme) { posts { nodes { id } totalCount } }
  partnership(id: $partnership) { posts { nodes { id } totalCount } }
  facts { nodes { ${FACT} } totalCount }
}`;

/** The posts that each member may see, with an API key that may read posts and facts. */
const VISIBLE: Readonly<Record<MemberName, readonly PostName[]>> = {
  member: ['public', 'members'],
  author: POST_NAMES,
  colleague: ['public', 'members', 'organisation'],
  editor: POST_NAMES,
  analyst: ['public', 'members'],
  moderator: ['public', 'members'],
  admin: POST_NAMES,
};

describe.each(MODES)('Visibility of posts and what belongs to them (%s)', (mode) => {
  let database: TestDatabase;
  let scenario: Scenario;
  let graph: TestGraph;
  const client: Client = createClient(() => graph.url);

  beforeAll(async () => {
    database = await cloneGraphDatabase(`hidden_posts_${mode}`, async () => undefined);
    scenario = await createScenario(database.url);
    graph = await openGraph(mode, database);
  });
  afterAll(async () => {
    await graph.close();
    await scenario.close();
    await database.drop();
  });

  const apiKeyOf = async (name: MemberName): Promise<string> => {
    const { members, running, clock } = scenario;
    const { apiKeys } = running.membership.createContext({ identity: identityOf(members, name), clock });
    return (await apiKeys.create({ name: 'Reader', scopes: [Scope.POSTS_READ, Scope.FACTS_READ] })).secret ?? '';
  };

  const visiblePosts = async (credential?: string): Promise<readonly PostName[]> => {
    const { members, entities } = scenario;
    const { organisation, programme, partnership } = entities;
    const variables = { ...members, organisation, programme, partnership };
    const { text, errors } = await client.send(ALL_PATHS, variables, credential);
    expect(errors).toBeUndefined();
    const visible = postsRevealed(text, scenario);
    // Neither titles, quotes nor counts may reveal a hidden post.
    for (const name of POST_NAMES) {
      for (const words of [`"Post ${name}"`, `"Document ${name}"`, `Said in ${name}.`]) {
        expect({ words, shown: text.includes(words) }).toEqual({ words, shown: visible.includes(name) });
      }
    }
    const counts = [...text.matchAll(/"posts?(?:Count"|":\{"nodes":\[[^\]]*\],"totalCount"):(\d+)/g)].map(([, n]) => n);
    expect(counts.length).toBeGreaterThanOrEqual(5);
    expect(new Set(counts)).toEqual(new Set([String(visible.length)]));
    return visible;
  };

  test('Anonymous callers see the public post only', async () => {
    expect(await visiblePosts()).toEqual(['public']);
  });

  test.each(Object.entries(VISIBLE))('The %s sees exactly these posts: %j', async (name, posts) => {
    expect(await visiblePosts(await apiKeyOf(name as MemberName))).toEqual(posts);
  });
});
