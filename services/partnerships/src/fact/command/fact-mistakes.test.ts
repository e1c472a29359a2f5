import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { callMutation } from '../../../test/support/call-mutation';
import { recorder } from '../../../test/support/recorder';

type Mistake = [name: string, mistake: object, refusal: [code: string, field: string[]]];

/** Mistakes in a new fact and in a revision. */
const IN_BOTH: readonly Mistake[] = [
  ['no citation', { citations: [] }, ['REQUIRED', ['citations']]],
  [
    'a unit that the property does not have',
    { value: { quantity: { amount: '1', unit: 'person' } } },
    ['INVALID', ['value', 'quantity', 'unit']],
  ],
  [
    'a range upside down',
    { value: { quantity: { lower: '2', upper: '1', unit: 'platform' } } },
    ['INVALID', ['value', 'quantity', 'lower']],
  ],
  ['a country that there is not', { country: 'ZZ' }, ['INVALID', ['country']]],
];

describe('Editors and analysts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let subjectId: string;
  let sourceId: string;
  let revised: string | undefined;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const names = [{ value: 'Mobiliz', kind: NameKind.OFFICIAL }];
    ({ id: subjectId } = await open.context().organisations.register({ kind: OrganisationKind.COMPANY, names }));
    sourceId = (await recorder(open.context())).source.id;
  });
  afterAll(() => open.close());

  const call = (mutation: string, input: object) => callMutation(open, mutation, input, { selection: 'fact { id }' });
  const platforms = (amount: string, more: object = {}) => ({
    ...{ subjectId, property: 'mobility_platforms', measure: 'ACTUAL' },
    ...{ value: { quantity: { amount, unit: 'platform' } }, citations: [{ sourceId, quote: 'text' }] },
    ...more,
  });
  const record = async (amount: string): Promise<string> => {
    const { fact } = (await call('recordFact', platforms(amount))) as unknown as { fact: { id: string } };
    return fact.id;
  };

  test.each<Mistake>([
    ...IN_BOTH,
    [
      'a quote that is not in its source',
      { citations: [{ sourceId: '', quote: 'words of nobody' }] },
      ['INVALID', ['citations', '0', 'quote']],
    ],
    [
      'a quote that stands elsewhere',
      { citations: [{ sourceId: '', quote: 'text', start: 5 }] },
      ['INVALID', ['citations', '0', 'start']],
    ],
    [
      'an unknown source',
      { citations: [{ sourceId: 'source_none', quote: 'text' }] },
      ['NOT_FOUND', ['citations', '0', 'sourceId']],
    ],
    ['malformed EDTF', { validFromEdtf: '2011-13' }, ['INVALID', ['validFromEdtf']]],
    [
      'a period that ends before it begins',
      { validFromEdtf: '2012', validToEdtf: '2011' },
      ['INVALID', ['validToEdtf']],
    ],
    ['a value of another kind', { value: { text: 'nine' } }, ['INVALID', ['value']]],
    ['no value', { value: null }, ['REQUIRED', ['value']]],
    ['an unknown property', { property: 'unknown' }, ['NOT_FOUND', ['property']]],
    ['an unknown subject', { subjectId: 'org_none' }, ['NOT_FOUND', ['subjectId']]],
    ['a country by its name', { country: 'France' }, ['INVALID', ['country']]],
    ['an empty country', { country: '' }, ['INVALID', ['country']]],
    ['malformed EDTF of a due date', { dueEdtf: 'by 2015' }, ['INVALID', ['dueEdtf']]],
    [
      'malformed EDTF as a value',
      { property: 'founded', value: { dateEdtf: '1998-31' } },
      ['INVALID', ['value', 'dateEdtf']],
    ],
    ['an unknown entity', { property: 'met', value: { entityId: 'org_none' } }, ['NOT_FOUND', ['value', 'entityId']]],
    [
      'a quantity and a range',
      { value: { quantity: { amount: '1', lower: '1', unit: 'platform' } } },
      ['INVALID', ['value', 'quantity']],
    ],
    ['a value although there is none', { presence: 'NONE' }, ['INVALID', ['presence']]],
    [
      'words that the quote does not have',
      { value: { quantity: { amount: '1', unit: 'platform', raw: 'one' } } },
      ['INVALID', ['value', 'quantity', 'raw']],
    ],
    [
      'a part of a word of the quote',
      { value: { quantity: { amount: '1', unit: 'platform', raw: 'tex' } } },
      ['INVALID', ['value', 'quantity', 'raw']],
    ],
    [
      'a dimension twice',
      {
        dimensions: [
          { name: 'a', value: 'b' },
          { name: 'a', value: 'c' },
        ],
      },
      ['INVALID', ['dimensions']],
    ],
  ])('Learn the field of a mistake: %s', async (_, mistake, [code, field]) => {
    const input = platforms(
      '1',
      JSON.parse(JSON.stringify(mistake).replace('"sourceId":""', `"sourceId":"${sourceId}"`)),
    );
    expect(await call('recordFact', input)).toEqual({ fact: null, userErrors: [{ code, field }] });
  });

  test.each<Mistake>([
    ['malformed EDTF', { validToEdtf: '2011-13' }, ['INVALID', ['validToEdtf']]],
    [
      'a period that ends before it begins',
      { validFromEdtf: '2013', validToEdtf: '2012' },
      ['INVALID', ['validToEdtf']],
    ],
    ...IN_BOTH,
    ['no reason', { reason: ' ' }, ['REQUIRED', ['reason']]],
    ['a long reason', { reason: 'x'.repeat(501) }, ['TOO_LONG', ['reason']]],
    ['another version', { expectedVersion: 7 }, ['STALE_VERSION', ['expectedVersion']]],
    ['an unknown fact', { id: 'fact_none' }, ['NOT_FOUND', ['id']]],
  ])('Learn the field of a mistake in a revision: %s', async (_, mistake, [code, field]) => {
    revised ??= await record('1');
    const input = { id: revised, expectedVersion: 1, reason: 'Read again.', ...mistake };
    expect((await call('reviseFact', input)).userErrors).toEqual([{ code, field }]);
  });

  test('Learn that a fact cannot contradict itself, one that is not there, or one that has a newer version', async () => {
    const [id, other] = [await record('2'), await record('3')];
    await call('setFactRank', { id: other, rank: 'PREFERRED', reason: 'Better.' });
    for (const [contradictedById, code] of [
      [id, 'INVALID'],
      ['fact_none', 'NOT_FOUND'],
      [other, 'CONFLICT'],
    ]) {
      const answer = await call('disputeFact', { id, reason: 'Not so.', contradictedById });
      expect(answer).toEqual({ fact: null, userErrors: [{ code, field: ['contradictedById'] }] });
    }
  });

  test('Record a fact once for an idempotency key, and learn that it was used for another one', async () => {
    const input = platforms('7', { idempotencyKey: 'seven' });
    const [first, second] = [await call('recordFact', input), await call('recordFact', input)];
    expect(first).toMatchObject({ fact: { id: expect.stringMatching(/^fact_/) as string }, userErrors: [] });
    expect(second).toEqual(first);
    const other = await call('recordFact', platforms('8', { idempotencyKey: 'seven' }));
    expect(other).toEqual({ fact: null, userErrors: [{ code: 'CONFLICT', field: ['idempotencyKey'] }] });
    const unprotected = [await call('recordFact', platforms('7')), await call('recordFact', platforms('7'))];
    expect(unprotected[0]).not.toEqual(unprotected[1]);
  });

  test('Learn the path of a range upside down in a filter, wherever it is', async () => {
    const range = { valueGte: '10', valueLte: '9.5' };
    for (const [filter, path] of [
      [range, []],
      [{ or: [{}, { not: range }] }, ['or', 1, 'not']],
    ] as const) {
      const { errors } = await open.query('query ($filter: FactFilter) { facts(filter: $filter) { nodes { id } } }', {
        filter,
      });
      expect(errors?.[0]?.extensions).toEqual({
        ...{ code: 'BAD_USER_INPUT', argument: ['filter', ...path, 'valueLte'], accepted: ['10 or more'] },
      });
    }
    const { errors } = await open.query('{ facts(filter: { valueGte: "9.5", valueLte: "9.50" }) { nodes { id } } }');
    expect(errors).toBeUndefined();
  });
});
