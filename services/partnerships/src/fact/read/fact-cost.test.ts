import { anonymous, createLogger, type Identity, systemClock, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { execute, parse, validate } from 'graphql';
import type { EntityManager } from 'typeorm';
import { onDatabase } from '../../../test/support/on-database';
import { PUBLIC, recorder } from '../../../test/support/recorder';

const FACTS = 6000;
const SUBJECTS = 60;

/** Copies a fact, with its citations, to many subjects. */
const COPIES = [
  `INSERT INTO facts SELECT copied.* FROM facts fact, generate_series(1, $3::integer) n,
     jsonb_populate_record(fact, jsonb_build_object(
       'id', 'fact_' || $2 || lpad(n::text, 24, '0'), 'lineage_id', 'fact_' || $2 || lpad(n::text, 24, '0'),
       'claim_key', $2 || n, 'subject_id', 'org_' || lpad((n % ${SUBJECTS})::text, 26, '0'),
       'known_from', timestamptz '2026-01-01' + n * interval '1 second')) copied
   WHERE fact.id = $1`,
  `INSERT INTO citations SELECT copied.* FROM citations citation, generate_series(1, $3::integer) n,
     jsonb_populate_record(citation, jsonb_build_object(
       'id', 'citation_' || $2 || n, 'fact_id', 'fact_' || $2 || lpad(n::text, 24, '0'))) copied
   WHERE citation.fact_id = $1`,
];

describe('The cost of reading facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let sourceId: string;
  const statements: (readonly [sql: string, parameters: readonly unknown[], session?: object])[] = [];

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const names = [{ value: 'Firm', kind: NameKind.OFFICIAL }];
    const { id: subjectId } = await open.context().organisations.register({ kind: OrganisationKind.COMPANY, names });
    for (const [document, visibility] of [
      ['a', Visibility.PUBLIC],
      ['b', Visibility.MEMBERS],
    ] as const) {
      const { record, source } = await recorder(open.context(), document, { ...PUBLIC, visibility });
      if (document === 'a') sourceId = source.id;
      const value = { kind: 'QUANTITY', amount: '7', unit: 'platform', raw: '' } as const;
      const about = { claim: 'first', subjectId, property: 'mobility_platforms', measure: 'ACTUAL' } as const;
      const { id } = await record({ ...about, value });
      await onDatabase(open.url, async (db) => {
        for (const sql of COPIES) await db.query(sql, [id, document, FACTS / 2]);
      });
    }
    await onDatabase(open.url, (db) => db.query('VACUUM (ANALYZE) facts, citations, cited_facts'));
  });
  afterAll(() => open.close());

  /** Pages of the database that a statement reads. */
  const pagesOf = async (db: EntityManager, [sql, parameters]: (typeof statements)[number]): Promise<number> => {
    const [row] = await db.query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }[]>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`,
      [...parameters],
    );
    const plan = row?.['QUERY PLAN'][0]?.Plan ?? {};
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  };

  /** Pages that all statements of an operation read together. */
  const costOf = async (query: string, identity: Identity): Promise<number> => {
    statements.splice(0);
    const running = await partnerships.open({
      database: { url: open.url, poolSize: 1, onStatement: (...statement) => statements.push(statement) },
      settings: partnerships.settings.parse({}),
      log: createLogger('cost', 'silent'),
    });
    const document = parse(query);
    expect(validate(partnerships.schema, document)).toEqual([]);
    const contextValue = running.createContext({ identity, clock: systemClock });
    const { errors } = await execute({ schema: partnerships.schema, document, contextValue });
    await running.close();
    expect(errors).toBeUndefined();
    return onDatabase(open.url, async (db) => {
      let pages = 0;
      for (const statement of statements) pages += await pagesOf(db, statement);
      return pages;
    });
  };
  const ofSource = (fields: string) =>
    `{ _entities(representations: [{ __typename: "Source", id: "${sourceId}" }]) { ... on Source { facts(first: 20) { ${fields} } } } }`;

  // A page of 20 facts and one more. A number takes less than a page for each fact; judged fact by fact, it was a dozen.
  test.each([
    ['the first page', '{ facts(first: 20) { nodes { id } } }', 60],
    ['the last page', '{ facts(last: 20) { nodes { id } } }', 60],
    ['the newest', '{ facts(first: 20, orderBy: NEWEST) { nodes { id } } }', 90],
    ['the first due', '{ facts(first: 20, orderBy: DUE_EARLIEST) { nodes { id } } }', 90],
    [
      'those of a property',
      '{ facts(first: 20, filter: { properties: ["mobility_platforms"] }) { nodes { id } } }',
      90,
    ],
    ['those of a source', () => ofSource('nodes { id }'), 150],
    ['the number of all', '{ facts(first: 0) { totalCount } }', FACTS],
    ['the number of those of a source', () => ofSource('totalCount'), FACTS],
  ])('Is bounded by the page for %s, for anonymous viewers and for members', async (_, query, most) => {
    const operation = typeof query === 'string' ? query : query();
    for (const identity of [anonymous, memberIdentity('member_one')]) {
      expect(await costOf(operation, identity)).toBeLessThan(most);
    }
  });
});
