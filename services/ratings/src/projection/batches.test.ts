import { checkEqualInBatches, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { ratings, type RatingsContext } from '@wizness/ratings';
import fc from 'fast-check';
import { postAudienceConsumer } from './post-audience.consumer';
import { subjectConsumer } from './subject.consumer';

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
});
