import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectClient, createLogger } from '@wizness/kernel';
import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { readServiceSettings } from '../../command/open-services';
import { REPOSITORY } from '../../folders';
import { loadScaleData } from '../data/load-scale-data';
import { findHotSubjects } from './hot-subjects';
import { SCALE_JOBS } from './jobs';
import { BUFFERS_PER_ROW, exceptionFor, isWithinPage, OWN_BUFFERS } from './list-bounds';
import { LEFT_OUT } from './list-reads';
import { measureJobs } from './measure-jobs';
import { type ListCost, type ListCosts, measureLists } from './measure-lists';
import { type ReadCost, type ReadCosts, readCosts, withReadCosts } from './read-cost';
import { type RecordedGraph, withRecordedGraph } from './recorded-graph';

const SCALE = 0.3;
const OPERATIONS = join(REPOSITORY, 'schema', 'operations');

let database: TestDatabase;
/** What each list costs a visitor, with every order, filter and count. */
let ofVisitor: ListCosts;

beforeAll(async () => {
  database = await cloneDatabase('nothing', async () => undefined);
  const log = createLogger('scale', 'silent');
  await loadScaleData({ databaseUrl: database.url, settings: readServiceSettings({}), log, scale: SCALE, seed: 1 });
  ofVisitor = await measureLists(database.url, 'visitor');
}, 900_000);
afterAll(() => database.drop());

const firstIn = async (sql: string): Promise<string> => {
  const client = await connectClient(database.url);
  const { rows } = await client.query<{ value: string }>(sql);
  await client.end();
  return rows[0]?.value ?? '';
};

/** Variables that point the operations at what is largest. */
const variablesOf = async (): Promise<Readonly<Record<string, object>>> => {
  const hot = await findHotSubjects(database.url);
  const programme = await firstIn(`SELECT programme.slug AS value FROM partnerships.programmes programme
    JOIN partnerships.facts ON subject_id = programme.id GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`);
  const other = await firstIn(
    `SELECT id AS value FROM partnerships.organisations WHERE id <> '${hot.organisationId}' ORDER BY 1 LIMIT 1`,
  );
  return {
    'article-page': { slug: hot.postSlug },
    'member-page': { handle: hot.authorHandle },
    'organisation-page': {
      name: await firstIn(`SELECT name AS value FROM partnerships.organisations WHERE id = '${hot.organisationId}'`),
    },
    'programme-page': { slug: programme },
    network: { roots: [hot.organisationId], from: hot.organisationId, to: other },
    timeline: { subject: hot.organisationId, compared: [hot.organisationId, other] },
  };
};

/** Statements that read more than a multiple of their page, and what they may read at this scale. */
const KNOWN = [
  // Topics in the order of their numbers of posts: all posts are counted.
  { part: 'FROM taggings JOIN posts counted', buffers: 4000 },
  // Partners of an organisation: all its participations, with those of the others, are read before they are sorted.
  { part: '"partnerships"."partners"', buffers: 2000 },
  // Series in the order of their latest events: all events of all series are read.
  { part: 'FROM event_details JOIN posts counted', buffers: 1000 },
];

/** Operations that compute their lists: every fact that matches is read before it is grouped. */
const COMPUTED: Readonly<Record<string, number>> = { analysis: 2000 };

const boundOf = ({ rows, statement }: ReadCost): number =>
  KNOWN.find(({ part }) => statement.sql.includes(part))?.buffers ?? OWN_BUFFERS + BUFFERS_PER_ROW * rows;

const exceeding = (costs: readonly ReadCost[], atLeast = 0): string[] =>
  costs
    .filter((cost) => cost.buffers > Math.max(boundOf(cost), atLeast))
    .map(({ buffers, rows, statement }) => `${buffers} buffers for ${rows} rows: ${statement.sql}`);

test('No statement of the golden operations reads more than its own pages and those of its rows', async () => {
  const variables = await variablesOf();
  const measure = async ({ ask }: RecordedGraph, read: ReadCosts): Promise<string[]> => {
    const found: string[] = [];
    for (const file of readdirSync(OPERATIONS).filter((name) => name.endsWith('.graphql'))) {
      const name = file.replace('.graphql', '');
      const { statements } = await ask(readFileSync(join(OPERATIONS, file), 'utf8'), variables[name] ?? {});
      expect(statements).not.toEqual([]);
      const costs = await read(statements, { isWarm: false });
      found.push(...exceeding(costs, COMPUTED[name]).map((statement) => `${name}: ${statement}`));
    }
    return found;
  };
  const found = await withRecordedGraph(database.url, (graph) =>
    withReadCosts(database.url, (read) => measure(graph, read)),
  );
  expect(found).toEqual([]);
});

test('Every measured job answers, and reads less than its bound at scale 10', async () => {
  const costs = await measureJobs(database.url, SCALE_JOBS, { isWarm: false });
  for (const { name, buffers } of SCALE_JOBS) {
    const { statements = 0, buffers: read = Number.POSITIVE_INFINITY } = costs.get(name) ?? {};
    expect([name, statements > 0, Math.max(read, buffers)]).toEqual([name, true, buffers]);
  }
});

test('A statement that reads a whole table for one row exceeds the bound', async () => {
  const sql = 'SELECT count(*) FROM ratings WHERE review_title IS NULL';
  const costs = await readCosts(database.url, [{ service: 'ratings', sql, parameters: [] }]);
  expect(exceeding(costs)).toHaveLength(1);
});

/** What the reads of `EXCEPTIONS` may cost at this scale, in buffers. */
const MOST_OF_EXCEPTIONS = 8000;

const describeCost = ({ buffers, rows, name, sql }: ListCost): string =>
  `${buffers} buffers for ${rows} rows: ${name}\n${sql}`;

test('No list of the graph reads more than a multiple of its page, with any order, filter or count, but for known reasons', async () => {
  const ofMember = await measureLists(database.url, 'member', ['page']);
  const costs = [...ofVisitor.costs, ...ofMember.costs];
  const expensive = costs.filter((cost) => !isWithinPage(cost));
  expect(expensive.filter((cost) => !exceptionFor(cost)).map(describeCost)).toEqual([]);
  expect(expensive.filter(({ buffers }) => buffers > MOST_OF_EXCEPTIONS).map(describeCost)).toEqual([]);
});

test('The lists that are not measured are known', () => {
  const { costs, empty, unread } = ofVisitor;
  expect(costs.length).toBeGreaterThan(30);
  expect(unread).toEqual([]);
  expect(empty).toEqual(['Partnership.posts', 'Person.posts', 'Programme.posts']);
  expect(Object.keys(LEFT_OUT)).toEqual(['FactExclusion.facts']);
});
