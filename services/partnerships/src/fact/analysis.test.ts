import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, demoPage, demoVocabulary, importPublic } from '../../test/support/demo-claims';

describe('Analysis of the two documents of the demo', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const ids: Record<string, string> = {};
  /** The last moment at which only the first document was known. */
  let knownAt: string;

  const read = async <Result>(field: string, variables: object = {}): Promise<Result> => {
    const declared = { $id: 'ID!', $at: 'AsOf', $filter: 'FactFilter' };
    const used = Object.entries(declared).flatMap(([name, type]) => (field.includes(name) ? `${name}: ${type}` : []));
    const head = used.length > 0 ? `query (${used.join(', ')})` : '';
    const { data, errors } = await open.query(`${head} { read: ${field} }`, { ...variables });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data?.['read'])) as Result;
  };

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
    const importPage = (name: string) => importPublic(open.context({ identity: ANALYST }), demoPage(name));
    await importPage('alter-mardis');
    const newest = 'facts(first: 1, orderBy: NEWEST) { nodes { recordedAt } }';
    const { nodes } = await read<{ nodes: { recordedAt: string }[] }>(newest);
    knownAt = nodes[0]?.recordedAt ?? '';
    await importPage('outside-sources');
    for (const [field, slug] of [
      ['programme', 'mobiliz'],
      ['organisation', 'renault'],
      ['organisation', 'voiture-co'],
    ] as const) {
      ids[slug] = (await read<{ id: string } | null>(`${field}(slug: "${slug}") { id }`))?.id ?? '';
    }
  });
  afterAll(() => open.close());

  const TIMELINE =
    'timeline(subjectId: $id, at: $at) { nodes { at { edtf } headline(lang: "en") fact { property { key } } } totalCount }';
  interface Timeline {
    readonly nodes: { at: { edtf: string }; headline: string; fact: { property: { key: string } } }[];
    readonly totalCount: number;
  }

  test('A timeline has dates of every precision in one order, the coarser first', async () => {
    const { nodes, totalCount } = await read<Timeline>(TIMELINE, { id: ids['mobiliz'] });
    expect(nodes).toHaveLength(totalCount);
    const launchesAndTargets = nodes.filter(({ fact }) =>
      ['programme_launched', 'mobility_platforms'].includes(fact.property.key),
    );
    expect(launchesAndTargets.map(({ at, headline }) => [at.edtf, headline])).toEqual([
      ['2011-07', 'Mobiliz: Programme launched: 2011-07.'],
      ['2011-07', 'Mobiliz: Mobility platforms (Baseline): 9 platform.'],
      ['2012', 'Mobiliz: Programme launched: 2012.'],
      ['2012-07-11', 'Mobiliz: Programme launched: 2012-07-11.'],
      ['2012-07-11', 'Mobiliz: Mobility platforms (Baseline): 9 platform.'],
      ['2015-02-04', 'Mobiliz: Mobility platforms: 19 platform.'],
      ['../2015', 'Mobiliz: Mobility platforms (Target): 30 platform.'],
      ['../2015', 'Mobiliz: Mobility platforms (Target): 30 platform.'],
      ['2019-09-19', 'Mobiliz: Mobility platforms: 27 platform.'],
    ]);
  });

  test('A timeline of a range has what may be on one of its days, and of a moment what was known', async () => {
    const ranged =
      'timeline(subjectId: $id, range: { from: "2012-01-01", to: "2012-07-10" }) { nodes { at { edtf } } }';
    const { nodes } = await read<Timeline>(ranged, { id: ids['mobiliz'] });
    expect(nodes.map(({ at }) => at.edtf)).toEqual(['2012', '../2015', '../2015']);
    const before = await read<Timeline>(TIMELINE, { id: ids['mobiliz'], at: { knownAt } });
    expect(before.nodes.map(({ at }) => at.edtf)).not.toContain('2012-07-11');
  });

  test('The pages of a timeline join to the whole', async () => {
    const whole = (await read<Timeline>(TIMELINE, { id: ids['mobiliz'] })).nodes.map(({ headline }) => headline);
    const pages: string[] = [];
    for (let after = ''; pages.length < whole.length; ) {
      const { nodes, pageInfo } = await read<Timeline & { pageInfo: { endCursor: string } }>(
        `timeline(subjectId: $id, first: 2 ${after}) { nodes { headline(lang: "en") } pageInfo { endCursor } }`,
        { id: ids['mobiliz'] },
      );
      expect(nodes.length).toBeGreaterThan(0);
      pages.push(...nodes.map(({ headline }) => headline));
      after = `after: "${pageInfo.endCursor}"`;
    }
    expect(pages).toEqual(whole);
  });

  test('A subject has the timeline that is asked for by its id, at the moment of the fields above', async () => {
    for (const at of [null, { knownAt }]) {
      const whole = await read<Timeline>(TIMELINE, { id: ids['mobiliz'], at });
      const of = 'programme(id: $id, at: $at) { timeline { nodes { at { edtf } headline(lang: "en") } totalCount } }';
      const { timeline } = await read<{ timeline: Timeline }>(of, { id: ids['mobiliz'], at });
      expect(timeline.totalCount).toBe(whole.totalCount);
      expect(timeline.nodes.map(({ headline }) => headline)).toEqual(whole.nodes.map(({ headline }) => headline));
    }
  });

  test('A subject that does not exist has no timeline', async () => {
    expect(await read(TIMELINE, { id: 'org_none' })).toBeNull();
  });

  test('The launches of 2011 and 2012 contradict each other, and both stay', async () => {
    interface Contradictions {
      nodes: { property: { key: string }; message: string; facts: { value: { date: { edtf: string } } }[] }[];
    }
    const CONTRADICTIONS = `contradictions(filter: { subjectIds: [$id] }, at: $at) {
      nodes { property { key } message(lang: "en") facts { value { ... on DateValue { date { edtf } } } } } totalCount }`;
    const { nodes } = await read<Contradictions>(CONTRADICTIONS, { id: ids['mobiliz'] });
    expect(nodes).toHaveLength(1);
    expect(nodes[0]).toMatchObject({
      property: { key: 'programme_launched' },
      message: '“Programme launched”: these values cannot all be true: 2012-07-11 / 2011-07 / 2012.',
    });
    expect(nodes[0]?.facts.map(({ value }) => value.date.edtf).toSorted()).toEqual(['2011-07', '2012', '2012-07-11']);
    const before = await read<Contradictions>(CONTRADICTIONS, { id: ids['mobiliz'], at: { knownAt } });
    expect(before.nodes).toEqual([]);
  });

  test('A comparison has the best fact of each subject, and null where one has none', async () => {
    interface Comparison {
      subjects: { id: string }[];
      rows: { property: { key: string }; measure: string; facts: ({ id: string } | null)[] }[];
    }
    const subjects = [ids['renault'] ?? '', ids['voiture-co'] ?? ''];
    const compared = `comparison(subjectIds: ${JSON.stringify(subjects)}) {
      subjects { id } rows { property { key } measure unit { code } facts { id } } }`;
    const { subjects: found, rows } = await read<Comparison>(compared);
    expect(found.map(({ id }) => id)).toEqual(subjects);
    expect(rows.length).toBeGreaterThan(3);
    for (const { facts } of rows) {
      expect(facts).toHaveLength(2);
      expect(facts.some((fact) => fact !== null)).toBe(true);
    }
    const keys = rows.map(({ property, measure }) => `${property.key} ${measure}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('A target is never added to what was reached, and a disputed fact is left out with the reason', async () => {
    interface Groups {
      nodes: {
        keys: { key: string; value: string; label: string }[];
        count: number;
        sum: { lower: string; approximate: boolean } | null;
        exclusions: { reason: string; count: number }[];
        sources: number;
        median: string | null;
      }[];
    }
    const groups = await read<Groups>(
      `factGroups(by: [], orderBy: KEY, filter: { properties: ["mobility_platforms", "programme_launched"], subjectIds: [$id] }, at: $at) {
      nodes { keys { key value label(lang: "en") } count sum { lower approximate } exclusions { reason count } sources median: percentile(p: 50) } totalCount }`,
      { id: ids['mobiliz'] },
    );
    expect(groups.nodes.map(({ keys, ...figures }) => [keys.map(({ value }) => value), figures])).toEqual([
      [
        ['mobility_platforms', 'ACTUAL', 'platform'],
        {
          count: 1,
          sum: { lower: '27', approximate: false },
          exclusions: [{ reason: 'DUPLICATE', count: 1 }],
          sources: 1,
          median: '27',
        },
      ],
      [
        ['mobility_platforms', 'BASELINE', 'platform'],
        {
          count: 1,
          sum: { lower: '9', approximate: false },
          exclusions: [{ reason: 'DUPLICATE', count: 1 }],
          sources: 1,
          median: '9',
        },
      ],
      [
        ['mobility_platforms', 'TARGET', 'platform'],
        {
          count: 1,
          sum: { lower: '30', approximate: true },
          exclusions: [{ reason: 'DUPLICATE', count: 1 }],
          sources: 1,
          median: '30',
        },
      ],
      [
        ['programme_launched', 'STATEMENT', null],
        { count: 0, sum: null, exclusions: [{ reason: 'STATUS', count: 3 }], sources: 0, median: null },
      ],
    ]);
    expect(groups.nodes[0]?.keys.map(({ label }) => label)).toEqual(['Mobility platforms', 'Actual', 'platform']);
  });

  test('A facet counts the facts that a filter by its value selects', async () => {
    const conditions = {
      ...{ SUBJECT: 'subjectIds', SUBJECT_KIND: 'subjectKinds', PROPERTY: 'properties', MEASURE: 'measures' },
      ...{ SOURCE: 'sourceIds', STATUS: 'statuses', ISSUE: 'issueCodes' },
    };
    interface Facet {
      readonly key: keyof typeof conditions;
      readonly values: readonly { readonly value: string | null; readonly label: string; readonly count: number }[];
    }
    const countWhere = async (filter: object) =>
      (await read<{ totalCount: number }>('facts(first: 0, filter: $filter) { totalCount }', { filter })).totalCount;
    const keys = Object.keys(conditions).join();
    const facets = await read<Facet[]>(
      `factFacets(by: [${keys}], first: 5, filter: { properties: ["mobility_platforms", "programme_launched"] }) {
        key values { value label(lang: "en") count } }`,
    );
    expect(facets.map(({ key }) => key)).toEqual(Object.keys(conditions));
    for (const { key, values } of facets) {
      expect(values.map(({ count }) => count)).toEqual(values.map(({ count }) => count).toSorted((a, b) => b - a));
      for (const { value, count } of values.filter((one) => one.value !== null)) {
        const filter = {
          and: [{ properties: ['mobility_platforms', 'programme_launched'] }],
          [conditions[key]]: [value],
        };
        expect([key, value, count]).toEqual([key, value, await countWhere(filter)]);
      }
    }
    expect(facets[3]?.values.map(({ label }) => label)).toContain('Target');
    expect(await read('factFacets(by: [MEASURE], first: 0) { values { count } }')).toEqual([{ values: [] }]);
  });

  test.each([
    ['factFacets(by: [MEASURE], first: 101) { key }', ['first']],
    ['factFacets(by: [MEASURE], filter: { properties: ["none"] }) { key }', ['filter', 'properties']],
    ['factGroups(by: [SUBJECT, SOURCE, STATUS, ISSUE, COUNTRY]) { totalCount }', ['by']],
    ['factGroups(by: [], convertTo: "furlong") { totalCount }', ['convertTo']],
    ['factGroups(by: [], filter: { properties: ["none"] }) { totalCount }', ['filter', 'properties']],
    ['factGroups(by: []) { nodes { percentile(p: 101) } }', ['p']],
    ['factGroups(by: [], at: { knownAt: "2999-01-01T00:00:00Z" }) { totalCount }', ['at', 'knownAt']],
    ['timeline(subjectId: "post_01h455vb4pex5vsknk084sn02q") { totalCount }', ['subjectId']],
    ['timeline(subjectId: "org_x", range: { from: "2013-01-01", to: "2012-01-01" }) { totalCount }', ['range']],
    ['comparison(subjectIds: ["org_x"]) { rows { measure } }', ['subjectIds']],
    ['comparison(subjectIds: ["org_x", "org_y"]) { rows { measure } }', ['subjectIds', 0]],
    ['contradictions(filter: { properties: ["none"] }) { totalCount }', ['filter', 'properties']],
  ])('%s is refused with the argument', async (field, argument) => {
    const { errors } = await open.query(`{ ${field} }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  test('A filter that matches nothing gives empty pages', async () => {
    const empty = { nodes: [], totalCount: 0 };
    const filter = '(filter: { ids: [] })';
    expect(await read(`contradictions${filter} { nodes { message } totalCount }`)).toEqual(empty);
    expect(await read('factGroups(by: [], filter: { ids: [] }) { nodes { count } totalCount }')).toEqual(empty);
  });
});
