import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { InvalidProperty, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { VOCABULARY } from '../../test/support/recorder';

const ALL =
  '{ properties(first: 100) { nodes { key label(lang: "fr") definition(lang: "fr") valueKind higherIsBetter additive accumulates unit { code label per perLabels(lang: "fr") } } } }';

describe('Properties', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
  });
  afterEach(() => open.close());

  const list = async () => {
    const { data, errors } = await open.query(ALL);
    expect(errors).toBeUndefined();
    return (data?.['properties'] as { nodes: { key: string }[] }).nodes;
  };

  test('Are listed by key with their units, and defining them again changes nothing', async () => {
    const { properties } = open.context();
    await properties.defineMissing(VOCABULARY);
    const first = await list();
    expect(first.map(({ key }) => key)).toEqual(VOCABULARY.properties.map(({ key }) => key).toSorted());
    expect(first.find(({ key }) => key === 'people_supported')).toEqual({
      key: 'people_supported',
      label: 'People supported',
      definition: 'By one platform in one year.',
      valueKind: 'QUANTITY',
      higherIsBetter: true,
      additive: false,
      accumulates: false,
      unit: { code: 'person', label: 'personne', per: ['platform', 'year'], perLabels: ['plateforme', 'an'] },
    });
    await properties.defineMissing(VOCABULARY);
    expect(await list()).toEqual(first);
  });

  test('Defining missing properties and units leaves existing ones as they are', async () => {
    const { properties } = open.context();
    const founded = { key: 'founded', labels: { fr: 'Créée' }, valueKind: 'DATE' } as const;
    await properties.defineMissing({ properties: [founded] });
    await properties.defineMissing({
      properties: [
        { ...founded, labels: { fr: 'Autre' } },
        { key: 'renamed', labels: {}, valueKind: 'DATE' },
      ],
    });
    const all = await list();
    expect(all.find(({ key }) => key === 'founded')).toMatchObject({ label: 'Créée', definition: null, unit: null });
    expect(all.find(({ key }) => key === 'renamed')).toMatchObject({ label: 'renamed' });
  });

  test('A property or unit that exists with another kind of value, unit or dimension is refused', async () => {
    const { properties } = open.context();
    await properties.defineMissing(VOCABULARY);
    const founded = { key: 'founded', labels: {}, valueKind: 'TEXT' } as const;
    await expect(properties.defineMissing({ properties: [founded] })).rejects.toThrow(
      'The property "founded" is invalid: it exists with values of the kind DATE, not TEXT; give another key.',
    );
    const person = { code: 'person', labels: {}, dimension: 'people' };
    await expect(properties.defineMissing({ units: [person] })).rejects.toThrow(
      'The unit "person" is invalid: it exists with the dimension "person", not "people"; give another code.',
    );
  });

  test.each([
    { key: 'count', labels: {}, valueKind: 'QUANTITY' } as const,
    { key: 'when', labels: {}, valueKind: 'DATE', unit: 'person' } as const,
  ])('$valueKind with the unit $unit is refused', async (property) => {
    await expect(open.context().properties.defineMissing({ properties: [property] })).rejects.toThrow(InvalidProperty);
  });
});
