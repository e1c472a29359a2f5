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

describe('establishing organisations', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  const establish = (organisation: NewOrganisation) => open.context().organisations.register(organisation);
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

  test('the same organisation again, spelt otherwise, is found; the spelling is kept as a name', async () => {
    const first = await establish(named('Voiture&Co'));
    const again = await establish(named({ value: 'Voiture & co', kind: ALIAS }));
    expect(first).toMatchObject({ created: true, changed: true });
    expect(again).toMatchObject({ id: first.id, created: false, changed: true });
    expect(again.nameIds).not.toEqual(first.nameIds);
    expect((await read(first.id)).names.map(({ value }) => value)).toEqual(['Voiture&Co', 'Voiture & co']);
  });

  test('telling the same twice changes nothing', async () => {
    const told: NewOrganisation = {
      ...named('Idem', { value: 'IDM', kind: SHORT, lang: 'fr', since: FuzzyDate.fromEdtf('1998', 'en 1998') }),
      homepage: 'https://idem.example/',
      identifiers: [{ scheme: 'rna', value: 'W1', uri: 'https://register.example/W1' }],
    };
    const first = await establish(told);
    const before = await read(first.id);
    expect(await establish(told)).toEqual({ ...first, created: false, changed: false, differences: [] });
    expect(await read(first.id)).toEqual(before);
    expect(before).toMatchObject({
      name: 'Idem',
      identifiers: [{ scheme: 'rna', value: 'W1', uri: 'https://register.example/W1' }],
      names: [{ value: 'Idem' }, { value: 'IDM', lang: 'fr', since: { edtf: '1998', raw: 'en 1998' }, until: null }],
    });
  });

  test('a renaming ends the old name, and the new one is shown', async () => {
    const { id } = await establish(named('Oldname'));
    const until = FuzzyDate.fromEdtf('2013');
    const renamed = await establish(named({ value: 'Oldname', kind: OFFICIAL, until }, 'Newname'));
    expect(renamed).toMatchObject({ id, changed: true, differences: [] });
    expect(await read(id)).toMatchObject({ name: 'Newname', names: [{ until: { edtf: '2013' } }, { until: null }] });
    const listed = await open.query('{ organisations(text: "oldname") { nodes { name } } }');
    expect(listed.data?.['organisations']).toEqual({ nodes: [{ name: 'Newname' }] });
  });

  test('fills what was unknown, and never overwrites what was known', async () => {
    const { id } = await establish({ ...named('Fill'), country: 'FR' });
    const filled = await establish({
      ...named({ value: 'Fill', kind: OFFICIAL, lang: 'fr' }),
      homepage: 'https://fill.example/',
      country: 'BE',
      kind: OrganisationKind.FUND,
    });
    expect(filled).toMatchObject({ id, changed: true });
    expect(filled.differences).toEqual([
      { field: 'kind', kept: 'ASSOCIATION', given: 'FUND' },
      { field: 'country', kept: 'FR', given: 'BE' },
    ]);
    expect(await read(id)).toMatchObject({ kind: 'ASSOCIATION', country: 'FR', homepage: 'https://fill.example/' });
  });

  test('an organisation is part of another, and not of itself', async () => {
    const parent = await establish(named('HEC Paris'));
    const chair = await establish({ ...named('Chaire Entreprise & Pauvreté'), parentId: parent.id });
    expect(await read(chair.id)).toMatchObject({ parent: { name: 'HEC Paris' }, children: [] });
    expect(await read(parent.id)).toMatchObject({ parent: null, children: [{ name: 'Chaire Entreprise & Pauvreté' }] });
    await expect(establish({ ...named('HEC Paris'), parentId: parent.id })).rejects.toThrow(/its own parent/);
  });

  test('two that a text calls by one alias stay two; a name of either finds it', async () => {
    const group = { value: 'le groupe', kind: ALIAS };
    const [one, two] = [await establish(named('Danone', group)), await establish(named('Renault', group))];
    expect(one.id).not.toBe(two.id);
    expect((await establish(named('Renault', group))).id).toBe(two.id);
    const onlyAlias = await establish(named({ value: 'le collectif', kind: ALIAS }));
    expect((await establish(named({ value: 'Le Collectif', kind: ALIAS }))).id).toBe(onlyAlias.id);
  });

  test('a register tells namesakes apart, and finds the renamed', async () => {
    const rna = (value: string) => ({ identifiers: [{ scheme: 'rna', value }] });
    const one = await establish({ ...named('Namesake'), ...rna('W10') });
    const two = await establish({ ...named('Namesake'), ...rna('W20') });
    expect(two).toMatchObject({ created: true });
    expect((await establish({ ...named('Quite another name'), ...rna('W10') })).id).toBe(one.id);
    await expect(establish(named('Namesake'))).rejects.toMatchObject({
      message: expect.stringContaining(`${one.id}, ${two.id}`),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test.each([
    ['no name', []],
    ['an empty name', [{ value: ' ', kind: OFFICIAL }]],
  ])('refuses an organisation with %s', async (_, names) => {
    await expect(establish(named(...names))).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('two that are told of it at the same moment make one', async () => {
    const told = await Promise.all([1, 2, 3].map(() => establish(named('At once'))));
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(told.filter(({ created }) => created)).toHaveLength(1);
  });

  test('a transaction that fails leaves nothing', async () => {
    const failing = open.context().inTransaction(async ({ loaders, organisations, people }) => {
      await organisations.register(named('Undone'));
      await people.register({ name: 'Undone' });
      expect(await loaders.findOrganisation({ name: 'Undone' })).not.toBeNull();
      throw new Error('as planned');
    });
    await expect(failing).rejects.toThrow('as planned');
    expect(await open.context().loaders.findOrganisation({ name: 'Undone' })).toBeNull();
  });
});
