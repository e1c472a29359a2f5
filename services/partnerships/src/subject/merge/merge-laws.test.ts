import { openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships } from '@wizness/partnerships';
import fc from 'fast-check';
import { PROPERTY_FACTOR, PROPERTY_TIMEOUT } from '../../../test/support/environment';
import { event } from '../../../test/support/random-events';
import { History } from '../../../test/support/random-history';

/** In CI. */
const [SEQUENCES, HISTORIES] = [15 * PROPERTY_FACTOR, 3 * PROPERTY_FACTOR];
const SUBJECTS = 6;

const subject = fc.nat(SUBJECTS - 1);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ into: subject, merged: subject }) },
  { weight: 2, arbitrary: fc.record({ into: fc.constant(null), merged: subject }) },
);

describe('Merges', () => {
  test(
    'Are a tree of which each can be undone, as if it had never been made',
    async () => {
      const open = await openSubgraph(partnerships);
      try {
        const { merges, organisations } = open.context();
        const register = (name: string) =>
          organisations.register({
            kind: OrganisationKind.COMPANY,
            names: [{ value: name, kind: NameKind.OFFICIAL }],
          });
        let run = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
            run += 1;
            const ids: string[] = [];
            for (let index = 0; index < SUBJECTS; index += 1) ids.push((await register(`Run ${run} ${index}`)).id);
            /** What each was merged into directly, by the model: what is undone is forgotten. */
            const into = new Map<number, number>();
            const homeOf = (each: number): number => {
              const next = into.get(each);
              return next === undefined ? each : homeOf(next);
            };
            const answers: [actual: string[], expected: string[]][] = [];
            for (const { into: survivor, merged } of steps) {
              const id = ids[merged] ?? '';
              if (survivor === null) {
                const errors = await merges.unmerge(id, 'Two.', 'member_1');
                answers.push([errors.map(({ code }) => code), into.has(merged) ? [] : ['NOT_FOUND']]);
                into.delete(merged);
                continue;
              }
              const isRefused = survivor === merged || into.has(survivor) || into.has(merged);
              const given = { survivorId: ids[survivor] ?? '', duplicateIds: [id], reason: 'One.' };
              const errors = await merges.merge(given, 'member_1');
              answers.push([
                errors.map(({ code }) => code),
                isRefused ? [survivor === merged ? 'INVALID' : 'CONFLICT'] : [],
              ]);
              if (!isRefused) into.set(merged, survivor);
            }
            const first = (codes: readonly string[]): string[] => codes.slice(0, 1);
            expect(answers.map(([actual]) => first(actual))).toEqual(answers.map(([, expected]) => expected));
            const { loaders } = open.context();
            const homes = await Promise.all(ids.map(async (id) => (await loaders.organisationById.load(id))?.id));
            expect(homes).toEqual(ids.map((_, index) => ids[homeOf(index)]));
          }),
          { numRuns: SEQUENCES },
        );
      } finally {
        await open.close();
      }
    },
    PROPERTY_TIMEOUT,
  );

  test(
    'Leave nothing behind when they are undone, whatever is stated',
    async () => {
      const events = fc.array(event, { minLength: 20, maxLength: 20 });
      const pair = fc.record({ into: fc.nat(11), merged: fc.nat(11), isPerson: fc.boolean() });
      const histories = fc.sample(fc.tuple(events, fc.array(pair, { minLength: 4, maxLength: 4 })), {
        numRuns: HISTORIES,
      });
      let merged = 0;
      for (const [history, pairs] of histories) {
        const open = await openSubgraph(partnerships);
        try {
          const past = new History(open);
          await past.start();
          for (const one of history) await past.apply(one);
          for (const one of pairs) {
            const before = await past.read(null);
            if (!(await past.identify({ kind: 'merge', ...one }))) continue;
            merged += 1;
            expect(await past.identify({ kind: 'unmerge', ...one })).toBe(true);
            expect({ read: await past.read(null) }).toEqual({ read: before });
          }
        } finally {
          await open.close();
        }
      }
      expect(merged).toBeGreaterThan(0);
    },
    PROPERTY_TIMEOUT,
  );
});
