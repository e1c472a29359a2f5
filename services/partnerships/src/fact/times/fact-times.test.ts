import { anonymous, FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, demoPage, demoVocabulary, importPublic } from '../../../test/support/demo-claims';
import { recorder } from '../../../test/support/recorder';

interface Times {
  readonly knownAt: readonly string[];
  readonly validAt: readonly string[];
}

describe('The times at which answers about facts change', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
    for (const name of ['alter-mardis', 'outside-sources']) {
      await importPublic(open.context({ identity: ANALYST }), demoPage(name));
    }
    // Known to nobody but its author.
    const { record } = await recorder(open.context(), 'a-draft', null);
    const { id } = await open.context().programmes.register({ names: ['A hidden programme'] });
    await record({
      claim: 'hidden',
      subjectId: id,
      property: 'programme_launched',
      measure: 'STATEMENT',
      value: { kind: 'DATE', date: FuzzyDate.fromEdtf('1955-03-04'), raw: '1955' },
      validFrom: FuzzyDate.fromEdtf('1955-03-04'),
    });
  });
  afterAll(() => open.close());

  const read = async <Result>(query: string, variables: object = {}): Promise<Result> => {
    const { data, errors } = await open.query(query, { ...variables }, anonymous);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)) as Result;
  };
  const count = async (at: object): Promise<number> => {
    const query = 'query ($at: AsOf) { programme(slug: "mobiliz", at: $at) { facts(first: 1) { totalCount } } }';
    const { programme } = await read<{ programme: { facts: { totalCount: number } } | null }>(query, { at });
    return programme?.facts.totalCount ?? 0;
  };

  test('Are those of its facts for a subject, however far back the subject is read', async () => {
    const query = 'query ($at: AsOf) { programme(slug: "mobiliz", at: $at) { factTimes { knownAt validAt } } }';
    const now = await read<{ programme: { factTimes: Times } }>(query);
    const { knownAt, validAt } = now.programme.factTimes;
    expect(knownAt.length).toBeGreaterThan(0);
    const [first = '', ...later] = knownAt;
    expect(await read(query, { at: { knownAt: first } })).toEqual(now);
    expect(await count({ knownAt: new Date(Date.parse(first) - 1000).toISOString() })).toBe(0);
    for (const moment of later) {
      const before = new Date(Date.parse(moment) - 1000).toISOString();
      expect(await count({ knownAt: moment })).not.toBe(await count({ knownAt: before }));
    }
    expect(validAt).toEqual(validAt.toSorted());
    expect(validAt).toContain('2012-07-11');
  });

  test('Are those of a filter for a list, and none of facts that the caller cannot see', async () => {
    const query = 'query ($filter: FactFilter) { factTimes(filter: $filter) { knownAt validAt } }';
    const all = await read<{ factTimes: Times }>(query);
    const targets = await read<{ factTimes: Times }>(query, { filter: { measures: ['TARGET'] } });
    expect(all.factTimes.knownAt).toEqual(expect.arrayContaining([...targets.factTimes.knownAt]));
    expect(all.factTimes.validAt.length).toBeGreaterThan(targets.factTimes.validAt.length);
    expect(all.factTimes.validAt).not.toContain('1955-03-04');
  });
});
