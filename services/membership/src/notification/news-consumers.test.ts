import { type EventSources, type Identity, type LoggedEvent, Visibility } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';

const LIST = `{ viewer { notifications { nodes { kind count message(lang: "en") subject {
  __typename ... on Post { id } ... on Comment { id } ... on Rating { id } } } } } }`;

const POST_1 = 'post_00000000000000000000000001';
const POST_2 = 'post_00000000000000000000000002';
const COMMENT_1 = 'comment_00000000000000000000000001';
const COMMENT_2 = 'comment_00000000000000000000000002';
const RATING_1 = 'rating_00000000000000000000000001';
const RATING_2 = 'rating_00000000000000000000000002';
const ORG_1 = 'org_00000000000000000000000001';

describe('Events of other services', () => {
  let harness: MembershipHarness;
  let lea: Identity & { memberId: string };
  let tom: Identity & { memberId: string };
  let zoe: Identity & { memberId: string };
  const logs: Record<string, LoggedEvent[]> = {};
  const sources: EventSources = Object.fromEntries(
    ['content', 'ratings', 'partnerships'].map((name) => [
      name,
      { read: async (after: number) => (logs[name] ?? []).filter(({ position }) => position > after) },
    ]),
  );

  beforeEach(async () => {
    for (const name of Object.keys(sources)) logs[name] = [];
    harness = await MembershipHarness.open();
    lea = await harness.enrol('lea');
    tom = await harness.enrol('tom');
    zoe = await harness.enrol('zoe');
    append('content', 'PostPublished', POST_1, post());
  });
  afterEach(() => harness.close());

  const append = (service: string, type: string, subject: string, payload: object): void => {
    const log = (logs[service] ??= []);
    const event = { position: log.length + 1, type, subject, payload, occurredAt: harness.clock.now() };
    log.push(event as unknown as LoggedEvent);
  };
  const post = (changes: object = {}) => ({
    ...{ kind: 'ARTICLE', revision: 1, published: true, visibility: Visibility.PUBLIC },
    ...{ authorId: lea.memberId, organisationId: null, topicSlugs: [] },
    ...changes,
  });
  const comment = (changes: object = {}) => ({
    ...{ postId: POST_1, parentId: null, authorId: tom.memberId, postAuthorId: lea.memberId, parentAuthorId: null },
    ...changes,
  });
  const rating = (changes: object = {}) => ({ subjectId: POST_1, raterId: tom.memberId, ...changes });
  const listOf = async (identity: Identity) => {
    await harness.running.catchUp(sources, harness.clock);
    const { data, errors } = await harness.query(LIST, {}, identity);
    expect(errors).toBeUndefined();
    return (data?.['viewer'] as { notifications: { nodes: object[] } }).notifications.nodes;
  };

  test('A comment is news for the author of the post, and an answer also for the author of the comment', async () => {
    append('content', 'CommentAdded', COMMENT_1, comment());
    const answer = { parentId: COMMENT_1, authorId: zoe.memberId, parentAuthorId: tom.memberId };
    append('content', 'CommentAdded', COMMENT_2, comment(answer));
    expect(await listOf(lea)).toMatchObject([
      { kind: 'REPLY', count: 2, subject: { __typename: 'Comment', id: COMMENT_2 } },
    ]);
    expect(await listOf(tom)).toMatchObject([{ kind: 'REPLY', message: 'Zoe replied to your comment.' }]);
    expect(await listOf(zoe)).toEqual([]);
  });

  test('An answer to the own comment of the author of a post is one notification', async () => {
    append('content', 'CommentAdded', COMMENT_2, comment({ parentId: COMMENT_1, parentAuthorId: lea.memberId }));
    expect(await listOf(lea)).toMatchObject([{ count: 1, message: 'Tom replied to your comment.' }]);
  });

  test('A comment that was hidden or deleted is no news, and an edit changes nothing', async () => {
    append('content', 'CommentAdded', COMMENT_1, comment());
    const changed = { postId: POST_1, parentId: null, authorId: tom.memberId };
    append('content', 'CommentChanged', COMMENT_1, { ...changed, visible: true });
    expect(await listOf(lea)).toHaveLength(1);
    append('content', 'CommentChanged', COMMENT_1, { ...changed, visible: false });
    expect(await listOf(lea)).toEqual([]);
  });

  test('News about a post that was hidden leaves the list of all who may not see it', async () => {
    append('content', 'CommentAdded', COMMENT_1, comment());
    const answer = { parentId: COMMENT_1, parentAuthorId: tom.memberId, authorId: zoe.memberId };
    append('content', 'CommentAdded', COMMENT_2, comment(answer));
    append('content', 'PostUnpublished', POST_1, post({ published: false }));
    expect(await listOf(tom)).toEqual([]);
    expect(await listOf(lea)).toHaveLength(1);
  });

  test('A mention is news once for each text, not for its author, nor for those who may not see it or mute the author', async () => {
    const mentions = { mentionedMemberIds: [tom.memberId, lea.memberId, zoe.memberId] };
    await harness.mutate('mute', { id: lea.memberId }, zoe);
    append('content', 'PostDrafted', POST_2, post({ ...mentions, published: false }));
    expect(await listOf(tom)).toEqual([]);
    append('content', 'PostPublished', POST_2, post(mentions));
    append('content', 'PostUpdated', POST_2, post());
    append('content', 'PostUpdated', POST_2, post(mentions));
    expect(await listOf(tom)).toMatchObject([
      {
        kind: 'MENTION',
        count: 1,
        message: 'Lea mentioned you in a post.',
        subject: { __typename: 'Post', id: POST_2 },
      },
    ]);
    expect([await listOf(lea), await listOf(zoe)]).toEqual([[], []]);
    append('content', 'PostUpdated', POST_2, post({ visibility: Visibility.ORGANISATION, organisationId: ORG_1 }));
    expect(await listOf(tom)).toEqual([]);
  });

  test('A mention in a comment is news until the comment is hidden, unless the comment answers the member', async () => {
    const mentionedMemberIds = [zoe.memberId, lea.memberId];
    append('content', 'CommentAdded', COMMENT_1, comment({ mentionedMemberIds }));
    expect(await listOf(zoe)).toMatchObject([{ kind: 'MENTION', message: 'Tom mentioned you in a comment.' }]);
    expect(await listOf(lea)).toMatchObject([{ kind: 'REPLY', count: 1 }]);
    const changed = { postId: POST_1, parentId: null, authorId: tom.memberId, visible: false };
    append('content', 'CommentChanged', COMMENT_1, changed);
    expect(await listOf(zoe)).toEqual([]);
  });

  test('A contribution is news for the author of the challenge until it is taken back', async () => {
    const added = { challengeId: POST_1, postId: POST_2, memberId: tom.memberId, challengeAuthorId: lea.memberId };
    append('content', 'ContributionAdded', 'contribution_1', added);
    expect(await listOf(lea)).toMatchObject([
      { kind: 'CONTRIBUTION', message: 'Tom contributed to your challenge.', subject: { id: POST_2 } },
    ]);
    append('content', 'ContributionRemoved', 'contribution_1', { challengeId: POST_1, postId: POST_2 });
    expect(await listOf(lea)).toEqual([]);
  });

  test('A member who waited for a place at an event is notified once when they get one, and an answer of their own is no news', async () => {
    const answer = { memberId: tom.memberId, status: 'WAITING', cause: 'MEMBER' };
    append('content', 'EventAnswered', POST_1, answer);
    append('content', 'EventAnswered', POST_1, { ...answer, status: 'GOING', cause: 'PLACE_FREE' });
    for (let time = 0; time < 2; time += 1) {
      expect(await listOf(tom)).toMatchObject([
        { kind: 'EVENT', count: 1, message: 'A place has become free: you are going to the event.' },
      ]);
      await harness.sql('DELETE FROM membership.checkpoints');
    }
  });

  test('A move of an event, and that it does not take place, is news once for all who go to it or wait', async () => {
    const answer = (memberId: string, status: string) =>
      append('content', 'EventAnswered', POST_1, { memberId, status, cause: 'MEMBER' });
    answer(tom.memberId, 'GOING');
    answer(zoe.memberId, 'WAITING');
    answer(lea.memberId, 'GOING');
    answer(lea.memberId, 'DECLINED');
    append('content', 'EventMoved', POST_1, { sequence: 1, cancelled: false });
    const moved = 'The time or the place of an event that you go to has changed.';
    for (let time = 0; time < 2; time += 1) {
      for (const member of [tom, zoe]) {
        expect(await listOf(member)).toMatchObject([
          { kind: 'EVENT', count: 1, message: moved, subject: { id: POST_1 } },
        ]);
      }
      expect(await listOf(lea)).toEqual([]);
      await harness.sql('DELETE FROM membership.checkpoints');
    }
    append('content', 'PostUnpublished', POST_1, post({ published: false }));
    append('content', 'EventMoved', POST_1, { sequence: 2, cancelled: false, withdrawn: true });
    expect(await listOf(zoe)).toMatchObject([{ count: 1, message: 'An event that you go to is cancelled.' }]);
  });

  test('Those who have a place at an event are reminded of it once, and those who wait are not', async () => {
    append('content', 'EventAnswered', POST_1, { memberId: tom.memberId, status: 'GOING', cause: 'MEMBER' });
    append('content', 'EventAnswered', POST_1, { memberId: zoe.memberId, status: 'WAITING', cause: 'MEMBER' });
    for (let time = 0; time < 2; time += 1) {
      append('content', 'EventStartsSoon', POST_1, { startsAt: '2026-03-03T09:00:00.000Z' });
      expect(await listOf(tom)).toMatchObject([{ count: 1, message: 'An event that you go to starts soon.' }]);
    }
    expect(await listOf(zoe)).toEqual([]);
  });

  test('A rating is news for the author of the post until it is taken back', async () => {
    append('ratings', 'RatingGiven', RATING_1, rating({ subjectAuthorId: lea.memberId, visible: true }));
    expect(await listOf(lea)).toMatchObject([
      { kind: 'RATING', message: 'Tom rated your post.', subject: { __typename: 'Rating', id: RATING_1 } },
    ]);
    append('ratings', 'RatingTakenBack', RATING_1, rating({ cause: 'AUTHOR' }));
    expect(await listOf(lea)).toEqual([]);
    expect(await listOf(tom)).toEqual([]);
  });

  test('A rating that is held back or hidden is no news', async () => {
    append('ratings', 'RatingGiven', RATING_1, rating({ subjectAuthorId: lea.memberId, visible: false }));
    append('ratings', 'RatingGiven', RATING_2, rating({ subjectAuthorId: lea.memberId, visible: true }));
    append('ratings', 'RatingChanged', RATING_2, rating({ visible: false }));
    expect(await listOf(lea)).toEqual([]);
  });

  test('A member whose affiliation is verified is notified that the rating of their organisation no longer counts', async () => {
    const own = { subjectId: ORG_1, raterId: tom.memberId };
    append('ratings', 'RatingTakenBack', RATING_1, { ...own, cause: 'AFFILIATION' });
    expect(await listOf(tom)).toMatchObject([
      { kind: 'MODERATION', message: 'Your rating of your own organisation no longer counts.' },
    ]);
  });

  test('A helpful vote is news for the author of the rating until it is taken back, and the other vote is none', async () => {
    const vote = (voterId: string, helpful: boolean | null) =>
      append('ratings', 'RatingVoted', RATING_1, rating({ voterId, helpful }));
    vote(lea.memberId, true);
    vote(zoe.memberId, false);
    expect(await listOf(tom)).toMatchObject([{ kind: 'HELPFUL', count: 1, message: 'Lea found your review helpful.' }]);
    vote(lea.memberId, null);
    expect(await listOf(tom)).toEqual([]);
  });

  test('The reply of an organisation is news for the author of the rating, once however often it is changed', async () => {
    for (let time = 0; time < 2; time += 1) {
      append(
        'ratings',
        'RatingReplied',
        RATING_1,
        rating({ subjectId: ORG_1, replierId: zoe.memberId, organisationId: ORG_1 }),
      );
    }
    expect(await listOf(tom)).toMatchObject([
      { kind: 'REPLY', count: 1, message: 'Zoe replied to your review for their organisation.' },
    ]);
  });

  test('Nothing is notified twice although a log is read again from its start', async () => {
    append('content', 'CommentAdded', COMMENT_1, comment());
    append('ratings', 'RatingGiven', RATING_1, rating({ subjectAuthorId: lea.memberId, visible: true }));
    const before = await listOf(lea);
    await harness.sql('DELETE FROM membership.checkpoints');
    expect(await listOf(lea)).toEqual(before);
    expect(before).toMatchObject([{ count: 1 }, { count: 1 }]);
  });

  test('An event that cannot be handled is named, and those before it are written', async () => {
    append('content', 'CommentAdded', COMMENT_1, comment());
    append('content', 'CommentAdded', COMMENT_2, { postId: POST_1 });
    append('content', 'CommentAdded', COMMENT_2, comment());
    await expect(harness.running.catchUp(sources, harness.clock)).rejects.toThrow(
      `Event 3 (CommentAdded of ${COMMENT_2}) failed.`,
    );
    const written = await harness.sql('SELECT cause FROM membership.notification_sources');
    expect(written).toEqual([{ cause: `reply ${COMMENT_1}` }]);
  });
});
