import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { InvalidProperty, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { VOCABULARY } from '../../test/support/recorder';

const ALL =
  '{ factProperties { key label(lang: "fr") definition(lang: "fr") valueKind higherIsBetter additive unit { code label per } } }';

describe('Properties', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
  });
  afterEach(() => open.close());

  const list = async () => {
    const { data, errors } = await open.query(ALL);
    expect(errors).toBeUndefined();
    return data?.['factProperties'] as { key: string }[];
  };

  test('Are listed by key with their units, and defining them again changes nothing', async () => {
    const { properties } = open.context();
    await properties.define(VOCABULARY);
    const first = await list();
    expect(first.map(({ key }) => key)).toEqual(VOCABULARY.properties.map(({ key }) => key).toSorted());
    expect(first.find(({ key }) => key === 'people_supported')).toEqual({
      key: 'people_supported',
      label: 'People supported',
      definition: 'By one platform in one year.',
      valueKind: 'QUANTITY',
      higherIsBetter: true,
      additive: false,
      unit: { code: 'person', label: 'personne', per: ['platform', 'year'] },
    });
    await properties.define(VOCABULARY);
    expect(await list()).toEqual(first);
  });

  test('A new definition replaces the old one, and defining missing properties leaves existing ones unchanged', async () => {
    const { properties } = open.context();
    const founded = { key: 'founded', labels: { fr: 'Créée' }, valueKind: 'DATE' } as const;
    await properties.define({ properties: [founded] });
    await properties.defineMissing([
      { ...founded, labels: { fr: 'Autre' } },
      { key: 'renamed', labels: {}, valueKind: 'DATE' },
    ]);
    const all = await list();
    expect(all.find(({ key }) => key === 'founded')).toMatchObject({ label: 'Créée', definition: null, unit: null });
    expect(all.find(({ key }) => key === 'renamed')).toMatchObject({ label: 'renamed' });
  });

  test.each([
    { key: 'count', labels: {}, valueKind: 'QUANTITY' } as const,
    { key: 'when', labels: {}, valueKind: 'DATE', unit: 'person' } as const,
  ])('$valueKind with the unit $unit is refused', async (property) => {
    await expect(open.context().properties.define({ properties: [property] })).rejects.toThrow(InvalidProperty);
  });
});
