import { anonymous, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';

const EDITOR = memberIdentity('member_editor', { roles: [Role.EDITOR] });
const labels = [
  { lang: 'fr', value: 'Kilogramme' },
  { lang: 'en', value: 'Kilogram' },
];

describe('The vocabulary', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  const save = async (field: 'saveProperty' | 'saveUnit', input: object, identity = EDITOR) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const result =
      field === 'saveUnit'
        ? 'unit { code dimension factor label(lang: "en") }'
        : 'property { key additive accumulates unit { code } }';
    const { data, errors } = await open.query(
      `mutation ($input: ${type}!) { saved: ${field}(input: $input) { ${result} userErrors { code field } } }`,
      { input },
      identity,
    );
    return { saved: data?.['saved'], code: errors?.[0]?.extensions['code'] };
  };

  test('An editor defines a unit and a property, and changes their labels', async () => {
    const unit = { code: 'kg', dimension: 'mass', factor: '1', labels };
    expect((await save('saveUnit', unit)).saved).toEqual({
      unit: { code: 'kg', dimension: 'mass', factor: '1', label: 'Kilogram' },
      userErrors: [],
    });
    const property = { key: 'waste', valueKind: 'QUANTITY', unit: 'kg', additive: true, accumulates: true, labels };
    const saved = {
      property: { key: 'waste', additive: true, accumulates: true, unit: { code: 'kg' } },
      userErrors: [],
    };
    expect((await save('saveProperty', property)).saved).toEqual(saved);
    expect((await save('saveProperty', { key: 'waste', additive: true })).saved).toEqual(saved);
    const { data } = await open.query('{ units(filter: { text: "kilogramme" }) { nodes { code per } } }');
    expect(data?.['units']).toEqual({ nodes: [{ code: 'kg', per: [] }] });
  });

  test.each([
    ['saveUnit', { code: 'g', labels }, ['dimension']],
    ['saveUnit', { code: 'g', dimension: 'mass', labels: [labels[0]] }, ['labels']],
    ['saveUnit', { code: 'g', dimension: 'mass', factor: '0', labels }, ['factor']],
    ['saveUnit', { code: 'kg', dimension: 'length' }, ['dimension']],
    ['saveProperty', { key: 'No key', valueKind: 'TEXT', additive: false, labels }, ['key']],
    ['saveProperty', { key: 'cost', valueKind: 'QUANTITY', unit: 'franc', additive: true, labels }, ['unit']],
    ['saveProperty', { key: 'cost', valueKind: 'QUANTITY', additive: true, labels }, ['unit']],
    ['saveProperty', { key: 'waste', valueKind: 'TEXT' }, ['valueKind']],
  ] as const)('%s refuses %j', async (field, input, path) => {
    const { saved } = await save(field, input);
    expect((saved as { userErrors: { field: string[] }[] }).userErrors.map(({ field: at }) => at)).toEqual([path]);
  });

  test.each([
    ['an anonymous caller', anonymous, 'UNAUTHENTICATED'],
    ['a member', memberIdentity('member_one'), 'FORBIDDEN'],
    ['an analyst', memberIdentity('member_two', { roles: [Role.ANALYST] }), 'FORBIDDEN'],
  ])('Cannot be changed by %s', async (_, identity, code) => {
    expect((await save('saveUnit', { code: 't', dimension: 'mass', labels }, identity)).code).toBe(code);
  });
});
