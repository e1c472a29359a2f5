import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import fc from 'fast-check';
import { PROPERTY_FACTOR, PROPERTY_TIMEOUT } from '../../../test/support/environment';
import { onDatabase } from '../../../test/support/on-database';
import { randomFacts } from '../../../test/support/random-facts';
import { type SlowFact, slowGroups } from '../../../test/support/slow-groups';
import { prepareFacts, storeFacts, VOCABULARY } from '../../../test/support/stored-facts';

const runs = (inCi: number) => ({ numRuns: inCi * PROPERTY_FACTOR });

interface Group {
  readonly keys: { readonly key: string; readonly value: string | null }[];
  readonly count: number;
  readonly subjects: number;
  readonly sum: { readonly lower: string | null; readonly upper: string | null } | null;
  readonly excluded: number;
  readonly exclusions: {
    readonly reason: string;
    readonly count: number;
    readonly facts: { nodes: { id: string }[] };
  }[];
}

const READ = `query ($by: [FactGroupKey!]!, $at: AsOf, $convertTo: String) {
  factGroups(by: $by, at: $at, convertTo: $convertTo, first: 100, orderBy: KEY) {
    nodes {
      keys { key value } count subjects sum { lower upper } excluded
      exclusions { reason count facts(first: 100) { nodes { id } } }
    }
    totalCount
  }
}`;

describe('Groups of facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await prepareFacts(open);
  });
  afterAll(() => open.close());

  const lastStamp = (): Promise<Date> =>
    onDatabase(open.url, async (db) => {
      const [row] = await db.query<{ at: Date }[]>(
        `SELECT date_trunc('milliseconds', greatest(last, clock_timestamp())) AS at FROM clock`,
      );
      return row?.at ?? new Date();
    });

  const read = async (variables: object): Promise<Map<string, Group>> => {
    const { data, errors } = await open.query(READ, { ...variables });
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data?.['factGroups'] as { nodes: Group[]; totalCount: number };
    expect(nodes).toHaveLength(totalCount);
    return new Map(nodes.map((group) => [JSON.stringify(group.keys.map(({ value }) => value)), group]));
  };

  const yearOf = (each: SlowFact): string | null => {
    const first = each.measure === 'TARGET' ? (each.due_earliest ?? each.due_latest) : null;
    const held = each.from_earliest ?? each.from_latest ?? each.to_earliest ?? each.to_latest;
    return (each.measure === 'TARGET' ? first : held)?.slice(0, 4) ?? null;
  };
  const ARGUMENTS: readonly (readonly [
    string[],
    (each: SlowFact) => (string | null)[],
    (each: SlowFact) => (string | null)[],
    string | null,
  ])[] = [
    [[], () => [], () => [], null],
    [['SUBJECT'], ({ subject_id }) => [subject_id], () => [], null],
    [['COUNTRY', 'VALID_YEAR'], (each) => [each.country, yearOf(each)], (each) => [each.country, yearOf(each)], 'm'],
    [['STATUS', 'CONFIDENCE'], ({ status, confidence }) => [status, confidence], () => [], 'km'],
    [[], () => [], () => [], 'EUR'],
  ];

  test(
    'Are those of a slow implementation that compares every pair, whatever they are grouped by and converted to',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomFacts, async (given) => {
          await storeFacts(open.url, given);
          const knownAt = await lastStamp();
          for (const [by, keys, ofCell, convertTo] of ARGUMENTS) {
            const groups = await read({ by, convertTo });
            // As of a moment the rows are found by another column.
            expect(await read({ by, convertTo, at: { knownAt } })).toEqual(groups);
            const expected = slowGroups(given, keys, ofCell, VOCABULARY, convertTo);
            expect([...groups.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
            for (const [name, { count, subjects, sum, exclusions, excluded }] of groups) {
              const group = expected.get(name);
              const left = Object.fromEntries(
                exclusions.map(({ reason, facts: { nodes } }) => [reason, nodes.map(({ id }) => id).toSorted()]),
              );
              expect({ name, count, subjects, left }).toEqual({
                name,
                count: group?.facts.length,
                subjects: group?.subjects.size,
                left: Object.fromEntries(
                  Object.entries(group?.excluded ?? {}).map(([key, ids]) => [key, ids.toSorted()]),
                ),
              });
              expect(excluded).toBe(Object.values(left).flat().length);
              const ends = [sum?.lower, sum?.upper].map((end) => (end == null ? null : Number(Number(end).toFixed(9))));
              const wanted = group?.sum?.map((end) => (end === null ? null : Number(end.toFixed(9)))) ?? [null, null];
              expect([sum === null, ends]).toEqual([group?.sum === null, wanted]);
            }
          }
        }),
        runs(12),
      );
    },
    PROPERTY_TIMEOUT,
  );

  test(
    'Are those of one subject after a merge, so that a pair counts once',
    async () => {
      const identify = (sql: string) => onDatabase(open.url, (db) => db.query(sql));
      await fc.assert(
        fc.asyncProperty(randomFacts, async (all) => {
          const given = all.filter(({ unit_code }) => unit_code !== null);
          await storeFacts(open.url, given);
          await identify(`INSERT INTO identities VALUES ('org_1', 'org_0', now())`);
          const merged = await read({ by: ['SUBJECT'] });
          const knownAt = await lastStamp();
          expect(await read({ by: ['SUBJECT'], at: { knownAt } })).toEqual(merged);
          await identify('DELETE FROM identities');
          expect(await read({ by: ['SUBJECT'], at: { knownAt } })).toEqual(merged);
          await storeFacts(
            open.url,
            given.map((each) => ({ ...each, subject_id: each.subject_id.replace('org_1', 'org_0') })),
          );
          expect(merged).toEqual(await read({ by: ['SUBJECT'] }));
        }),
        runs(8),
      );
    },
    PROPERTY_TIMEOUT,
  );

  const figuresOf = async (): Promise<Record<string, unknown>> =>
    Object.fromEntries([...(await read({ by: ['SUBJECT'] }))].map(([name, { count, sum }]) => [name, { count, sum }]));

  test(
    'Have the same figures if every fact is copied by a document of the same origin',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomFacts, async (given) => {
          await storeFacts(open.url, given);
          const before = await figuresOf();
          const copies = given.map(
            (each, index): SlowFact => ({
              ...each,
              id: `fact_9${String(index).padStart(3, '0')}`,
              known_from: new Date(Date.parse(each.known_from) - 100_000).toISOString(),
            }),
          );
          await storeFacts(open.url, [...given, ...copies]);
          expect(await figuresOf()).toEqual(before);
        }),
        runs(6),
      );
    },
    PROPERTY_TIMEOUT,
  );

  test(
    'Have the same figures of what was reached if targets and rates are added',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomFacts, randomFacts, async (given, more) => {
          const actuals = given.map((each): SlowFact => ({ ...each, measure: 'ACTUAL' }));
          await storeFacts(open.url, actuals);
          const before = await figuresOf();
          const others = more.map(
            (each, index): SlowFact => ({
              ...each,
              id: `fact_9${String(index).padStart(3, '0')}`,
              measure: index % 2 ? 'TARGET' : 'RATE',
            }),
          );
          await storeFacts(open.url, [...actuals, ...others]);
          expect(await figuresOf()).toMatchObject(before);
        }),
        runs(6),
      );
    },
    PROPERTY_TIMEOUT,
  );
});
