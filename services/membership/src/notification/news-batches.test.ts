import { type Identity, type LoggedEvent, Visibility } from '@wizness/kernel';
import { checkEqualInBatches } from '@wizness/kernel/testing';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { MembershipHarness } from '../../test/support/membership-harness';
import { membership } from '../subgraph';
import { contentNewsConsumer } from './content-news.consumer';
import { ratingsNewsConsumer } from './ratings-news.consumer';

const POST_1 = 'post_00000000000000000000000001';
const POST_2 = 'post_00000000000000000000000002';
const COMMENT_1 = 'comment_00000000000000000000000001';
const COMMENT_2 = 'comment_00000000000000000000000002';
const RATING_1 = 'rating_00000000000000000000000001';
const RATING_2 = 'rating_00000000000000000000000002';
const ORG_1 = 'org_00000000000000000000000001';

type EventContent = Pick<LoggedEvent, 'type' | 'subject' | 'payload' | 'occurredAt'>;

const HOUR_MS = 60 * 60 * 1000;

/** All that news writes, without the ids of notifications, which are random. */
const WRITTEN = [
  `SELECT member_id, kind, code, about_id, subject_id, post_id, count, created_at, occurred_at, open, in_app
   FROM notifications ORDER BY member_id, kind, code, about_id, created_at, occurred_at, count, open, subject_id`,
  `SELECT source.member_id, source.cause, source.actor_id, source.occurred_at, notification.created_at, notification.count
   FROM notification_sources source JOIN notifications notification ON notification.id = notification_id
   ORDER BY 1, 2`,
  `SELECT job.kind, job.run_at, notification.member_id, notification.about_id, notification.created_at
   FROM jobs job JOIN notifications notification ON notification.id = job.key ORDER BY 3, 4, 5, 2`,
  'SELECT * FROM known_posts ORDER BY id',
];

describe('News that is handled in batches', () => {
  let harness: MembershipHarness;
  let lea: Identity & { memberId: string };
  let tom: Identity & { memberId: string };
  let zoe: Identity & { memberId: string };
  beforeAll(async () => {
    harness = await MembershipHarness.open();
    lea = await harness.enrol('lea');
    tom = await harness.enrol('tom');
    zoe = await harness.enrol('zoe');
  });
  afterAll(() => harness.close());

  const anyOf = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
  const occurredAt = anyOf(0, 1, 23, 24, 30).map((hours) => new Date(hours * HOUR_MS));
  const prepare = async (tx: EntityManager): Promise<void> => {
    const at = new Date(0);
    await tx.query('INSERT INTO mutes VALUES ($1, $2, $3)', [lea.memberId, zoe.memberId, at]);
    await tx.query(`INSERT INTO notification_preferences VALUES ($1, 'CONTRIBUTION', false, true)`, [lea.memberId]);
  };
  const check = (consumer: typeof contentNewsConsumer, event: fc.Arbitrary<EventContent>) =>
    checkEqualInBatches({ subgraph: membership, url: harness.running.url, consumer, event, prepare, rows: WRITTEN });
  const memberIds = () => anyOf(lea.memberId, tom.memberId, zoe.memberId, 'member_erased');
  const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
  const posts = anyOf(POST_1, POST_2);

  test('Of content is the same as one by one, also where audiences change and comments are hidden in between', async () => {
    const mentioned = fc.uniqueArray(memberIds(), { maxLength: 2 });
    const audience = fc.record({
      type: anyOf('PostPublished', 'PostUpdated', 'PostUnpublished'),
      subject: posts,
      occurredAt,
      payload: fc.record({
        published: fc.boolean(),
        visibility: anyOf(...Object.values(Visibility)),
        authorId: orNull(memberIds()),
        ...{ kind: fc.constant('ARTICLE'), revision: fc.constant(1), topicSlugs: fc.constant([]) },
        organisationId: fc.constant(null),
        mentionedMemberIds: mentioned,
      }),
    });
    const comments = anyOf(COMMENT_1, COMMENT_2);
    const added = fc.record({
      type: fc.constant('CommentAdded'),
      subject: comments,
      occurredAt,
      payload: fc.record({
        ...{ postId: posts, parentId: orNull(comments), authorId: memberIds() },
        ...{ postAuthorId: orNull(memberIds()), parentAuthorId: orNull(memberIds()) },
      }),
    });
    const changed = fc.record({
      type: fc.constant('CommentChanged'),
      subject: comments,
      occurredAt,
      payload: fc.record({
        ...{ postId: posts, parentId: fc.constant(null) },
        authorId: memberIds(),
        visible: fc.boolean(),
        mentionedMemberIds: mentioned,
      }),
    });
    const contributed = fc.record({
      type: anyOf('ContributionAdded', 'ContributionRemoved'),
      subject: anyOf('contribution_1', 'contribution_2'),
      occurredAt,
      payload: fc.record({
        ...{ challengeId: posts, postId: posts, memberId: memberIds() },
        challengeAuthorId: orNull(memberIds()),
      }),
    });
    const answered = fc.record({
      type: fc.constant('EventAnswered'),
      subject: posts,
      occurredAt,
      payload: fc.record({
        memberId: memberIds(),
        status: anyOf('GOING', 'WAITING'),
        cause: anyOf('PLACE_FREE', 'MEMBER'),
      }),
    });
    await expect(
      check(contentNewsConsumer, fc.oneof(audience, { arbitrary: added, weight: 3 }, changed, contributed, answered)),
    ).resolves.toBeUndefined();
  });

  test('Of ratings is the same as one by one, also where ratings are taken back in between', async () => {
    const event = fc.record({
      type: anyOf('RatingGiven', 'RatingChanged', 'RatingTakenBack', 'RatingVoted'),
      subject: anyOf(RATING_1, RATING_2),
      occurredAt,
      payload: fc.record({
        ...{ subjectId: anyOf(POST_1, ORG_1), raterId: memberIds(), subjectAuthorId: orNull(memberIds()) },
        ...{ visible: fc.boolean(), voterId: memberIds(), helpful: orNull(fc.boolean()) },
        cause: anyOf('AUTHOR', 'AFFILIATION'),
      }),
    });
    await expect(check(ratingsNewsConsumer, event)).resolves.toBeUndefined();
  });
});
