import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';

import type { TestDatabase } from '@wizness/kernel/testing';
import { SaxesParser } from 'saxes';
import { verify } from '@wizness/partnerships/verify.mjs';
import { MODES } from '../src/graph';
import { describeFactPage, SITE } from './exports/fact-page';
import { describePackage } from './exports/package';
import { get, rowsOf } from './support/exports';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';

const FILES = [
  ...['csv', 'ndjson', 'jsonld', 'parquet'].flatMap((format) => [`facts.${format}`, `organisations.${format}`]),
  ...['network.csv', 'network.graphml'],
];

describe('Exports', () => {
  let database: TestDatabase;
  let graphs: Readonly<Record<(typeof MODES)[number], TestGraph>>;

  beforeAll(async () => {
    database = await demoDatabase();
    graphs = { embedded: await openGraph('embedded', database), remote: await openGraph('remote', database) };
  });
  afterAll(async () => {
    for (const mode of MODES) await graphs[mode].close();
    await database.drop();
  });

  const take = (path: string, headers?: Record<string, string>, mode: (typeof MODES)[number] = 'embedded') =>
    get(`${graphs[mode].url}/exports/${path}`, headers);

  test('Have the facts that the graph lists for the same filter and moment', async () => {
    const filter = { measures: ['TARGET', 'BASELINE'] };
    const { data } = await graphs.embedded.execute<{ facts: { nodes: { id: string; subject: { name: string } }[] } }>(
      'query ($filter: FactFilter) { facts(first: 100, filter: $filter, at: { validAt: "2012-01-01" }) { nodes { id subject { name } } } }',
      { filter },
    );
    const expected = data.facts.nodes.map(({ id, subject }) => [id, subject.name]).toSorted();
    expect(expected.length).toBeGreaterThan(1);
    for (const query of [
      `filter=${encodeURIComponent(JSON.stringify(filter))}&validAt=2012-01-01`,
      'measures=TARGET,BASELINE&validAt=2012-01-01',
      'measures=TARGET&measures=BASELINE&validAt=2012-01-01',
    ]) {
      const rows = rowsOf((await take(`facts.ndjson?${query}`)).body.toString());
      expect(rows.map((row) => [row['version_id'], row['subject_name']]).toSorted()).toEqual(expected);
    }
  });

  test('Are the same bytes in both modes, with a digest behind them and in a file beside them', async () => {
    for (const path of FILES) {
      const [one, other] = [await take(path), await take(path, {}, 'remote')];
      expect(one.status).toBe(200);
      expect(one.body.equals(other.body)).toBe(true);
      expect(one.headers.etag).toBe(other.headers.etag);
      const sha256 = createHash('sha256').update(one.body);
      expect(one.trailers['repr-digest']).toBe(`sha-256=:${sha256.copy().digest('base64')}:`);
      expect((await take(`${path}.sha256`)).body.toString()).toBe(`${sha256.digest('hex')}  ${path}\n`);
    }
  });

  test('Have the organisations of the graph, with the names that the caller may see', async () => {
    const { data } = await graphs.embedded.execute<{ organisations: { nodes: { id: string; names: object[] }[] } }>(
      '{ organisations(first: 100, filter: { countries: ["FR"] }) { nodes { id names { value } } } }',
    );
    const rows = rowsOf((await take('organisations.ndjson?countries=FR')).body.toString());
    const named = (names: unknown) => (names as { value: string }[]).map(({ value }) => value);
    expect(rows.map(({ organisation, names }) => [organisation, named(names)]).toSorted()).toEqual(
      data.organisations.nodes.map(({ id, names }) => [id, named(names)]).toSorted(),
    );
    expect(rows.length).toBeGreaterThan(0);
  });

  test('Have the relations of the network, around roots or all of them, as GraphML that a strict parser reads', async () => {
    const { data } = await graphs.embedded.execute<{
      organisation: { id: string };
      network: { edges: { source: string; target: string; kind: string }[] };
    }>('{ organisation(name: "Voiture & co") { id } }');
    const root = data.organisation.id;
    const found = await graphs.embedded.execute<{
      network: { edges: { source: string; target: string; kind: string }[] };
    }>('query ($root: ID!) { network(rootIds: [$root], depth: 1) { edges { source target kind } } }', { root });
    const xml = (await take(`network.graphml?rootIds=${root}&depth=1`)).body.toString();
    new SaxesParser({ xmlns: true }).write(xml).close();
    const edges = [...xml.matchAll(/<edge source="(.*?)" target="(.*?)" directed="true">/g)].map(([, from, to]) => [
      from,
      to,
    ]);
    expect(new Set(edges.map(String))).toEqual(
      new Set(found.data.network.edges.map(({ source, target }) => `${source},${target}`)),
    );
    const all = (await take('network.csv')).body.toString().split('\r\n');
    expect(all.length - 2).toBeGreaterThan(edges.length);
  });

  test('Are JSON-LD with the quotes as selectors', async () => {
    const { '@graph': nodes } = JSON.parse((await take('facts.jsonld')).body.toString()) as {
      '@graph': Record<string, unknown>[];
    };
    expect(nodes.length).toBe(rowsOf((await take('facts.ndjson')).body.toString()).length);
    expect(nodes[0]).toMatchObject({
      '@type': ['Observation', 'prov:Entity'],
      'prov:wasDerivedFrom': [
        { 'oa:hasSelector': [{ '@type': 'oa:TextQuoteSelector' }, { '@type': 'oa:TextPositionSelector' }] },
      ],
    });
  });

  test('Are not sent again to a client that has them, and HEAD tells what they are', async () => {
    const { headers } = await take('facts.ndjson');
    const again = await take('facts.ndjson', { 'if-none-match': String(headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const other = await take('facts.ndjson?properties=purpose', { 'if-none-match': String(headers.etag) });
    expect(other.status).toBe(200);
    const head = await get(`${graphs.embedded.url}/exports/facts.ndjson`, {}, 'HEAD');
    expect([head.status, head.headers.etag, head.body.length]).toEqual([200, headers.etag, 0]);
  });

  test.each([
    ['facts.xml', 404, 'NOT_FOUND', 'There is no route'],
    ['organisations.graphml', 400, 'BAD_USER_INPUT', 'There is no organisations.graphml'],
    ['facts.csv?colour=red', 400, 'BAD_USER_INPUT', 'An export has no parameter `colour`'],
    ['facts.csv?text=a%00b', 400, 'BAD_USER_INPUT', 'contains a NUL character'],
    ['facts.csv?filter=%7B%22ids%22:%5B%22fact_%5Cud800%22%5D%7D', 400, 'BAD_USER_INPUT', 'half of a surrogate pair'],
    ['facts.csv?properties=no_such', 400, 'BAD_USER_INPUT', 'no_such'],
    ['facts.csv?filter=%7B', 400, 'BAD_USER_INPUT', 'must be an object in JSON'],
    ['facts.csv?filter=%7B%22a%22:1%7D', 400, 'BAD_USER_INPUT', 'Field "a" is not defined'],
    ['facts.csv?filter=%7B%7D&country=FR', 400, 'BAD_USER_INPUT', 'Give either `filter` or `country`'],
    ['facts.csv?validAt=2012-02-30', 400, 'BAD_USER_INPUT', 'validAt'],
    ['facts.csv?knownAt=2999-01-01T00:00:00Z', 400, 'BAD_USER_INPUT', 'in the future'],
    ['network.csv?kinds=PARTNER', 400, 'BAD_USER_INPUT', 'PARTNER is stated by no fact'],
    ['network.csv?rootIds=org_01', 400, 'BAD_USER_INPUT', 'There is no organisation'],
    ['network.csv?depth=9&rootIds=x', 400, 'BAD_USER_INPUT', '`depth` must be between 1 and 5'],
    ['organisations.csv?countries=XX', 400, 'BAD_USER_INPUT', 'XX'],
    ['facts.ndjson?after=facts.1.x', 400, 'INVALID_CURSOR', 'This cursor is of another export'],
    ['facts.csv?after=facts.1.x', 400, 'BAD_USER_INPUT', 'Only /exports/facts.ndjson tells what has changed'],
  ])('Refuse %s with %i and %s', async (path, status, code, message) => {
    for (const mode of MODES) {
      const answer = await take(path, {}, mode);
      expect(answer.status).toBe(status);
      const [error] = (JSON.parse(answer.body.toString()) as { errors: { message: string; extensions: object }[] })
        .errors;
      expect(error?.message).toContain(message);
      expect(error?.extensions).toMatchObject({ code });
    }
  });

  test('Have each version of a fact and the text of its sources, so that anyone can verify it', async () => {
    const [row] = rowsOf((await take('facts.ndjson')).body.toString());
    const { url } = graphs.remote;
    const fact = await get(`${url}/facts/${String(row?.['version_id'])}.json`);
    expect(fact.headers['content-type']).toBe('application/json; charset=utf-8');
    const { page, ...rest } = JSON.parse(fact.body.toString()) as Record<string, unknown>;
    expect(rest).toEqual(row);
    expect(page).toMatchObject({ url: `${SITE}/facts/${String(row?.['version_id'])}`, versions: [{ version: 1 }] });
    const verified = await verify(`${url}/facts/${String(row?.['version_id'])}`);
    expect(verified).toMatchObject({ problems: [], counts: { facts: 1, unread: 0 } });
    expect(verified.counts.quotes).toBeGreaterThan(0);
    for (const path of ['facts/fact_01.json', 'exports/sources/source_01.txt']) {
      expect((await get(`${url}/${path}`)).status).toBe(404);
    }
    const all = await verify(`${url}/exports/facts.ndjson`);
    expect(all.problems).toEqual([]);
    expect(all.counts.facts).toBe(rowsOf((await take('facts.ndjson')).body.toString()).length);
  });

  describeFactPage(() => graphs.embedded);

  describePackage({ take, remotely: (path) => take(path, {}, 'remote') });

  test('Free what they hold when their client stops reading', async () => {
    for (const mode of MODES) {
      const { socket, head } = await new Promise<{ socket: Socket; head: string }>((resolve, reject) => {
        const { hostname, port } = new URL(graphs[mode].url);
        const opened = connect(Number(port), hostname, () =>
          opened.write(`GET /exports/package.zip HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`),
        );
        opened.on('error', reject);
        opened.once('data', (data) => resolve({ socket: opened.pause(), head: data.toString('latin1', 0, 12) }));
      });
      expect(head).toBe('HTTP/1.1 200');
      socket.destroy();
    }
    // Two at once are allowed: those that were left have ended their turns.
    const answers = await Promise.all(Array.from({ length: 6 }, () => take('facts.ndjson')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
  });

  test('Refuse a credential that is not valid', async () => {
    const answer = await take('facts.csv', { authorization: 'Bearer nonsense' });
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"']);
  });
});
