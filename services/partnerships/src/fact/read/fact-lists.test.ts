import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { recorder } from '../../../test/support/recorder';

type Connection = { nodes: { id: string; claim: string }[]; pageInfo: Record<string, unknown>; totalCount: number };

describe('Fact lists', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const claims: Record<string, string> = {};
  let sourceId: string;
  let organisationId: string;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const context = open.context();
    const programme = (await context.programmes.register({ names: ['Elan'] })).id;
    organisationId = (
      await context.organisations.register({
        kind: OrganisationKind.COMPANY,
        names: [{ value: 'Vélo & Co', kind: NameKind.OFFICIAL }],
      })
    ).id;
    const { record, source, citation } = await recorder(context);
    sourceId = source.id;
    const add = async (claim: string, fact: object) => {
      const about = { claim, subjectId: programme, property: 'mobility_platforms', measure: 'ACTUAL' };
      claims[(await record({ ...about, ...fact } as never)).id] = claim;
    };
    const count = (numbers: object) => ({ kind: 'QUANTITY', unit: 'platform', raw: '', ...numbers });
    const text = (words: string) => ({ kind: 'TEXT', text: words, lang: 'fr' });
    const date = (edtf: string) => FuzzyDate.fromEdtf(edtf);
    await add('nine', { value: count({ amount: '9' }), measure: 'BASELINE', confidence: 'HIGH', country: 'FR' });
    await add('thirty', {
      value: count({ amount: '30.0' }),
      measure: 'TARGET',
      due: date('../2015'),
      confidence: 'LOW',
    });
    await add('range', {
      value: count({ lower: '10', upper: '20' }),
      validFrom: date('2012'),
      validTo: date('2013-06'),
    });
    await add('open-range', { value: count({ lower: '10' }), validFrom: date('2014') });
    await add('some', { presence: 'UNKNOWN', validTo: date('2008'), rank: 'DEPRECATED' });
    const quoted = [{ ...citation, quote: 'L’air du 100% temps' }];
    await add('words', {
      property: 'purpose',
      measure: 'STATEMENT',
      value: text('Prendre l’air'),
      citations: quoted,
      status: 'PROPOSED',
    });
    await add('doubt', {
      subjectId: organisationId,
      property: 'purpose',
      measure: 'STATEMENT',
      value: text('Rouler'),
      issues: [{ code: 'EVALUATIVE', message: 'Praise.', raw: '', candidates: [] }],
    });
  });
  afterAll(() => open.close());

  const list = async (args: string): Promise<Connection> => {
    const { data, errors } = await open.query(
      `{ facts(${args}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`,
    );
    expect(errors).toBeUndefined();
    const connection = data?.['facts'] as Connection;
    return { ...connection, nodes: connection.nodes.map(({ id }) => ({ id, claim: claims[id] ?? '' })) };
  };
  const matching = async (filter: string) => {
    const { nodes, totalCount } = await list(`filter: ${filter}`);
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ claim }) => claim).toSorted();
  };

  test.each([
    ['{ measures: [TARGET, BASELINE] }', ['nine', 'thirty']],
    ['{ properties: ["purpose"] }', ['doubt', 'words']],
    ['{ properties: [] }', []],
    ['{ ranks: [DEPRECATED] }', ['some']],
    ['{ statuses: [PROPOSED] }', ['words']],
    ['{ minConfidence: HIGH }', ['nine']],
    ['{ minConfidence: MEDIUM, properties: ["mobility_platforms"] }', ['nine', 'open-range', 'range', 'some']],
    ['{ valueGte: "10" }', ['open-range', 'range', 'thirty']],
    ['{ valueGte: "10", valueLte: "20" }', ['range']],
    ['{ valueLte: "9.0", unit: "platform" }', ['nine']],
    ['{ unit: "person" }', []],
    ['{ country: "FR" }', ['nine']],
    ['{ hasIssues: true }', ['doubt']],
    ['{ validIn: { from: "2013-06-30", to: "2013-12-31" } }', ['range']],
    ['{ validIn: { from: "2014-12-31" } }', ['open-range']],
    ['{ validIn: { to: "2007-01-01" } }', ['some']],
    ['{ validIn: {} }', ['open-range', 'range', 'some']],
    [`{ text: "l'AIR" }`, ['words']],
    ['{ text: "100%" }', ['words']],
    ['{ text: "1%0" }', []],
    ['{ or: [{ country: "FR" }, { hasIssues: true }] }', ['doubt', 'nine']],
    ['{ and: [{ valueGte: "5" }, { valueLte: "15" }] }', ['nine']],
    ['{ or: [] }', []],
    ['{ not: { valueGte: "10" } }', ['doubt', 'nine', 'some', 'words']],
    ['{ not: { not: { country: "FR" } }, measures: null }', ['nine']],
    ['{ subjectKinds: [ORGANISATION] }', ['doubt']],
    ['{ presences: [UNKNOWN] }', ['some']],
    ['{ issueCodes: [EVALUATIVE] }', ['doubt']],
    ['{ due: { from: "2015-01-01" } }', ['thirty']],
    ['{ due: { from: "2016-01-01" } }', []],
    ['{ recordedAt: { to: "2000-01-01" } }', []],
    ['{ recordedAt: { from: "2000-01-01" }, country: "FR" }', ['nine']],
    ['{ valueDate: { from: "2000-01-01" } }', []],
    ['{ postIds: ["post_01h45y7zj2fxmbzw9k5y6s3q4d"] }', []],
    ['{ ids: [] }', []],
    ['{ valueIds: [], saidByIds: [] }', []],
  ])('Filter %s returns the matching facts', async (filter, expected) => {
    expect(await matching(filter)).toEqual(expected);
  });

  test('Facts can be filtered by subject and by source', async () => {
    expect(await matching(`{ subjectIds: ["${organisationId}"] }`)).toEqual(['doubt']);
    expect(await matching(`{ sourceIds: ["${sourceId}"] }`)).toHaveLength(7);
    expect(await matching('{ sourceIds: ["source_00000000000000000000000000"] }')).toEqual([]);
  });

  test.each([
    [`{ text: "${'x'.repeat(501)}" }`, /`filter.text` is too long: it has 501 characters/],
    [`{ subjectIds: [${'"a", '.repeat(101)}] }`, /`filter.subjectIds` has 101 items/],
    [`{ not: { sourceIds: [${'"a", '.repeat(101)}] } }`, /`filter.not.sourceIds` has 101 items/],
  ])('A filter that is too long is refused: %#', async (filter, message) => {
    const { errors } = await open.query(`{ facts(filter: ${filter}) { nodes { id } } }`);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('Paging by cursor in either direction returns every fact once', async () => {
    const whole = (await list('filter: null')).nodes;
    expect(whole).toHaveLength(7);
    for (const [size, cursor, end, more] of [
      ['first: 2', 'after', 'endCursor', 'hasNextPage'],
      ['last: 3', 'before', 'startCursor', 'hasPreviousPage'],
    ] as const) {
      const paged: { id: string }[] = [];
      let from = 'null';
      for (let hasMore = true; hasMore; ) {
        const { nodes, pageInfo, totalCount } = await list(`${size}, ${cursor}: ${from}`);
        expect(totalCount).toBe(7);
        if (cursor === 'after') paged.push(...nodes);
        else paged.unshift(...nodes);
        from = JSON.stringify(pageInfo[end]);
        hasMore = pageInfo[more] as boolean;
      }
      expect(paged).toEqual(whole);
    }
  });

  test.each([
    ['NEWEST', ['doubt', 'words', 'some', 'open-range', 'range', 'thirty', 'nine']],
    ['OLDEST', ['nine', 'thirty', 'range', 'open-range', 'some', 'words', 'doubt']],
  ])('Order %s follows the time of recording', async (order, expected) => {
    const { nodes } = await list(`orderBy: ${order}`);
    expect(nodes.map(({ claim }) => claim)).toEqual(expected);
  });

  test('Orders by value and by due date put facts without one last', async () => {
    const property = 'filter: { properties: ["mobility_platforms"] }';
    const ordered = async (order: string) =>
      (await list(`orderBy: ${order}, ${property}`)).nodes.map(({ claim }) => claim);
    expect((await ordered('VALUE_HIGHEST')).slice(0, 2)).toEqual(['thirty', 'range']);
    expect((await ordered('VALUE_HIGHEST')).at(-1)).toBe('some');
    expect((await ordered('VALUE_LOWEST'))[0]).toBe('nine');
    expect((await ordered('DUE_EARLIEST'))[0]).toBe('thirty');
    const { errors } = await open.query('{ facts(orderBy: VALUE_HIGHEST) { nodes { id } } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: ['orderBy'] });
  });

  test.each([
    ['properties: ["mobility_platform"]', ['filter', 'properties'], 'mobility_platforms'],
    ['unit: "Platform"', ['filter', 'unit'], 'platform'],
    ['country: "fr"', ['filter', 'country'], 'FR'],
    ['or: [{}, { topicSlugs: ["nowhere"] }]', ['filter', 'or', 1, 'topicSlugs'], undefined],
    ['not: { due: { from: "2015-01-01", to: "2014-01-01" } }', ['filter', 'not', 'due'], '`from` not after `to`'],
    ['subjectIds: ["post_01h45y7zj2fxmbzw9k5y6s3q4d"]', ['filter', 'subjectIds'], 'org_…'],
  ])('An unknown value is refused with its path and the nearest known one: %s', async (filter, argument, nearest) => {
    const { errors } = await open.query(`{ facts(filter: { ${filter} }) { nodes { id } } }`);
    const { code, argument: at, accepted } = errors?.[0]?.extensions as Record<string, unknown>;
    expect({ code, at, nearest: (accepted as string[])[0] }).toEqual({ code: 'BAD_USER_INPUT', at: argument, nearest });
  });

  test.each([
    [`{ not: { not: { not: { not: { not: {} } } } } }`, /5 deep/],
    [`{ or: [${'{},'.repeat(50)}] }`, /50 filters/],
  ])('Refuses a filter that is too deep or too large: %s', async (filter, message) => {
    const { errors } = await open.query(`{ facts(filter: ${filter}) { totalCount } }`);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(message);
  });
});
