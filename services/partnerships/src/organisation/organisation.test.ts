import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  type NewName,
  OrganisationKind,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';
import { FuzzyDate } from '@wizness/kernel';

const { OFFICIAL, SHORT, ALIAS } = NameKind;
const { ASSOCIATION, COMPANY, UNIVERSITY } = OrganisationKind;

type Row = Record<string, unknown>;

describe('Organisations', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let context: PartnershipsContext;
  let wimoov: string;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    context = open.context();
    wimoov = await register(
      ASSOCIATION,
      { value: 'Voiture&Co', kind: OFFICIAL, lang: 'fr', until: FuzzyDate.fromEdtf('2013') },
      { value: 'Wimoov', kind: OFFICIAL, since: FuzzyDate.fromEdtf('2013') },
      { value: 'Cars & Co', kind: ALIAS, lang: 'en' },
    );
    await register(UNIVERSITY, { value: 'HEC Paris', kind: OFFICIAL }, { value: 'HEC', kind: SHORT });
    await register(COMPANY, { value: 'École 100%_Verte', kind: OFFICIAL });
  });
  afterAll(() => open.close());

  const register = async (kind: OrganisationKind, ...names: NewName[]) =>
    (await context.organisations.register({ kind, names })).id;
  const query = async (source: string, variables?: Row) => {
    const { data, errors } = await open.query(source, variables);
    expect(errors).toBeUndefined();
    return data as Record<string, Row>;
  };
  const namesIn = async (args: string) => {
    const { organisations } = await query(`{ organisations(${args}) { nodes { name } } }`);
    return (organisations?.['nodes'] as { name: string }[]).map(({ name }) => name);
  };

  test.each(['Voiture & co', 'voiture&co', 'VOITURE ET CO', 'Wimoov', 'cars and co'])(
    'Finds the organisation by the name "%s"',
    async (name) => {
      const { organisation } = await query(
        'query ($name: String!) { organisation(name: $name) { id name en: name(lang: "en") mergedIds } }',
        { name },
      );
      expect(organisation).toEqual({ id: wimoov, name: 'Wimoov', en: 'Wimoov', mergedIds: [] });
    },
  );

  test('A name shared by several organisations resolves to the one whose current official name it is', async () => {
    const registerWithId = async (value: string, ...names: { value: string; kind: NameKind }[]) =>
      context.organisations.register({ kind: COMPANY, names, identifiers: [{ scheme: 'rna', value }] });
    const magazine = (await registerWithId('W000000001', { value: 'Alternatives', kind: OFFICIAL })).id;
    const other = await registerWithId(
      'W000000002',
      { value: 'Alt Inc', kind: OFFICIAL },
      { value: 'alternatives', kind: ALIAS },
    );
    expect(other.id).not.toBe(magazine);
    expect(await query('{ organisation(name: "ALTERNATIVES") { id } }')).toEqual({ organisation: { id: magazine } });
  });

  test('A name that several organisations share equally is refused with their ids', async () => {
    const group = { value: 'le groupe', kind: ALIAS };
    const ids = [
      await register(COMPANY, { value: 'Danone', kind: OFFICIAL }, group),
      await register(COMPANY, { value: 'Renault', kind: OFFICIAL }, group),
    ];
    const { errors } = await open.query('{ organisation(name: "Le Groupe") { id } }');
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    for (const id of ids) expect(errors?.[0]?.message).toContain(id);
  });

  test('An unknown organisation is null, and a lookup with neither or both of id and name is refused', async () => {
    expect(
      await query(
        '{ a: organisation(id: "org_none") { id } b: organisation(name: "Nobody") { id } c: organisation(name: "") { id } }',
      ),
    ).toEqual({ a: null, b: null, c: null });
    for (const by of ['', '(id: "org_x", name: "x")']) {
      const { errors } = await open.query(`{ organisation${by} { id } }`);
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });

  test('Lists organisations by name without regard to case and accents, and paging by cursor returns each once', async () => {
    const whole = await namesIn('first: 100');
    expect(whole).toContain('École 100%_Verte');
    expect(whole.indexOf('École 100%_Verte')).toBeLessThan(whole.indexOf('HEC Paris'));
    const paged: string[] = [];
    let after = 'null';
    for (let more = true; more; ) {
      const { organisations } = await query(
        `{ organisations(first: 2, after: ${after}) { nodes { name } pageInfo { hasNextPage endCursor } totalCount } }`,
      );
      const { nodes, pageInfo, totalCount } = organisations as { nodes: Row[]; pageInfo: Row; totalCount: number };
      expect(totalCount).toBe(whole.length);
      paged.push(...nodes.map(({ name }) => String(name)));
      after = JSON.stringify(pageInfo['endCursor']);
      more = pageInfo['hasNextPage'] as boolean;
    }
    expect(paged).toEqual(whole);
  });

  test('Filters by any name and by kind, takes % and _ literally, and returns nothing for an empty list of kinds', async () => {
    expect(await namesIn('filter: { text: "voiture c" }')).toEqual(['Wimoov']);
    expect(await namesIn('filter: { text: "ecole" }')).toEqual(['École 100%_Verte']);
    expect(await namesIn('filter: { text: "h_c" }')).toEqual([]);
    expect(await namesIn('filter: { text: "%" }')).toEqual([]);
    expect(await namesIn('filter: { kinds: [UNIVERSITY] }')).toEqual(['HEC Paris']);
    expect(await namesIn('filter: { text: "hec", kinds: [COMPANY] }')).toEqual([]);
    expect(await namesIn('filter: { kinds: [] }')).toEqual([]);
    expect(await namesIn('filter: { text: "", kinds: null }, first: 1')).toHaveLength(1);
  });

  test('A merged id resolves through every entry point in the same statement', async () => {
    const survivor = await register(COMPANY, { value: 'Survivor', kind: OFFICIAL });
    const merged = await register(COMPANY, { value: 'Merged', kind: OFFICIAL });
    const reason = 'One and the same.';
    expect(await context.merges.merge({ survivorId: survivor, duplicateIds: [merged], reason }, 'member_1')).toEqual(
      [],
    );
    open.statements();
    const { a, b, _entities } = await query(
      `query ($merged: ID!, $survivor: ID!, $representations: [_Any!]!) {
        a: organisation(id: $merged) { id } b: organisation(id: $survivor) { id }
        _entities(representations: $representations) { ... on Organisation { id } } }`,
      { merged, survivor, representations: [{ __typename: 'Organisation', id: merged }] },
    );
    expect(open.statements()).toHaveLength(1);
    expect([a, b, ...(_entities as unknown as Row[])]).toEqual([{ id: survivor }, { id: survivor }, { id: survivor }]);
    expect(await query('query ($merged: ID!) { organisation(id: $merged) { mergedIds } }', { merged })).toEqual({
      organisation: { mergedIds: [merged] },
    });
  });
});
