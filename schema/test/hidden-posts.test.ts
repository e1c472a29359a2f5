import { Scope } from '@wizness/kernel';
import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { lettersIn } from '../src/access/table';
import { inSession, createScenario, type MemberName, type World } from '../src/access/scenario/scenario';
import { LETTERS } from '../src/access/scenario/scenario-posts';
import { MODES } from '../src/graph';
import { type Client, clientOf } from './support/client';
import { openGraph, type TestGraph } from './support/graphs';

const POST = `... on Post { id title commentCount comments { nodes { id body { source } } } ratingSummary { count }
  ratings { nodes { id } totalCount } facts { nodes { id } totalCount } }`;
const FACT = 'id value { ... on TextValue { text } } citations { quote source { id title post { id title } } }';

/** Every way that leads to a post, or to what is said of it. */
const WAYS = `query ($author: ID!, $member: ID!, $organisation: ID!, $programme: ID!, $partnership: ID!) {
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

/** Who comes with an API key that may read posts, and the posts that they see. */
const SEEN: Readonly<Record<MemberName, string>> = {
  member: 'PM',
  author: 'PMOD',
  colleague: 'PMO',
  editor: 'PMOD',
  analyst: 'PM',
  moderator: 'PM',
  admin: 'PMOD',
};

describe.each(MODES)('what is said of a post, through the public graph (%s)', (mode) => {
  let database: TestDatabase;
  let world: World;
  let graph: TestGraph;
  const client: Client = clientOf(() => graph.url);

  beforeAll(async () => {
    database = await cloneDatabase(`hidden_posts_${mode}`, async () => undefined);
    world = await createScenario(database.url);
    graph = await openGraph(mode, database);
  });
  afterAll(async () => {
    await graph.close();
    await world.close();
    await database.drop();
  });

  const keyOf = async (name: MemberName): Promise<string> => {
    const { members, running, clock } = world;
    const { apiKeys } = running.membership.createContext({ identity: inSession(members, name), clock });
    return (await apiKeys.create({ name: 'Reader', scopes: [Scope.POSTS_READ] })).secret ?? '';
  };

  const seenWith = async (credential?: string): Promise<string> => {
    const { members, known } = world;
    const { organisation, programme, partnership } = known;
    const variables = { ...members, organisation, programme, partnership };
    const { text, errors } = await client.send(WAYS, variables, credential);
    expect(errors).toBeUndefined();
    const letters = lettersIn(text, world);
    // Nor do their words show, or their number.
    for (const letter of LETTERS) {
      for (const words of [`"Post ${letter}"`, `"Document ${letter}"`, `Said in ${letter}.`]) {
        expect({ words, shown: text.includes(words) }).toEqual({ words, shown: letters.includes(letter) });
      }
    }
    const counts = [...text.matchAll(/"posts?(?:Count"|":\{"nodes":\[[^\]]*\],"totalCount"):(\d+)/g)].map(([, n]) => n);
    expect(counts.length).toBeGreaterThanOrEqual(5);
    expect(new Set(counts)).toEqual(new Set([String(letters.length)]));
    return letters;
  };

  test('is seen by visitors where the post is for everybody', async () => {
    expect(await seenWith()).toBe('P');
  });

  test.each(Object.entries(SEEN))('is seen by the %s where the post is: %s', async (name, letters) => {
    expect(await seenWith(await keyOf(name as MemberName))).toBe(letters);
  });
});
