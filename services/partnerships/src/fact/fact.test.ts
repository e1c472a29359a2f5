import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { recorder } from '../../test/support/recorder';
import { DataIssueCode, dataIssue } from '../parsing/issue';
import { InvalidFact } from './record/new-fact';

const VALUE = `value {
  __typename
  ... on QuantityValue { amount lower upper approximate raw unit { code per label(lang: "fr") } }
  ... on DateValue { date { edtf latest } dateRaw: raw }
  ... on TextValue { text lang quoted saidBy { name } }
  ... on EntityValue { entity { __typename name } entityRaw: raw }
  ... on BooleanValue { value booleanRaw: raw }
}`;

describe('Facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let programme: string;
  let ada: string;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const { programmes, people } = open.context();
    programme = (await programmes.register({ names: ['Elan'] })).id;
    ada = (await people.register({ name: 'Ada Roux' })).id;
  });
  afterAll(() => open.close());

  const queryFacts = async (fields: string, filter = '{}') => {
    const { data, errors } = await open.query(`{ facts(filter: ${filter}) { nodes { ${fields} } totalCount } }`);
    expect(errors).toBeUndefined();
    return (data?.['facts'] as { nodes: Record<string, unknown>[] }).nodes;
  };
  const valuesOfSource = async (sourceId: string) =>
    queryFacts(`property { key } presence ${VALUE}`, `{ sourceIds: ["${sourceId}"] }`);

  test('A value has the type of its property, and numbers keep their digits', async () => {
    const { record, source } = await recorder(open.context(), 'kinds');
    const about = { subjectId: programme, measure: 'STATEMENT' } as const;
    const issue = dataIssue(DataIssueCode.MALFORMED_NUMBER, 'Which?', '1 000 à 1 2000', ['1200', '12000']);
    await record({
      ...about,
      claim: 'people',
      property: 'people_supported',
      measure: 'RATE',
      value: { kind: 'QUANTITY', lower: '1000', unit: 'person', raw: '1 000 à 1 2000' },
      issues: [issue],
    });
    await record({
      ...about,
      claim: 'share',
      property: 'return_to_work_rate',
      value: { kind: 'QUANTITY', amount: '0.60', unit: '1', approximate: true, raw: 'environ 60%' },
    });
    const date = FuzzyDate.fromEdtf('2011-07', 'Juillet 2011');
    await record({
      ...about,
      claim: 'start',
      property: 'programme_launched',
      value: { kind: 'DATE', date, raw: 'Juillet 2011' },
    });
    await record({
      ...about,
      claim: 'why',
      property: 'purpose',
      value: { kind: 'TEXT', text: 'rouler', lang: 'fr', quoted: true, saidById: ada },
    });
    await record({ ...about, claim: 'met', property: 'met', value: { kind: 'ENTITY', entityId: ada, raw: 'Ada' } });
    await record({
      ...about,
      claim: 'pays',
      property: 'pays_dividends',
      value: { kind: 'BOOLEAN', value: false, raw: 'ne verse pas' },
    });
    await record({ ...about, claim: 'some', property: 'mobility_platforms', presence: 'UNKNOWN' });
    await record({ ...about, claim: 'none', property: 'founded', presence: 'NONE' });
    const byKey = Object.fromEntries(
      (await valuesOfSource(source.id)).map((fact) => [(fact['property'] as { key: string }).key, fact]),
    );
    expect(byKey['people_supported']?.['value']).toEqual({
      __typename: 'QuantityValue',
      amount: null,
      lower: '1000',
      upper: null,
      approximate: false,
      raw: '1 000 à 1 2000',
      unit: { code: 'person', per: ['platform', 'year'], label: 'personne' },
    });
    expect(byKey['return_to_work_rate']?.['value']).toMatchObject({ amount: '0.60', approximate: true, lower: null });
    expect(byKey['programme_launched']?.['value']).toEqual({
      __typename: 'DateValue',
      date: { edtf: '2011-07', latest: '2011-07-31' },
      dateRaw: 'Juillet 2011',
    });
    expect(byKey['purpose']?.['value']).toEqual({
      __typename: 'TextValue',
      text: 'rouler',
      lang: 'fr',
      quoted: true,
      saidBy: { name: 'Ada Roux' },
    });
    expect(byKey['met']?.['value']).toEqual({
      __typename: 'EntityValue',
      entity: { __typename: 'Person', name: 'Ada Roux' },
      entityRaw: 'Ada',
    });
    expect(byKey['pays_dividends']?.['value']).toEqual({
      __typename: 'BooleanValue',
      value: false,
      booleanRaw: 'ne verse pas',
    });
    expect(byKey['mobility_platforms']).toMatchObject({ presence: 'UNKNOWN', value: null });
    expect(byKey['founded']).toMatchObject({ presence: 'NONE', value: null });
    const [people] = await queryFacts(
      'issues { code raw candidates }',
      `{ sourceIds: ["${source.id}"], hasIssues: true }`,
    );
    expect(people).toEqual({
      issues: [{ code: 'MALFORMED_NUMBER', raw: '1 000 à 1 2000', candidates: ['1200', '12000'] }],
    });
  });

  test('An unchanged claim keeps its version, a changed claim gets a new version, and changed words update the citation', async () => {
    const { record, source, citation } = await recorder(open.context(), 'versions');
    const claim = {
      claim: 'platforms',
      subjectId: programme,
      property: 'mobility_platforms',
      measure: 'TARGET',
    } as const;
    const count = (amount: string) => ({ kind: 'QUANTITY', amount, unit: 'platform', raw: amount }) as const;
    const first = await record({ ...claim, value: count('30') });
    expect(first.outcome).toBe('CREATED');
    expect(await record({ ...claim, value: count('30') })).toEqual({ id: first.id, outcome: 'UNCHANGED' });
    const moved = [{ ...citation, start: 9, end: 11, quote: 'of' }];
    expect(await record({ ...claim, value: count('30'), citations: moved })).toEqual({
      id: first.id,
      outcome: 'RECITED',
    });
    const second = await record({ ...claim, value: count('31') });
    expect(second.outcome).toBe('REVISED');
    const nodes = await queryFacts(
      'version supersededBy { id } supersedes { id version supersededBy { id } value { ... on QuantityValue { amount } } citations { quote start } }',
      `{ sourceIds: ["${source.id}"] }`,
    );
    expect(nodes).toEqual([
      {
        version: 2,
        supersededBy: null,
        supersedes: {
          id: first.id,
          version: 1,
          supersededBy: { id: second.id },
          value: { amount: '30' },
          citations: [{ quote: 'of', start: 9 }],
        },
      },
    ]);
  });

  test('Independent sources are counted by origin, so copies of one origin count once', async () => {
    const same = { claim: 'c', subjectId: ada, property: 'purpose', measure: 'STATEMENT' } as const;
    const value = { kind: 'TEXT', text: 'the same words', lang: 'en' } as const;
    const one = await recorder(open.context(), 'one');
    const two = await recorder(open.context(), 'two');
    const copy = await recorder(open.context(), 'copy');
    await one.record({ ...same, value });
    await two.record({ ...same, value, confidence: 'HIGH' });
    await copy.record({ ...same, value, citations: [{ ...copy.citation, originKey: 'one' }] });
    await copy.record({ ...same, claim: 'd', value: { ...value, text: 'other words' } });
    const nodes = await queryFacts(
      'independentSources value { ... on TextValue { text } }',
      `{ subjectIds: ["${ada}"], properties: ["purpose"] }`,
    );
    expect(
      nodes.map((node) => [(node['value'] as { text: string }).text, node['independentSources']]).toSorted(),
    ).toEqual([
      ['other words', 1],
      ['the same words', 2],
      ['the same words', 2],
      ['the same words', 2],
    ]);
  });

  test.each([
    ['a fact without a citation', { citations: [] }, /has no citation/],
    [
      'a range whose lower end is above the upper end',
      { value: { kind: 'QUANTITY', lower: '30', upper: '9', unit: 'platform', raw: '' } },
      /from 30 to 9/,
    ],
    [
      'a value in another unit',
      { value: { kind: 'QUANTITY', amount: '3', unit: 'person', raw: '' } },
      /counted in "platform"/,
    ],
    ['a value of another kind', { value: { kind: 'BOOLEAN', value: true, raw: '' } }, /are QUANTITY, not BOOLEAN/],
    ['a value together with presence UNKNOWN', { presence: 'UNKNOWN' }, /its presence is UNKNOWN/],
    ['a fact without a value', { value: null }, /has no value/],
    [
      'a malformed number',
      { value: { kind: 'QUANTITY', amount: '1e3', unit: 'platform', raw: '' } },
      /not a decimal number/,
    ],
    ['an unknown property', { property: 'nonsense' }, /define it first/],
    ['an unknown subject', { subjectId: 'org_00000000000000000000000000' }, /there is no subject "org_/],
    ['an invalid country code', { country: 'France' }, /ISO 3166-1/],
  ])('Refuses %s', async (_, wrong, message) => {
    const { record } = await recorder(open.context(), 'wrong');
    const right = {
      claim: 'platforms',
      subjectId: programme,
      property: 'mobility_platforms',
      measure: 'ACTUAL',
      value: { kind: 'QUANTITY', amount: '3', unit: 'platform', raw: '3' },
    };
    const recording = record({ ...right, ...wrong } as never);
    await expect(recording).rejects.toThrow(InvalidFact);
    await expect(recording).rejects.toThrow(message);
  });
});
