import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { type ClaimsFile, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, demoPage, demoVocabulary, importPublic } from '../../test/support/demo-claims';
import { everyRow } from '../../test/support/on-database';

const DEMO = demoPage('alter-mardis');

describe('A claims file that no longer makes a claim', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
  });
  afterEach(() => open.close());

  const importClaims = (claims: Partial<ClaimsFile>, page = DEMO) =>
    open
      .context({ identity: ANALYST })
      .inTransaction((tx) => importPublic(tx, { ...page, claims: { ...page.claims, ...claims } }));
  const query = async (document: string) => {
    const { data, errors } = await open.query(document);
    expect(errors).toBeUndefined();
    return data as Record<string, { totalCount: number; nodes: Record<string, unknown>[] }>;
  };
  const listed = async (filter: string) => {
    const { facts } = await query(
      `{ facts(first: 100, filter: ${filter}) { totalCount nodes { status version citations { quote } supersedes { id status } } } }`,
    );
    return facts;
  };
  const withoutLaunch = DEMO.claims.claims.filter(({ key }) => key !== 'launch');
  const LAUNCHES = '{ properties: ["programme_launched"] }';
  const RETRACTED = '{ statuses: [RETRACTED] }';

  test('Retracts the fact: it leaves the lists and the launch date, is listed on request, and keeps its history', async () => {
    const first = await importClaims({});
    const second = await importClaims({ claims: withoutLaunch });
    expect(second.counts).toMatchObject({ CREATED: 0, REVISED: 0, RETRACTED: 1 });
    expect(second.retracted).toEqual(['launch']);
    expect(await listed(LAUNCHES)).toEqual({ totalCount: 0, nodes: [] });
    expect(await listed(RETRACTED)).toEqual({
      totalCount: 1,
      nodes: [
        {
          status: 'RETRACTED',
          version: 2,
          citations: [{ quote: DEMO.claims.claims.find(({ key }) => key === 'launch')?.quote }],
          supersedes: { id: first.facts['launch'], status: 'ACCEPTED' },
        },
      ],
    });
    expect(
      (await query('{ facts(filter: { or: [{ statuses: [RETRACTED] }] }) { totalCount } }'))['facts']?.totalCount,
    ).toBe(1);
    const id = first.subjects['mobiliz']?.id ?? '';
    const { programme } = await query(
      `{ programme(id: "${id}") { launched { edtf } facts(first: 100) { totalCount } } }`,
    );
    expect(programme).toMatchObject({ launched: null });
    const all = await query('{ facts { totalCount } }');
    expect(all['facts']?.totalCount).toBe(Object.keys(second.facts).length);
    const { _entities } = await query(
      `{ _entities(representations: [{ __typename: "Post", id: "post_alter-mardis" }]) { ... on Post { facts { totalCount } } } }`,
    );
    expect(_entities).toEqual([{ facts: { totalCount: Object.keys(second.facts).length } }]);
  });

  test('Importing the same file again writes nothing, and a claim that returns is a new version', async () => {
    await importClaims({});
    await importClaims({ claims: withoutLaunch });
    const rows = await everyRow(open.url);
    expect((await importClaims({ claims: withoutLaunch })).counts).toMatchObject({ RETRACTED: 0, REVISED: 0 });
    expect(await everyRow(open.url)).toEqual(rows);
    expect((await importClaims({})).counts).toMatchObject({ CREATED: 0, REVISED: 1, RETRACTED: 0 });
    expect(await listed(LAUNCHES)).toMatchObject({ nodes: [{ status: 'ACCEPTED', version: 3 }] });
    expect(await listed(RETRACTED)).toMatchObject({ totalCount: 0 });
  });

  test('Hides the role, the participation and the axis that it established, and ends a contradiction', async () => {
    const { subjects } = await importClaims({});
    const people = DEMO.claims.people?.map((each) => ({ ...each, affiliations: [] }));
    const programmes = DEMO.claims.programmes?.map((each) => ({
      ...each,
      participations: [],
      axes: each.axes.slice(0, 1),
    }));
    await importClaims({ people, programmes });
    const { programme } = await query(
      `{ programme(id: "${subjects['mobiliz']?.id}") { participations { role } axes { position } } }`,
    );
    expect(programme).toEqual({ participations: [], axes: [{ position: 1 }] });
    const { organisation } = await query(`{ organisation(id: "${subjects['renault']?.id}") { people { role } } }`);
    expect(organisation).toEqual({ people: [] });

    await importClaims({}, demoPage('outside-sources'));
    expect(await listed(LAUNCHES)).toMatchObject({
      nodes: [{ status: 'DISPUTED' }, { status: 'DISPUTED' }, { status: 'DISPUTED' }],
    });
    await importClaims({ people, programmes, claims: withoutLaunch });
    const { facts } = await query(`{ facts(filter: ${LAUNCHES}) { nodes { status contradicts { id } } } }`);
    expect(facts?.nodes).toEqual([
      { status: 'ACCEPTED', contradicts: [] },
      { status: 'ACCEPTED', contradicts: [] },
    ]);
  });

  test('Leaves the facts of other documents', async () => {
    await importClaims({}, demoPage('outside-sources'));
    const before = await listed('null');
    await importClaims({});
    await importClaims({ claims: [], people: [], partnerships: [], programmes: [] });
    expect(await listed('null')).toEqual(before);
  });
});
