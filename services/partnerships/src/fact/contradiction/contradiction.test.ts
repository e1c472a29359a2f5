import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { recorder } from '../../../test/support/recorder';

describe('contradictions', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  const launchedIn = async (name: string) => {
    const context = open.context();
    const subjectId = (await context.programmes.register({ names: [name] })).id;
    const { record } = await recorder(context, name);
    return (claim: string, edtf: string, more: object = {}) =>
      record({
        claim,
        subjectId,
        property: 'programme_launched',
        measure: 'STATEMENT',
        value: { kind: 'DATE', date: FuzzyDate.fromEdtf(edtf), raw: edtf },
        ...more,
      });
  };

  const read = async (name: string) => {
    const { data, errors } = await open.query(
      '{ facts(filter: { properties: ["programme_launched"] }) { nodes { subject { name } status value { ... on DateValue { date { edtf } } } contradicts { value { ... on DateValue { date { edtf } } } } } } }',
    );
    expect(errors).toBeUndefined();
    type Dated = { value: { date: { edtf: string } } };
    const nodes = (
      data?.['facts'] as { nodes: (Dated & { subject: { name: string }; status: string; contradicts: Dated[] })[] }
    ).nodes;
    return Object.fromEntries(
      nodes
        .filter((node) => node.subject.name === name)
        .map((node) => [node.value.date.edtf, [node.status, node.contradicts.map((other) => other.value.date.edtf)]]),
    );
  };

  test('dates of one thing without a day in common contradict each other; dates that can be one do not', async () => {
    const launched = await launchedIn('Apart');
    await launched('month', '2011-07');
    expect(await read('Apart')).toEqual({ '2011-07': ['ACCEPTED', []] });
    await launched('day', '2012-07-11');
    await launched('year', '2012');
    expect(await read('Apart')).toEqual({
      '2011-07': ['DISPUTED', ['2012-07-11', '2012']],
      '2012-07-11': ['DISPUTED', ['2011-07']],
      '2012': ['DISPUTED', ['2011-07']],
    });
  });

  test('a date that is narrowed to another country speaks of something else; a retracted one of nothing', async () => {
    const launched = await launchedIn('Narrowed');
    await launched('fr', '2011', { country: 'FR' });
    await launched('de', '2012', { country: 'DE' });
    await launched('wrong', '2013', { country: 'FR', status: 'RETRACTED' });
    expect(await read('Narrowed')).toEqual({
      '2011': ['ACCEPTED', []],
      '2012': ['ACCEPTED', []],
      '2013': ['RETRACTED', []],
    });
  });

  test('a mended date settles what the rules saw', async () => {
    const launched = await launchedIn('Mended');
    await launched('month', '2011-07');
    await launched('typo', '2021-07');
    expect((await read('Mended'))['2011-07']).toEqual(['DISPUTED', ['2021-07']]);
    await launched('typo', '2011');
    expect(await read('Mended')).toEqual({ '2011-07': ['ACCEPTED', []], '2011': ['ACCEPTED', []] });
  });

  test('what somebody declares holds for the versions that follow, and declaring it again changes nothing', async () => {
    const launched = await launchedIn('Declared');
    const one = await launched('one', '2011');
    const other = await launched('other', '2011-05');
    const { facts } = open.context();
    await facts.declareContradiction(one.id, other.id);
    await facts.declareContradiction(other.id, one.id);
    await launched('other', '2011-06');
    expect(await read('Declared')).toEqual({
      '2011': ['DISPUTED', ['2011-06']],
      '2011-06': ['DISPUTED', ['2011']],
    });
    expect((await launched('one', '2011')).outcome).toBe('UNCHANGED');
  });

  test('refuses that a fact contradicts itself', async () => {
    const launched = await launchedIn('Self');
    const { id } = await launched('one', '2011');
    await expect(open.context().facts.declareContradiction(id, id)).rejects.toThrow(/cannot contradict itself/);
  });
});
