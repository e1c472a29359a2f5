import { checkEqualInBatches, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { mergesConsumer, systemClock } from '@wizness/kernel';
import { RateableKind, ratings, type RatingsContext } from '@wizness/ratings';
import fc from 'fast-check';
import { RatingStore } from '../rating/rating.store';
import { countsWhere, recountSummaries } from '../summary/recount-summaries';
import { postAudienceConsumer } from './post-audience.consumer';
import { subjectConsumer } from './subject.consumer';
import { SubjectStore } from './subject.store';

const id = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(26, '0')}`;

const AUTHORS = ['member_author', 'member_erased', null];
const rows = ['SELECT * FROM rateable_subjects ORDER BY id'];

describe('Events of other services, handled in batches', () => {
  let open: OpenSubgraph<RatingsContext>;
  beforeAll(async () => {
    open = await openSubgraph(ratings);
  });
  afterAll(() => open.close());

  test('Leave the same audiences of posts as one by one, also of erased authors', async () => {
    const checking = checkEqualInBatches({
      subgraph: ratings,
      url: open.url,
      consumer: postAudienceConsumer,
      event: fc.record({
        type: fc.constantFrom('PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'),
        subject: fc.constantFrom(...[1, 2, 3].map((number) => id('post', number))),
        payload: fc.record({
          kind: fc.constantFrom('ARTICLE', 'NEWS', 'POLL'),
          revision: fc.constant(1),
          published: fc.boolean(),
          visibility: fc.constantFrom('PUBLIC', 'MEMBERS', 'ORGANISATION'),
          authorId: fc.constantFrom(...AUTHORS),
          organisationId: fc.constantFrom('org_1', null),
        }),
      }),
      prepare: (tx) => tx.query(`INSERT INTO erased_members VALUES ('member_erased', now())`),
      rows,
    });
    await expect(checking).resolves.toBeUndefined();
  });

  test('Make the same subjects rateable as one by one', async () => {
    const checking = checkEqualInBatches({
      subgraph: ratings,
      url: open.url,
      consumer: subjectConsumer,
      event: fc.record({
        type: fc.constant('SubjectNamed'),
        subject: fc.constantFrom(
          ...['org', 'programme', 'partnership', 'person'].map((prefix) => id(prefix, 1)),
          id('org', 2),
        ),
        payload: fc.constant({ names: [] }),
      }),
      rows,
    });
    await expect(checking).resolves.toBeUndefined();
  });

  test('Leave the same summaries of merged organisations as one by one: those of a recount', async () => {
    const [one, other, ...merged] = [1, 2, 3, 4].map((number) => id('org', number)) as [string, string, string, string];
    const consumer = mergesConsumer(recountSummaries);
    const checking = checkEqualInBatches({
      subgraph: ratings,
      url: open.url,
      consumer,
      event: fc.oneof(
        fc.record({
          type: fc.constant('SubjectMerged'),
          subject: fc.constantFrom(...merged),
          payload: fc.record({ survivorId: fc.constantFrom(one, other) }),
        }),
        fc.record({
          type: fc.constant('SubjectUnmerged'),
          subject: fc.constantFrom(...merged),
          payload: fc.constant({}),
        }),
      ),
      prepare: async (tx) => {
        const subjects = [one, other, ...merged];
        await new SubjectStore(tx).registerAll(subjects.map((each) => ({ id: each, kind: RateableKind.ORGANISATION })));
        const store = new RatingStore(tx, systemClock);
        for (const [number, subjectId] of subjects.entries()) {
          for (let member = 0; member <= number; member += 1) {
            const at = new Date(Date.UTC(2026, 0, 1 + ((member * 7 + number * 5) % 11)));
            await store.rate({ memberId: `member_${member}`, subjectId, score: 1 + ((member + number) % 5), at });
          }
        }
      },
      rows: [
        'SELECT * FROM merged_subjects ORDER BY id',
        'SELECT * FROM rating_summaries ORDER BY subject_id',
        // Nothing differs from a count of everything.
        `SELECT subject_id, summary.count FROM rating_summaries summary FULL JOIN (${countsWhere('TRUE')}) counts USING (subject_id)
         WHERE summary.sum IS DISTINCT FROM coalesce(counts.sum, 0) OR summary.n5 <> coalesce(counts.n5, 0)`,
      ],
      runs: 30,
    });
    await expect(checking).resolves.toBeUndefined();
  });
});
