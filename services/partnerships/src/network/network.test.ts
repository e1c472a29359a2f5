import { Visibility } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import fc from 'fast-check';
import { onDatabase } from '../../test/support/on-database';
import { PUBLIC, recorder } from '../../test/support/recorder';
import { repairRelations } from './repair-relations';

interface Edge {
  readonly source: string;
  readonly target: string;
  readonly kind: string;
}
interface Read {
  readonly nodes: {
    readonly entity: { id: string };
    readonly distance: number;
    readonly degree: number;
    readonly component: number;
  }[];
  readonly edges: Edge[];
  readonly truncated: boolean;
}

/** What may happen to the statement `claim`, which is one of few, so that statements are changed and withdrawn often. */
const action = fc.record({
  claim: fc.integer({ min: 0, max: 11 }),
  does: fc.constantFrom('STATE', 'STATE', 'STATE', 'WITHDRAW', 'HIDE', 'SHOW'),
  property: fc.constantFrom('affiliation', 'participation', 'parent_organisation', 'met'),
  role: fc.constantFrom('FOUNDER', 'DIRECTOR', 'NETWORK_MEMBER', 'PARTNER'),
  ends: fc.tuple(fc.nat(11), fc.nat(11)).filter(([one, other]) => one !== other),
});

const NETWORK = `query ($ids: [ID!]!, $depth: Int!, $limit: Int!, $kinds: [RelationKind!], $at: AsOf) {
  network(rootIds: $ids, depth: $depth, limit: $limit, kinds: $kinds, at: $at) {
    nodes { entity { id } distance degree component } edges { source target kind fact { id } label(lang: "en") } truncated
  }
}`;
const PATHS = `query ($a: ID!, $b: ID!) {
  shortestPaths(fromId: $a, toId: $b, maxLength: 8) { entities { id } edges { source target kind } }
}`;

/** Every pair of neighbours, from both sides. */
const neighboursOf = (edges: readonly Edge[]): Map<string, Set<string>> => {
  const neighbours = new Map<string, Set<string>>();
  for (const { source, target } of edges) {
    for (const [from, to] of [
      [source, target],
      [target, source],
    ] as const) {
      neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
    }
  }
  return neighbours;
};

/** Steps to everything that can be reached. */
const distancesFrom = (root: string, neighbours: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> => {
  const distances = new Map([[root, 0]]);
  for (const [id, distance] of distances) {
    for (const next of neighbours.get(id) ?? []) if (!distances.has(next)) distances.set(next, distance + 1);
  }
  return distances;
};

describe('The network', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const ids: string[] = [];
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const { organisations, properties } = open.context();
    await properties.defineMissing({
      properties: [{ key: 'parent_organisation', labels: { fr: 'x', en: 'x' }, valueKind: 'ENTITY' }],
    });
    for (let index = 0; index < 12; index += 1) {
      const names = [{ value: `Firm ${index}`, kind: NameKind.OFFICIAL }];
      ids.push((await organisations.register({ kind: OrganisationKind.COMPANY, names })).id);
    }
    ids.sort();
  });
  afterAll(() => open.close());

  /** Each claim is of a document of its own, so that it can be hidden and withdrawn alone. */
  const apply = async ({
    claim,
    does,
    property,
    role,
    ends,
  }: typeof action extends fc.Arbitrary<infer Each> ? Each : never) => {
    const context = open.context();
    const document = `document-${claim}`;
    if (does === 'WITHDRAW') return void (await context.facts.retractAbsent(document, []));
    if (does !== 'STATE') {
      const audience = { ...PUBLIC, visibility: does === 'HIDE' ? Visibility.ORGANISATION : Visibility.PUBLIC };
      return context.posts.register({ id: `post_${document}`, audience });
    }
    const { record } = await recorder(context, document);
    await record({
      claim: 'claim',
      subjectId: ids[ends[0]] ?? '',
      property,
      measure: 'STATEMENT',
      value: { kind: 'ENTITY', entityId: ids[ends[1]] ?? '', raw: '' },
      dimensions: { role },
    });
  };

  /** The relations that facts state, each from its source, as rows say it. */
  const statedRelations = (): Promise<Edge[]> =>
    onDatabase(open.url, (db) =>
      db.query(`SELECT DISTINCT
          CASE property_key WHEN 'participation' THEN entity_id ELSE subject_id END AS source,
          CASE property_key WHEN 'participation' THEN subject_id ELSE entity_id END AS target,
          CASE WHEN property_key = 'parent_organisation' THEN 'PARENT'
            WHEN property_key = 'affiliation' THEN CASE dimension_values ->> 'role' WHEN 'FOUNDER' THEN 'FOUNDED' ELSE 'AFFILIATED' END
            ELSE CASE dimension_values ->> 'role' WHEN 'NETWORK_MEMBER' THEN 'MEMBER_OF' ELSE 'PARTICIPATES' END END AS kind
        FROM facts WHERE known_to = 'infinity' AND status <> 'RETRACTED' AND property_key <> 'met' AND visible_to = 0`),
    );

  const PROJECTION = `SELECT fact_id, is_forward, from_id, to_id, kind, known_from, known_to, visible_to FROM relations ORDER BY 1, 2`;

  const network = async (variables: object): Promise<Read> => {
    const { data, errors } = await open.query(NETWORK, { depth: 5, limit: 200, ...variables });
    expect(errors).toBeUndefined();
    return data?.['network'] as Read;
  };

  const sortedEdges = (edges: readonly Edge[]): string[] =>
    edges.map(({ source, target, kind }) => [source, target, kind].join(' ')).toSorted();

  test('Is that of a walk over the stated relations, and a smaller one is its beginning', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 12 }), async (actions) => {
        for (const each of actions) await apply(each);
        const edges = await statedRelations();
        const neighbours = neighboursOf(edges);
        const [root = ''] = ids;
        const distances = distancesFrom(root, neighbours);
        const read = await network({ ids: [root] });
        const expected = [...distances].filter(([, distance]) => distance <= 5);
        expect(read.nodes.map(({ entity, distance }) => [entity.id, distance])).toEqual(
          expected.toSorted(([one, near], [other, far]) => near - far || (one < other ? -1 : 1)),
        );
        const shown = new Set(expected.map(([id]) => id));
        expect(sortedEdges(read.edges)).toEqual(
          sortedEdges(edges.filter(({ source, target }) => shown.has(source) && shown.has(target))),
        );
        expect(read.truncated).toBe(false);
        for (const { entity, degree, component } of read.nodes) {
          const related = edges.flatMap(({ source, target, kind }) =>
            source === entity.id ? [`${target} ${kind}`] : target === entity.id ? [`${source} ${kind}`] : [],
          );
          expect({ degree, component }).toEqual({ degree: new Set(related).size, component: 1 });
        }
        const small = await network({ ids: [root], limit: 3 });
        expect(small.nodes.map(({ entity }) => entity.id)).toEqual(
          read.nodes.slice(0, 3).map(({ entity }) => entity.id),
        );
        for (const target of ids.slice(1)) {
          const { data, errors } = await open.query(PATHS, { a: root, b: target });
          expect(errors).toBeUndefined();
          const paths = data?.['shortestPaths'] as { entities: { id: string }[]; edges: Edge[] }[];
          const length = distances.get(target);
          expect(paths.length > 0).toBe(length !== undefined && length <= 8);
          expect(new Set(paths.map(({ entities }) => entities.map(({ id }) => id).join())).size).toBe(paths.length);
          for (const { entities, edges: steps } of paths) {
            expect([entities[0]?.id, entities.at(-1)?.id, steps.length]).toEqual([root, target, length]);
            steps.forEach((step, index) => {
              const pair = [entities[index]?.id, entities[index + 1]?.id];
              expect([step.source, step.target].toSorted()).toEqual(pair.toSorted());
              expect(sortedEdges(edges)).toEqual(expect.arrayContaining(sortedEdges([step])));
            });
          }
        }
        const stored = await onDatabase(open.url, (db) => db.query<object[]>(PROJECTION));
        await onDatabase(open.url, (db) => db.transaction((tx) => repairRelations(tx)));
        expect(await onDatabase(open.url, (db) => db.query<object[]>(PROJECTION))).toEqual(stored);
      }),
      { numRuns: 6 },
    );
  });

  test('Is repaired, whatever was stored', async () => {
    const stored = await onDatabase(open.url, (db) => db.query<object[]>(PROJECTION));
    expect(stored.length).toBeGreaterThan(0);
    await onDatabase(open.url, async (db) => {
      await db.query(`UPDATE relations SET kind = 'PARTNER', visible_to = 2`);
      await db.query('DELETE FROM relations WHERE is_forward');
      await db.transaction((tx) => repairRelations(tx));
    });
    expect(await onDatabase(open.url, (db) => db.query<object[]>(PROJECTION))).toEqual(stored);
  });

  test('As of a moment has the relations that were known then', async () => {
    await apply({ claim: 100, does: 'STATE', property: 'parent_organisation', role: 'PARTNER', ends: [10, 11] });
    const { data } = await open.query('{ facts(first: 1, orderBy: NEWEST) { nodes { recordedAt } } }');
    const [{ recordedAt } = { recordedAt: '' }] = (data?.['facts'] as { nodes: { recordedAt: string }[] }).nodes;
    const earlier = new Date(Date.parse(recordedAt) - 1).toISOString();
    const edge = { source: ids[10] ?? '', target: ids[11] ?? '', kind: 'PARENT' };
    const edgesAt = async (knownAt: string) =>
      sortedEdges((await network({ ids: [ids[10]], depth: 1, at: { knownAt } })).edges);
    expect(await edgesAt(recordedAt)).toEqual(expect.arrayContaining(sortedEdges([edge])));
    await apply({ claim: 100, does: 'WITHDRAW', property: 'met', role: 'PARTNER', ends: [0, 1] });
    expect(sortedEdges((await network({ ids: [ids[10]], depth: 1 })).edges)).not.toEqual(
      expect.arrayContaining(sortedEdges([edge])),
    );
    expect(await edgesAt(recordedAt)).toEqual(expect.arrayContaining(sortedEdges([edge])));
    expect(await edgesAt(earlier)).not.toEqual(expect.arrayContaining(sortedEdges([edge])));
  });

  test('Has partners only if they are asked for by name', async () => {
    await apply({ claim: 101, does: 'STATE', property: 'participation', role: 'PARTNER', ends: [9, 8] });
    await apply({ claim: 102, does: 'STATE', property: 'participation', role: 'PARTNER', ends: [9, 7] });
    const kinds = ['PARTICIPATES', 'PARTNER'];
    const { edges } = await network({ ids: [ids[9]], depth: 1, kinds });
    const [one = '', other = ''] = [ids[7] ?? '', ids[8] ?? ''].toSorted();
    expect(sortedEdges(edges)).toEqual(
      expect.arrayContaining(sortedEdges([{ source: one, target: other, kind: 'PARTNER' }])),
    );
    expect((await network({ ids: [ids[9]], depth: 1 })).edges.some(({ kind }) => kind === 'PARTNER')).toBe(false);
  });

  test('With more nodes than the limit says that it is cut', async () => {
    const { nodes, truncated } = await network({ ids, limit: 5 });
    expect([nodes.length, truncated]).toEqual([5, true]);
  });

  test.each([
    ['network(rootIds: []) { truncated }', ['rootIds']],
    ['network(rootIds: ["org_none"]) { truncated }', ['rootIds', 0]],
    ['network(rootIds: ["post_01h455vb4pex5vsknk084sn02q"]) { truncated }', ['rootIds', 0]],
    ['network(rootIds: ["$"], depth: 6) { truncated }', ['depth']],
    ['network(rootIds: ["$"], depth: 0) { truncated }', ['depth']],
    ['network(rootIds: ["$"], limit: 1001) { truncated }', ['limit']],
    ['shortestPaths(fromId: "$", toId: "$") { edges { kind } }', ['toId']],
    ['shortestPaths(fromId: "$", toId: "org_none") { edges { kind } }', ['toId']],
    ['shortestPaths(fromId: "$", toId: "$", maxLength: 9) { edges { kind } }', ['maxLength']],
  ])('%s is refused with the argument', async (field, argument) => {
    const { errors } = await open.query(`{ ${field.replaceAll('$', ids[0] ?? '')} }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});
