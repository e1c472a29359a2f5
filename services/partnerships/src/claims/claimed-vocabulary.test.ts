import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  ClaimsError,
  type ClaimsFile,
  parseClaimsFile,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';
import { ANALYST, demoVocabulary, importPublic, pageWithClaims } from '../../test/support/demo-claims';

const TEXT = 'Le club\n\nLe club suit 85 personnes.\n';
const labels = { fr: 'Personnes suivies par le club', en: 'People followed by the club' };

const fileOf = (property: string, vocabulary: object): ClaimsFile =>
  parseClaimsFile({
    document: {
      kind: 'ARTICLE',
      source: { kind: 'POST', publisher: null, url: null, published: null, originKey: 'us' },
      topics: [],
      reportsOn: null,
    },
    vocabulary,
    organisations: [{ key: 'club', kind: 'ASSOCIATION', names: [{ value: 'Le club', kind: 'OFFICIAL' }] }],
    claims: [
      {
        key: 'followed',
        subject: 'club',
        property,
        measure: 'STATEMENT',
        presence: 'VALUE',
        value: { quantity: '85 personnes', unit: 'person' },
        quote: 'Le club suit 85 personnes',
      },
    ],
  });

describe('A claims file with a vocabulary of its own', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
  });
  afterAll(() => open.close());

  const importFile = (file: ClaimsFile) =>
    importPublic(open.context({ identity: ANALYST }), pageWithClaims('club', TEXT, file));

  test('Defines a property and states it in one import', async () => {
    const properties = [{ key: 'people_followed', labels, valueKind: 'QUANTITY', unit: 'person', additive: true }];
    const { refused, counts } = await importFile(fileOf('people_followed', { properties }));
    expect({ refused, recorded: counts }).toMatchObject({ refused: [] });
    const { data } = await open.query('{ facts(filter: { properties: ["people_followed"] }) { totalCount } }');
    expect(data?.['facts']).toEqual({ totalCount: 1 });
  });

  test('An unknown property says what to add, and which existing one may be meant', async () => {
    const { refused } = await importFile(fileOf('people_suported', {}));
    expect(refused).toEqual([
      {
        key: 'followed',
        reason: expect.stringMatching(
          /there is no property "people_suported": define it under "vocabulary.properties" .* such as people_supported/,
        ),
      },
    ]);
  });

  test.each([
    [{ properties: [{ key: 'founded', labels, valueKind: 'TEXT' }] }, /exists with values of the kind DATE, not TEXT/],
    [{ properties: [{ key: 'new_one', labels, valueKind: 'QUANTITY', unit: 'persn' }] }, /no unit "persn".*person/],
    [{ units: [{ code: 'EUR', labels, dimension: 'mass' }] }, /exists with the dimension "money", not "mass"/],
  ])('Is refused with %j', async (vocabulary, message) => {
    const importing = importFile(fileOf('founded', vocabulary));
    await expect(importing).rejects.toThrow(ClaimsError);
    await expect(importing).rejects.toThrow(message);
  });
});
