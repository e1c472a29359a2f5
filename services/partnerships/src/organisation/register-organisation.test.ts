import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  type NewName,
  type NewOrganisation,
  OrganisationKind,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';

const { OFFICIAL, SHORT, ALIAS } = NameKind;
const named = (...names: (string | NewName)[]): NewOrganisation => ({
  kind: OrganisationKind.ASSOCIATION,
  names: names.map((name) => (typeof name === 'string' ? { value: name, kind: OFFICIAL } : name)),
});

describe('Registering organisations', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  const register = (organisation: NewOrganisation) => open.context().organisations.register(organisation);
  const read = async (id: string) => {
    const { data, errors } = await open.query(
      `query ($id: ID!) { organisation(id: $id) {
        name kind homepage country names { value kind lang since { edtf raw } until { edtf } }
        identifiers { scheme value uri } parent { name } children { name } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    return data?.['organisation'] as Record<string, unknown> & { names: { value: string; until: unknown }[] };
  };

  test('Another spelling finds the same organisation and is added as a name', async () => {
    const first = await register(named('Voiture&Co'));
    const again = await register(named({ value: 'Voiture & co', kind: ALIAS }));
    expect(first).toMatchObject({ created: true, changed: true });
    expect(again).toMatchObject({ id: first.id, created: false, changed: true });
    expect(again.nameIds).not.toEqual(first.nameIds);
    expect((await read(first.id)).names.map(({ value }) => value)).toEqual(['Voiture&Co', 'Voiture & co']);
  });

  test('Registering the same organisation twice changes nothing', async () => {
    const organisation: NewOrganisation = {
      ...named('Idem', { value: 'IDM', kind: SHORT, lang: 'fr', since: FuzzyDate.fromEdtf('1998', 'en 1998') }),
      homepage: 'https://idem.example/',
      identifiers: [{ scheme: 'rna', value: 'W000000001', uri: 'https://register.example/W1' }],
    };
    const first = await register(organisation);
    const before = await read(first.id);
    expect(await register(organisation)).toEqual({
      ...first,
      created: false,
      changed: false,
      differences: [],
      rule: 'IDENTIFIER',
    });
    expect(await read(first.id)).toEqual(before);
    expect(before).toMatchObject({
      name: 'Idem',
      identifiers: [{ scheme: 'rna', value: 'W000000001', uri: 'https://register.example/W1' }],
      names: [{ value: 'Idem' }, { value: 'IDM', lang: 'fr', since: { edtf: '1998', raw: 'en 1998' }, until: null }],
    });
  });

  test('Renaming ends the old name and shows the new one', async () => {
    const { id } = await register(named('Oldname'));
    const until = FuzzyDate.fromEdtf('2013');
    const renamed = await register(named({ value: 'Oldname', kind: OFFICIAL, until }, 'Newname'));
    expect(renamed).toMatchObject({ id, changed: true, differences: [] });
    expect(await read(id)).toMatchObject({ name: 'Newname', names: [{ until: { edtf: '2013' } }, { until: null }] });
    const listed = await open.query('{ organisations(filter: { text: "oldname" }) { nodes { name } } }');
    expect(listed.data?.['organisations']).toEqual({ nodes: [{ name: 'Newname' }] });
  });

  test('Fills unknown fields and never overwrites known ones', async () => {
    const { id } = await register({ ...named('Fill'), country: 'FR' });
    const filled = await register({
      ...named({ value: 'Fill', kind: OFFICIAL, lang: 'fr' }),
      homepage: 'https://fill.example/',
      country: 'BE',
      kind: OrganisationKind.FUND,
      identity: { sameAsId: id },
    });
    expect(filled).toMatchObject({ id, changed: true, rule: 'SAME_AS' });
    expect(filled.differences).toEqual([
      { field: 'kind', kept: 'ASSOCIATION', given: 'FUND' },
      { field: 'country', kept: 'FR', given: 'BE' },
    ]);
    expect(await read(id)).toMatchObject({ kind: 'ASSOCIATION', country: 'FR', homepage: 'https://fill.example/' });
  });

  test('An organisation can be part of another, but not of itself', async () => {
    const parent = await register(named('HEC Paris'));
    const chair = await register({ ...named('Chaire Entreprise & Pauvreté'), parentId: parent.id });
    expect(await read(chair.id)).toMatchObject({ parent: { name: 'HEC Paris' }, children: [] });
    expect(await read(parent.id)).toMatchObject({ parent: null, children: [{ name: 'Chaire Entreprise & Pauvreté' }] });
    await expect(register({ ...named('HEC Paris'), parentId: parent.id })).rejects.toThrow(
      /Nothing is part of itself: "HEC Paris" is part of "HEC Paris"/,
    );
  });

  test('A circle of parents is refused at any length, also when it is closed at the same time from both sides', async () => {
    const ids: string[] = [];
    for (const name of ['Lowest', 'Low', 'High', 'Highest']) ids.push((await register(named(name))).id);
    const [lowest, low, high, highest] = ids;
    await register({ ...named('Lowest'), parentId: low });
    await register({ ...named('Low'), parentId: high });
    await register({ ...named('High'), parentId: highest });
    await expect(register({ ...named('Highest'), parentId: lowest })).rejects.toThrow(
      'Nothing is part of itself: "Highest" is part of "Lowest" is part of "Low" is part of "High" is part of "Highest".',
    );
    expect(await read(highest ?? '')).toMatchObject({ parent: null });

    const [left, right] = [await register(named('Left')), await register(named('Right'))];
    const both = await Promise.allSettled([
      register({ ...named('Left'), parentId: right.id }),
      register({ ...named('Right'), parentId: left.id }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('Another country or another parent makes two organisations of one name, and an equal alias does not make one', async () => {
    const french = await register({ ...named('Homonym'), country: 'FR' });
    const belgian = await register({ ...named('Homonym'), country: 'BE' });
    expect(belgian).toMatchObject({ created: true, homonyms: [{ id: french.id, isDecided: false }] });
    expect(belgian.homonyms[0]?.reasons.map(({ code }) => code)).toEqual(['SAME_NAME', 'OTHER_COUNTRY']);
    expect((await register({ ...named('Homonym'), country: 'BE' })).id).toBe(belgian.id);

    const [north, south] = [await register(named('Campus North')), await register(named('Campus South'))];
    const chair = await register({ ...named('Chair of Soil'), parentId: north.id });
    expect(await register({ ...named('Chair of Soil'), parentId: south.id })).toMatchObject({ created: true });
    expect((await register({ ...named('Chair of Soil'), parentId: north.id })).id).toBe(chair.id);

    const short = { value: 'IMV', kind: SHORT };
    const [lyon, quebec] = [
      await register(named('Institut Lyon', short)),
      await register(named('Institut Québec', short)),
    ];
    expect(quebec.homonyms[0]?.reasons.map(({ code }) => code)).toEqual(['SAME_SHORT_NAME', 'OTHER_NAME']);
    expect((await register(named('Institut Lyon', short))).id).toBe(lyon.id);
    await expect(register({ ...named(), names: [short] })).rejects.toThrow(/Several are named "IMV"/);
  });

  test('A name that ends before it begins is refused, and an end that inverts a stored period is a difference', async () => {
    const since = FuzzyDate.fromEdtf('2014');
    const until = FuzzyDate.fromEdtf('2010');
    await expect(register(named({ value: 'Inverted', kind: OFFICIAL, since, until }))).rejects.toThrow(
      /"Inverted" cannot be stored: it ends in 2010, before it begins in 2014/,
    );
    await register(named({ value: 'Begun', kind: OFFICIAL, since }));
    const { id, differences } = await register(named({ value: 'Begun', kind: OFFICIAL, until }));
    expect(differences).toEqual([{ field: 'names "Begun" until', kept: 'not known', given: '2010' }]);
    expect(await read(id)).toMatchObject({ names: [{ since: { edtf: '2014' }, until: null }] });
  });

  test('Two organisations with the same alias stay separate, and each is found by its own name', async () => {
    const group = { value: 'le groupe', kind: ALIAS };
    const [one, two] = [await register(named('Danone', group)), await register(named('Renault', group))];
    expect(one.id).not.toBe(two.id);
    expect((await register(named('Renault', group))).id).toBe(two.id);
    const onlyAlias = await register(named({ value: 'le collectif', kind: ALIAS }));
    expect((await register(named({ value: 'Le Collectif', kind: ALIAS }))).id).toBe(onlyAlias.id);
  });

  test('An identifier distinguishes namesakes and finds a renamed organisation', async () => {
    const rna = (value: string) => ({ identifiers: [{ scheme: 'rna', value }] });
    const one = await register({ ...named('Namesake'), ...rna('W000000010') });
    const two = await register({ ...named('Namesake'), ...rna('W000000020') });
    expect(two).toMatchObject({ created: true });
    expect((await register({ ...named('Quite another name'), ...rna('W000000010') })).id).toBe(one.id);
    await expect(register(named('Namesake'))).rejects.toMatchObject({
      message: expect.stringContaining(`${one.id}, ${two.id}`),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test.each([
    ['no name', []],
    ['an empty name', [{ value: ' ', kind: OFFICIAL }]],
  ])('Refuses an organisation with %s', async (_, names) => {
    await expect(register(named(...names))).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('Concurrent registrations of the same organisation create it once', async () => {
    const results = await Promise.all([1, 2, 3].map(() => register(named('At once'))));
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
  });

  test('A failed transaction stores nothing', async () => {
    const failing = open.context().inTransaction(async ({ loaders, organisations, people }) => {
      await organisations.register(named('Undone'));
      await people.register({ name: 'Undone' });
      expect(await loaders.findOrganisation({ name: 'Undone' })).not.toBeNull();
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await open.context().loaders.findOrganisation({ name: 'Undone' })).toBeNull();
  });
});
