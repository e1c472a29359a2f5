import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { recorder } from '../../test/support/recorder';

const PERIODS = ['2011-07', '2014', '2015-02-04'] as const;

describe('Facts at a moment', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let subjectId: string;
  let record: Awaited<ReturnType<typeof recorder>>['record'];
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const names = [{ value: 'Mobiliz', kind: NameKind.OFFICIAL }];
    ({ id: subjectId } = await open.context().organisations.register({ kind: OrganisationKind.COMPANY, names }));
    ({ record } = await recorder(open.context()));
  });
  afterAll(() => open.close());

  const state = (claim: string, amount: string, period: { validFrom?: FuzzyDate; validTo?: FuzzyDate } = {}) =>
    record({
      claim,
      subjectId,
      property: 'mobility_platforms',
      measure: 'ACTUAL',
      value: { kind: 'QUANTITY', amount, unit: 'platform', raw: amount },
      ...period,
    });
  const READ = `query ($at: AsOf, $claims: [ID!], $subject: ID!) {
    facts(filter: { ids: $claims }, at: $at) { nodes { id } totalCount }
    organisation(id: $subject) { facts(at: $at) { nodes { id recordedAt value { ... on QuantityValue { amount } } } totalCount } }
  }`;
  const query = (at: object | null, claims?: readonly string[]) => open.query(READ, { at, claims, subject: subjectId });
  const read = async (at: object | null, claims?: readonly string[]) => {
    const { data, errors } = await query(at, claims);
    expect(errors).toBeUndefined();
    const { facts, organisation } = data as {
      facts: { nodes: { id: string }[] };
      organisation: { facts: { nodes: { id: string; recordedAt: string; value: { amount: string } }[] } };
    };
    return { all: facts.nodes.map(({ id }) => id), ofSubject: organisation.facts.nodes };
  };

  test('Each moment from a version on until the next one has that version, and no other', async () => {
    const first = await state('revised', '9');
    const second = await state('revised', '19');
    const amountsAt = async (knownAt: Date | null) =>
      (await read(knownAt && { knownAt })).ofSubject.map(({ value }) => value.amount);
    const [stamps] = [await read(null)].map(({ ofSubject }) => ofSubject.map(({ recordedAt }) => recordedAt));
    const revised = new Date(stamps?.[0] ?? '');
    expect(await amountsAt(null)).toEqual(['19']);
    expect(await amountsAt(revised)).toEqual(['19']);
    const before = new Date(revised.getTime() - 1);
    expect(await amountsAt(before)).toEqual(['9']);
    expect((await read({ knownAt: before }, [first.id, second.id])).all).toEqual([first.id]);
    expect(await amountsAt(new Date('2025-12-31T23:59:59Z'))).toEqual([]);
  });

  test.each([
    ['2011-06-30', ['2014 as its end', 'no period']],
    ['2011-07-01', ['2011-07 on', '2014 as its end', 'no period']],
    ['2014-12-31', ['2011-07 on', '2014 as its end', 'no period']],
    ['2015-02-04', ['2011-07 on', 'one day', 'no period']],
    ['2015-02-05', ['2011-07 on', 'no period']],
  ])('On %s all facts hold that may be true on that day', async (validAt, expected) => {
    const day = FuzzyDate.fromEdtf(PERIODS[2]);
    const claims = new Map([
      [(await state('a', '1', { validFrom: FuzzyDate.fromEdtf(PERIODS[0]) })).id, '2011-07 on'],
      [(await state('b', '1', { validTo: FuzzyDate.fromEdtf(PERIODS[1]) })).id, '2014 as its end'],
      [(await state('c', '1', { validFrom: day, validTo: day })).id, 'one day'],
      [(await state('d', '1')).id, 'no period'],
    ]);
    const { all } = await read({ validAt }, [...claims.keys()]);
    expect(all.map((id) => claims.get(id)).toSorted()).toEqual(expected.toSorted());
  });

  test('A moment in the future is refused with the argument', async () => {
    const { errors } = await query({ knownAt: new Date(Date.now() + 3_600_000) });
    expect(errors?.map(({ extensions }) => extensions)).toEqual(
      Array(2).fill({ code: 'BAD_USER_INPUT', argument: ['at', 'knownAt'], accepted: ['a moment up to now', 'null'] }),
    );
  });
});
