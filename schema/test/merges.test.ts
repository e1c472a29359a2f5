import { readServiceSettings, withServices } from '@wizness/infra';
import { connectClient, Role, systemClock } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import { createClient } from './support/client';
import { demoDatabase, openGraph, silentLog, type TestGraph } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

const OF_ORGANISATION = `id name mergedIds followerCount viewerFollows viewerRating { score }
  posts(first: 100) { nodes { slug mentions { surface target { ... on Organisation { id } } } } totalCount }
  ratings(first: 100, orderBy: NEWEST) { nodes { score updatedAt author { id } } totalCount } ratingSummary { count average histogram { score count } }
  members(first: 100) { nodes { id affiliation { organisation { id } } } totalCount }
  facts(first: 100) { nodes { id status independentSources } totalCount }`;

/** Everything that the four services say of two organisations. */
const READ = `query ($a: ID!, $b: ID!) {
  a: organisation(id: $a) { ${OF_ORGANISATION} } b: organisation(id: $b) { ${OF_ORGANISATION} }
  about: posts(filter: { mentionsIds: [$b] }, first: 100) { nodes { slug } totalCount }
  aboutEither: posts(filter: { mentionsIds: [$a, $b] }, first: 100) { nodes { slug } totalCount }
  notAbout: posts(filter: { not: { mentionsIds: [$b] } }, first: 100) { nodes { slug } totalCount }
  members(filter: { organisationIds: [$b] }, first: 100) { nodes { id } totalCount }
  topRated(filter: { kinds: [ORGANISATION] }, first: 100) { nodes { ... on Organisation { id } } totalCount }
  feed(first: 100) { nodes { slug } }
}`;

const INPUTS = {
  rate: 'RateInput',
  follow: 'FollowInput',
  unfollow: 'FollowInput',
  mergeSubjects: 'MergeSubjectsInput',
  unmergeSubject: 'UnmergeSubjectInput',
} as const;

interface Organisation {
  readonly id: string;
  readonly followerCount: number;
  readonly posts: { readonly nodes: { slug: string }[]; readonly totalCount: number };
  readonly ratings: { readonly nodes: { score: number; updatedAt: string; author: { id: string } }[] };
  readonly ratingSummary: { readonly count: number; readonly average: number };
  readonly members: { readonly totalCount: number };
}
interface Answer {
  readonly a: Organisation;
  readonly b: Organisation;
  readonly about: { readonly totalCount: number };
  readonly members: { readonly totalCount: number };
  readonly topRated: { readonly totalCount: number };
  readonly feed: { readonly nodes: { slug: string }[] };
}

describe.each(MODES)('Two organisations of the whole graph that are merged (%s)', (mode) => {
  let database: TestDatabase;
  let graph: TestGraph;
  let editor: string;
  let reader: string;
  let mailbox: Mailbox;
  const ids = { a: '', b: '' };

  const send = async <Data>(query: string, variables: object, credential: string): Promise<Data> => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  };
  const change = async (field: keyof typeof INPUTS, input: object, credential: string): Promise<void> => {
    const query = `mutation ($input: ${INPUTS[field]}!) { ${field}(input: $input) { userErrors { code message } } }`;
    expect(await send(query, { input }, credential)).toEqual({ [field]: { userErrors: [] } });
  };
  const read = () => send<Answer>(READ, ids, reader);
  const rowsOf = async (service: string, sql: string, parameters: unknown[] = []) => {
    const connection = await connectClient(database.urlOf(service));
    try {
      return (await connection.query<{ count: string }>(sql, parameters)).rows;
    } finally {
    }
  };
  const mergedIn = async (): Promise<number[]> => {
    const counts: number[] = [];
    for (const service of ['content', 'membership', 'ratings']) {
      const rows = await rowsOf(service, `SELECT count(*) FROM ${service}.merged_subjects`);
      counts.push(Number(rows[0]?.count));
    }
    return counts;
  };

  beforeAll(async () => {
    database = await demoDatabase();
    const options = {
      databaseUrl: database.url,
      settings: readServiceSettings({}),
      clock: systemClock,
      log: silentLog,
    };
    await withServices(options, ({ membership }) =>
      membership.inTransaction(({ members }) => members.grant('nadia-belkacem', Role.EDITOR)),
    );
    mailbox = await openMailbox();
    graph = await openGraph(mode, database, { settings: mailbox.settings });
    editor = await graph.credentialOf('nadia-belkacem');
    const { data } = await graph.execute<Record<'a' | 'b', { id: string }>>(
      '{ a: organisation(name: "Renault") { id } b: organisation(name: "Voiture & co") { id } }',
    );
    Object.assign(ids, { a: data.a.id, b: data.b.id });
    const client = createClient(() => graph.url);
    reader = (await client.signIn(await join(client, mailbox, 'marin'), PASSWORD)).accessToken;
    await change('rate', { subjectId: ids.a, score: 2 }, reader);
    await change('rate', { subjectId: ids.b, score: 5 }, reader);
    await change('follow', { id: ids.b }, reader);
    // Content learns of the follow from the log of membership, and orders the feed by it.
    const follows = 'SELECT FROM content.follows WHERE target_id = $1';
    await waitUntil(async () => (await rowsOf('content', follows, [ids.b])).length === 1);
  });
  afterAll(async () => {
    await graph.close();
    await mailbox.remove();
    await database.drop();
  });

  test('Are one for posts, ratings, follows and members, and two as before once the merge is undone', async () => {
    const before = await read();
    expect(before.a.posts.totalCount).toBeGreaterThan(0);
    await change('mergeSubjects', { survivorId: ids.a, duplicateIds: [ids.b], reason: 'A test.' }, editor);
    await waitUntil(async () => (await mergedIn()).every((rows) => rows === 1));
    const merged = await read();
    expect(merged.b).toEqual(merged.a);
    const slugs = new Set([...before.a.posts.nodes, ...before.b.posts.nodes].map(({ slug }) => slug));
    expect(merged.a.id).toBe(ids.a);
    expect(merged.a.posts.totalCount).toBe(slugs.size);
    expect(merged.about.totalCount).toBe(slugs.size);
    expect(merged).toMatchObject({
      a: { followerCount: 1, viewerFollows: true, viewerRating: { score: 5 }, mergedIds: [ids.b] },
      members: { totalCount: before.a.members.totalCount + before.b.members.totalCount },
      topRated: { totalCount: before.topRated.totalCount - 1 },
    });
    // Of a member who rated both, the newer rating counts.
    const given = [...before.a.ratings.nodes, ...before.b.ratings.nodes].toSorted((one, other) =>
      one.updatedAt < other.updatedAt ? -1 : 1,
    );
    const scores = [...new Map(given.map(({ author, score }) => [author.id, score])).values()];
    expect(scores.length).toBeLessThan(given.length);
    expect(merged.a.ratings.nodes.map(({ score }) => score).toSorted()).toEqual(scores.toSorted());
    const { count, average } = merged.a.ratingSummary;
    expect([count, count * average]).toEqual([
      scores.length,
      expect.closeTo(
        scores.reduce((sum, score) => sum + score, 0),
        9,
      ),
    ]);
    expect(
      merged.feed.nodes
        .slice(0, slugs.size)
        .map(({ slug }) => slug)
        .toSorted(),
    ).toEqual([...slugs].toSorted());

    await change('unmergeSubject', { id: ids.b, reason: 'A test.' }, editor);
    await waitUntil(async () => (await mergedIn()).every((rows) => rows === 0));
    expect(await read()).toEqual(before);
  });

  test('Take what is written while they are one, and it stays with the survivor', async () => {
    await change('mergeSubjects', { survivorId: ids.a, duplicateIds: [ids.b], reason: 'A test.' }, editor);
    await waitUntil(async () => (await mergedIn()).every((rows) => rows === 1));
    await change('rate', { subjectId: ids.b, score: 1 }, reader);
    await change('unfollow', { id: ids.a }, reader);
    await change('follow', { id: ids.b }, reader);
    await change('unmergeSubject', { id: ids.b, reason: 'A test.' }, editor);
    await waitUntil(async () => (await mergedIn()).every((rows) => rows === 0));
    expect(await read()).toMatchObject({
      a: { viewerRating: { score: 1 } },
      b: { viewerRating: { score: 5 }, followerCount: 1, viewerFollows: true },
    });
  });
});
