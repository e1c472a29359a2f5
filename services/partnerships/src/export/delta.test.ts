import { Visibility } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import fc from 'fast-check';
import { PROPERTY_FACTOR, PROPERTY_TIMEOUT } from '../../test/support/environment';
import { onDatabase } from '../../test/support/on-database';
import { event } from '../../test/support/random-events';
import { History } from '../../test/support/random-history';
import { PUBLIC, recorder } from '../../test/support/recorder';
import { linesByFact, takeExport } from '../../test/support/take-export';
import { deletePostText } from '../privacy/delete-post-text';

/** In CI. PROPERTY_FACTOR=334 follows 1,002 histories. */
const HISTORIES = 3 * PROPERTY_FACTOR;
/** Changes before the first export, exports after it, and changes between two of them: few, so that none hides another. */
const [BEFORE, ROUNDS, BETWEEN] = [14, 8, 2];

const CHANGES = BEFORE + ROUNDS * BETWEEN;

/** Changes to who may see a text, and to its topics. */
const audience = fc.record({
  kind: fc.constant('audience' as const),
  post: fc.constantFrom('post_one', 'post_two'),
  published: fc.boolean(),
  visibility: fc.constantFrom(Visibility.PUBLIC, Visibility.MEMBERS),
  topics: fc.subarray(['a', 'b']),
});
const deletion = fc.record({ kind: fc.constant('deletion' as const), post: fc.constantFrom('post_one', 'post_two') });
/** A dozen of platforms becomes another number of them, or none that is known. */
const conversion = fc.record({
  kind: fc.constant('conversion' as const),
  factor: fc.constantFrom('12', '6', '2', null),
});
const change = fc.oneof(
  { weight: 12, arbitrary: event },
  { weight: 3, arbitrary: audience },
  { weight: 1, arbitrary: deletion },
  { weight: 2, arbitrary: conversion },
);
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

const REQUESTS: readonly Readonly<Record<string, string>>[] = [
  {},
  { validAt: '2012-06-01' },
  { filter: JSON.stringify({ valueGte: '2', statuses: ['ACCEPTED'] }) },
  { topicSlugs: 'a' },
  { statuses: 'DISPUTED,RETRACTED' },
  { text: 'text' },
  { filter: JSON.stringify({ valueGte: '0.5', unit: 'dozen' }) },
];

const DOZEN = { code: 'dozen', labels: { fr: 'douzaine', en: 'dozen' }, dimension: 'platform' };

const apply = async (open: OpenSubgraph<PartnershipsContext>, history: History, one: Change): Promise<void> => {
  if (one.kind === 'audience') {
    const { published, visibility, topics } = one;
    const seen = { ...PUBLIC, published, visibility };
    await open.context().posts.register({ id: one.post, audience: seen, topicSlugs: topics });
  } else if (one.kind === 'deletion') {
    await onDatabase(open.url, (db) => db.transaction((tx) => deletePostText(tx, one.post)));
  } else if (one.kind === 'conversion') {
    await open.context().properties.saveUnit({ ...DOZEN, factor: one.factor });
  } else {
    // A text that is gone cannot be cited any more.
    await history.apply(one).catch(() => undefined);
  }
};

/** A copy elsewhere of what an export had, which follows its deltas. */
class Copy {
  private constructor(
    readonly parameters: Readonly<Record<string, string>>,
    private readonly lines: Map<string, string>,
    private cursor: string,
  ) {}

  static async of(
    open: OpenSubgraph<PartnershipsContext>,
    parameters: Readonly<Record<string, string>>,
  ): Promise<Copy> {
    const { bytes, cursor } = await takeExport(open, { parameters });
    return new Copy(parameters, linesByFact(bytes), cursor ?? '');
  }

  async follow(open: OpenSubgraph<PartnershipsContext>): Promise<void> {
    const { bytes } = await takeExport(open, { parameters: { ...this.parameters, after: this.cursor } });
    for (const line of bytes.toString().split('\n').slice(0, -1)) {
      const { fact, gone, cursor } = JSON.parse(line) as { fact?: string; gone?: true; cursor?: string };
      if (cursor !== undefined) this.cursor = cursor;
      else if (gone) this.lines.delete(fact ?? '');
      else this.lines.set(fact ?? '', line);
    }
  }

  get rows(): readonly string[] {
    return [...this.lines.values()].toSorted();
  }
}

describe('A delta of an export', () => {
  test('Has the facts that a filter selects only since another factor of a unit, and those that it selects no more', async () => {
    const open = await openSubgraph(partnerships);
    try {
      const context = open.context();
      const { record } = await recorder(context);
      const names = [{ value: 'Mobiliz', kind: NameKind.OFFICIAL }];
      const { id: subjectId } = await context.organisations.register({ kind: OrganisationKind.COMPANY, names });
      const value = { kind: 'QUANTITY', amount: '10', unit: 'platform', raw: '10' } as const;
      await record({ claim: 'ten', subjectId, property: 'mobility_platforms', measure: 'ACTUAL', value });
      const convert = (factor: string | null) => context.properties.saveUnit({ ...DOZEN, factor });
      await convert('12');
      const copy = await Copy.of(open, { filter: JSON.stringify({ valueGte: '1', unit: 'dozen' }) });
      const rows = async () => {
        await copy.follow(open);
        return copy.rows.length;
      };
      expect(await rows()).toBe(0);
      await convert('6');
      expect(await rows()).toBe(1);
      await convert(null);
      expect(await rows()).toBe(0);
    } finally {
      await open.close();
    }
  });

  test(
    'Makes the export of one moment equal to that of a later one, whatever happened between',
    async () => {
      const changes = fc.array(change, { minLength: CHANGES, maxLength: CHANGES });
      for (const [number, history] of fc.sample(changes, { numRuns: HISTORIES }).entries()) {
        const open = await openSubgraph(partnerships);
        try {
          const past = new History(open);
          await past.start();
          await open.context().properties.saveUnit({ ...DOZEN, factor: '12' });
          const topics = `INSERT INTO known_topics VALUES ('topic_a', 'a'), ('topic_b', 'b')`;
          await onDatabase(open.url, (db) => db.query(topics));
          for (const one of history.slice(0, BEFORE)) await apply(open, past, one);
          const copies = await Promise.all(REQUESTS.map((parameters) => Copy.of(open, parameters)));
          for (let round = 0; round < ROUNDS; round += 1) {
            const start = BEFORE + round * BETWEEN;
            for (const one of history.slice(start, start + BETWEEN)) await apply(open, past, one);
            for (const copy of copies) {
              await copy.follow(open);
              const whole = await Copy.of(open, copy.parameters);
              const where = { number, round, parameters: copy.parameters };
              expect({ ...where, rows: copy.rows }).toEqual({ ...where, rows: whole.rows });
            }
          }
        } finally {
          await open.close();
        }
      }
    },
    PROPERTY_TIMEOUT,
  );
});
