import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { ClaimsError, type ClaimsFile, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, demoVocabulary, importPublic, pageWithClaims } from '../../test/support/demo-claims';

const TEXT = 'Le club\n\nLe club suit 85 personnes. La dotation atteint 12 000 $. Une ferme, deux fermes.\n';

const claim = (key: string, more: object = {}) => ({
  key,
  subject: 'club',
  property: 'people_supported_in_all',
  measure: 'STATEMENT',
  presence: 'VALUE',
  value: { quantity: '85 personnes', unit: 'person' },
  quote: 'Le club suit 85 personnes',
  ...more,
});

const fileOf = (claims: readonly object[], more: object = {}): ClaimsFile =>
  ({
    document: {
      kind: 'ARTICLE',
      source: { kind: 'POST', publisher: null, url: null, published: null, originKey: 'us' },
      topics: [],
      reportsOn: null,
    },
    organisations: [{ key: 'club', kind: 'ASSOCIATION', names: [{ value: 'Le club', kind: 'OFFICIAL' }] }],
    claims,
    ...more,
  }) as unknown as ClaimsFile;

describe('A claims file with claims that are not valid', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
  });
  afterEach(() => open.close());

  const importFile = (file: ClaimsFile, strict?: boolean) =>
    importPublic(open.context({ identity: ANALYST }), { ...pageWithClaims('page', TEXT, file), strict });

  test.each<[string, object, RegExp]>([
    ['a quote that the page does not contain', { quote: 'elsewhere' }, /does not contain "elsewhere"/],
    [
      'a value in another currency',
      { property: 'fund_capital', quote: 'La dotation atteint 12 000 $', value: { quantity: '12 000 $', unit: 'EUR' } },
      /is "USD", not "EUR"/,
    ],
    [
      'another unit than that of the property',
      { value: { quantity: '85 personnes', unit: 'garage' } },
      /the unit of .* is "person"/,
    ],
    [
      'another unit than that of the page',
      { property: 'participating_garages', value: { quantity: '85 personnes', unit: 'garage' } },
      /the unit of "85 personnes" is "person"/,
    ],
    ['an unknown property', { property: 'nonsense' }, /there is no property "nonsense"/],
    ['an unknown subject', { subject: 'nobody' }, /there is no .* "nobody"/],
    ['an unknown source', { source: 'nowhere' }, /there is no source "nowhere"/],
    ['a value of another kind', { value: { boolean: true } }, /must be QUANTITY, not BOOLEAN/],
    ['a period that ends before it begins', { from: '2012', to: '2010' }, /ends in 2010, before it begins in 2012/],
    ['a quote that occurs twice', { quote: 'Le club' }, /2 times: add "occurrence"/],
  ])('Is imported without the claim that has %s', async (_, wrong, reason) => {
    const { facts, refused } = await importFile(fileOf([claim('wrong', wrong), claim('right')]));
    expect(Object.keys(facts)).toEqual(['right']);
    expect(refused).toEqual([{ key: 'wrong', reason: expect.stringMatching(reason) }]);
  });

  test('Is imported without what is derived from a refused claim, and without what it states twice', async () => {
    const { facts, refused } = await importFile(
      fileOf([
        claim('total', { derivedFrom: ['part'] }),
        claim('part', { quote: 'elsewhere' }),
        claim('right'),
        claim('more', { derivedFrom: ['total'] }),
      ]),
    );
    expect(Object.keys(facts)).toEqual(['right']);
    expect(refused.map(({ key }) => key).toSorted()).toEqual(['more', 'part', 'total']);
  });

  test('Is refused whole if strict, with every claim to correct', async () => {
    const file = fileOf([claim('one', { quote: 'elsewhere' }), claim('right'), claim('two', { property: 'nonsense' })]);
    const error = await importFile(file, true).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClaimsError);
    expect((error as ClaimsError).problems.map(({ key }) => key)).toEqual(['one', 'two']);
    const { data } = await open.query('{ organisations { nodes { id } } facts { nodes { id } } }');
    expect(data).toEqual({ organisations: { nodes: [] }, facts: { nodes: [] } });
  });

  test('Is refused whole for a problem that is not of a claim', async () => {
    const organisations = [
      { key: 'club', kind: 'ASSOCIATION', names: [{ value: 'Le club', kind: 'OFFICIAL' }], parent: 'nobody' },
    ];
    const file = fileOf([claim('right'), claim('wrong', { quote: 'elsewhere' })], { organisations });
    await expect(importFile(file)).rejects.toThrow(/there is no organisation "nobody"[^]*does not contain "elsewhere"/);
  });
});
