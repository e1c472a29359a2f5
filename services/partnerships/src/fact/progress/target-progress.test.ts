import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, demoPage, demoVocabulary, importPublic } from '../../../test/support/demo-claims';

interface Read {
  readonly attainment: number | null;
  readonly progress: number | null;
  readonly remaining: string | null;
  readonly state: string;
  readonly baseline: { value: { amount: string } } | null;
  readonly actual: { value: { amount: string } } | null;
  readonly target: { value: { amount: string; approximate: boolean } };
}

const FIELDS = `attainment progress remaining state due { edtf } property { key } subject { name }
  baseline { value { ... on QuantityValue { amount } } } actual { value { ... on QuantityValue { amount } } }
  target { value { ... on QuantityValue { amount approximate } } }`;

describe('Targets', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  /** The last moment at which only the first document was known. */
  let knownAt: string;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
    const importPage = (name: string) => importPublic(open.context({ identity: ANALYST }), demoPage(name));
    await importPage('alter-mardis');
    const { data } = await open.query('{ facts(first: 1, orderBy: NEWEST) { nodes { recordedAt } } }');
    knownAt = (data?.['facts'] as { nodes: { recordedAt: string }[] }).nodes[0]?.recordedAt ?? '';
    await importPage('outside-sources');
  });
  afterAll(() => open.close());

  const targetsAt = async (at: object | null, args = ''): Promise<Read[]> => {
    const { data, errors } = await open.query(
      `query ($at: AsOf) { targetProgress(at: $at ${args}) { nodes { ${FIELDS} } totalCount } }`,
      { at },
    );
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data?.['targetProgress'] as { nodes: Read[]; totalCount: number };
    expect(nodes).toHaveLength(totalCount);
    return nodes;
  };

  test('Of two documents that aim at the same by the same day are one, the exact one', async () => {
    const targets = await targetsAt(null);
    expect(targets).toHaveLength(1);
    expect(targets[0]).toMatchObject({
      property: { key: 'mobility_platforms' },
      subject: { name: 'Mobiliz' },
      due: { edtf: '../2015' },
      target: { value: { amount: '30', approximate: false } },
    });
  });

  test.each([
    ['2015-02-03', { attainment: null, progress: null, remaining: null, state: 'NO_DATA', actual: null }],
    ['2015-02-04', { attainment: 19 / 30, progress: 10 / 21, remaining: '11', state: 'BEHIND' }],
    ['2015-12-31', { attainment: 19 / 30, progress: 10 / 21, remaining: '11', state: 'BEHIND' }],
    ['2016-01-01', { attainment: 19 / 30, progress: 10 / 21, remaining: '11', state: 'MISSED' }],
    ['2019-09-18', { attainment: 19 / 30, progress: 10 / 21, remaining: '11', state: 'MISSED' }],
    ['2020-01-01', { attainment: 0.9, progress: 18 / 21, remaining: '3', state: 'MISSED' }],
  ])('The target of Mobiliz on %s', async (validAt, expected) => {
    expect((await targetsAt({ validAt }))[0]).toMatchObject({ ...expected, baseline: { value: { amount: '9' } } });
  });

  test('The figures of February 2015 are 0.633 and 0.476 to three places', async () => {
    const [target] = await targetsAt({ validAt: '2015-02-04' });
    expect([target?.attainment?.toFixed(3), target?.progress?.toFixed(3)]).toEqual(['0.633', '0.476']);
  });

  test('As it was known before the second document, nothing was measured', async () => {
    for (const at of [{ knownAt }, { knownAt, validAt: '2016-01-01' }]) {
      expect((await targetsAt(at))[0]).toMatchObject({ attainment: null, state: 'NO_DATA', actual: null });
    }
  });

  test('A programme has its targets, also of some properties only, at the moment asked for', async () => {
    const { data, errors } = await open.query(
      `query ($at: AsOf) {
        programme(slug: "mobiliz") {
          progress(at: $at) { state actual { value { ... on QuantityValue { amount } } } }
          platforms: progress(properties: ["mobility_platforms"]) { state }
          others: progress(properties: ["fund_capital"]) { state }
        }
      }`,
      { at: { validAt: '2015-02-04' } },
    );
    expect(errors).toBeUndefined();
    expect(data?.['programme']).toEqual({
      progress: [{ state: 'BEHIND', actual: { value: { amount: '19' } } }],
      platforms: [{ state: 'MISSED' }],
      others: [],
    });
  });

  test.each([
    ['filter', '{ targetProgress(filter: { properties: ["platforms"] }) { totalCount } }', ['filter', 'properties']],
    ['property', '{ programme(slug: "mobiliz") { progress(properties: ["platforms"]) { state } } }', ['properties']],
    ['size', '{ targetProgress(first: 101) { totalCount } }', ['first']],
    ['moment', '{ targetProgress(at: { knownAt: "2999-01-01T00:00:00Z" }) { totalCount } }', ['at', 'knownAt']],
  ])('A wrong %s is refused with the argument', async (_, query, argument) => {
    const { errors } = await open.query(query);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  test('A filter that matches nothing gives an empty page', async () => {
    expect(await targetsAt(null, ', filter: { measures: [ACTUAL] }')).toEqual([]);
  });
});
