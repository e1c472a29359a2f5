import { checkEqualInBatches, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import fc from 'fast-check';
import { AUDIENCES, recordPost } from '../../test/support/hidden-posts';
import { postConsumer } from './post.consumer';
import { topicConsumer } from './topic.consumer';

const CHANGES = ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished'];

describe('Events of content, handled in batches', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  test('Leave the same audiences, topics and facts as one by one, also when texts are deleted', async () => {
    for (const post of ['one', 'two']) await recordPost(open.context(), post, AUDIENCES['public'] ?? null);
    const payload = {
      kind: fc.constant('ARTICLE'),
      revision: fc.constant(1),
      published: fc.boolean(),
      visibility: fc.constantFrom('PUBLIC', 'MEMBERS'),
      authorId: fc.constantFrom('member_author', 'member_erased', null),
      organisationId: fc.constant(null),
      topicSlugs: fc.option(fc.uniqueArray(fc.constantFrom('energy', 'mobility'), { maxLength: 2 }), {
        nil: undefined,
      }),
    };
    const subject = fc.constantFrom('post_one', 'post_two', 'post_three');
    const checking = checkEqualInBatches({
      subgraph: partnerships,
      url: open.url,
      consumer: postConsumer,
      event: fc.oneof(
        {
          weight: 4,
          arbitrary: fc.record({ type: fc.constantFrom(...CHANGES), subject, payload: fc.record(payload) }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            type: fc.constant('PostRemoved'),
            subject,
            payload: fc.record({ ...payload, wordsDeleted: fc.constantFrom(true, undefined) }),
          }),
        },
      ),
      prepare: (tx) => tx.query(`INSERT INTO erased_members VALUES ('member_erased', now())`),
      rows: [
        'SELECT * FROM post_audiences ORDER BY post_id',
        'SELECT * FROM post_topics ORDER BY post_id, topic_slug COLLATE "C"',
        'SELECT id, status FROM facts ORDER BY id',
        'SELECT id FROM sources ORDER BY id',
      ],
    });
    await expect(checking).resolves.toBeUndefined();
  });

  test('Leave the same topics as one by one', async () => {
    const checking = checkEqualInBatches({
      subgraph: partnerships,
      url: open.url,
      consumer: topicConsumer,
      event: fc.record({
        type: fc.constant('TopicDefined'),
        subject: fc.constantFrom('topic_1', 'topic_2'),
        payload: fc.record({ slug: fc.constantFrom('energy', 'mobility', undefined) }),
      }),
      rows: ['SELECT * FROM known_topics ORDER BY id'],
    });
    await expect(checking).resolves.toBeUndefined();
  });
});
