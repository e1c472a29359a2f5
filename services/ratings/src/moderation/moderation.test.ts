import { type Identity, Role } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { RateableKind } from '@wizness/ratings';
import { type OpenRatings, openRatings } from '../../test/support/open-ratings';

const moderator = memberIdentity('member_moderator', { roles: [Role.MEMBER, Role.MODERATOR] });
const statement = { rule: '4 Fair ratings', facts: 'It insults.', explanation: 'Insults are not reviews.' };
const FLAG = 'mutation ($input: FlagRatingInput!) { payload: flagRating(input: $input) { userErrors { code field } } }';
const MODERATE = `mutation ($input: ModerateRatingInput!) { payload: moderateRating(input: $input) {
  rating { status } subject { ratingSummary { count } } userErrors { code field } } }`;

describe('Moderation of ratings', () => {
  let open: OpenRatings;
  let subjectId: string;
  let rater: string;
  let ratingId: string;

  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    [subjectId, rater] = [await open.subject(RateableKind.ORGANISATION), open.member()];
    ratingId = await open.rate(rater, subjectId, 1);
    await open.rate(open.member(), subjectId, 4);
  });

  const send = async (document: string, input: object, identity: Identity) => {
    const { data, errors } = await open.query(document, { input }, identity);
    return errors ? { error: errors[0]?.extensions['code'] } : (data?.['payload'] as Record<string, unknown>);
  };
  const decide = (status: string, identity = moderator) => send(MODERATE, { ratingId, status, statement }, identity);
  const flag = (memberId: string, more: object = {}) =>
    send(FLAG, { ratingId, reason: 'ABUSE', ...more }, memberIdentity(memberId));
  const eventsOf = (type: string): Promise<{ payload: Record<string, unknown> }[]> =>
    open.admin.query('SELECT payload FROM events WHERE type = $1 AND subject = $2 ORDER BY position', [type, ratingId]);
  /** Whether the summary equals a recount. */
  const isRight = async () =>
    JSON.stringify(await open.stored(subjectId)) === JSON.stringify(await open.recounted(subjectId));

  test('Takes a hidden rating out of the summary at once, and puts it back', async () => {
    expect(await decide('HIDDEN')).toEqual({
      rating: { status: 'HIDDEN' },
      subject: { ratingSummary: { count: 1 } },
      userErrors: [],
    });
    expect(await isRight()).toBe(true);
    await open.as(rater).ratings.rate({ subjectId, score: 2 });
    expect(await open.stored(subjectId)).toMatchObject({ count: 1 });
    expect(await decide('VISIBLE')).toMatchObject({ subject: { ratingSummary: { count: 2 } } });
    expect(await isRight()).toBe(true);
    expect((await eventsOf('RatingDecided')).map(({ payload }) => payload['action'])).toEqual(['HIDE', 'RESTORE']);
  });

  test('Locks a rating that is removed: its author cannot rate again until the decision is overturned', async () => {
    await decide('REMOVED');
    const { ratings } = open.as(rater);
    expect((await ratings.rate({ subjectId, score: 5 })).userErrors).toMatchObject([{ code: 'LOCKED' }]);
    const [{ payload } = { payload: {} }] = await eventsOf('RatingDecided');
    const lifted = { type: 'MeasureLifted', subject: ratingId, payload: { caseId: payload['caseId'] } };
    await open.consume('membership', lifted);
    await open.consume('membership', lifted);
    expect(await open.stored(subjectId)).toMatchObject({ count: 2 });
    expect((await open.as(rater).ratings.rate({ subjectId, score: 5 })).userErrors).toEqual([]);
    expect(await isRight()).toBe(true);
  });

  test('Collects reports, which do not hide the rating', async () => {
    const [one, two] = [open.member(), open.member()];
    await flag(one);
    await flag(one);
    await flag(two, { note: ' Rude. ' });
    expect((await eventsOf('RatingReported')).map(({ payload }) => payload)).toMatchObject([
      { reporterId: one, authorId: rater, note: null },
      { reporterId: two, authorId: rater, note: 'Rude.' },
    ]);
    expect(await open.stored(subjectId)).toMatchObject({ count: 2 });
    expect(await flag(rater)).toMatchObject({ userErrors: [{ code: 'FORBIDDEN' }] });
  });

  test('Is refused for the rater, for a member of the rated organisation, and for others than moderators', async () => {
    const asModerator = (memberId: string, more: object = {}) =>
      decide('HIDDEN', memberIdentity(memberId, { roles: [Role.MODERATOR], ...more }));
    expect(await asModerator(rater)).toMatchObject({ userErrors: [{ code: 'FORBIDDEN' }] });
    expect(await asModerator(open.member(), { organisationId: subjectId })).toMatchObject({
      userErrors: [{ code: 'FORBIDDEN', field: ['ratingId'] }],
    });
    expect(await decide('HIDDEN', memberIdentity(open.member()))).toEqual({ error: 'FORBIDDEN' });
  });

  test('Keeps the summary right while members rate and moderators decide', async () => {
    await Promise.all([
      decide('HIDDEN'),
      ...Array.from({ length: 10 }, () => open.as(open.member()).ratings.rate({ subjectId, score: 3 })),
      open.as(rater).ratings.rate({ subjectId, score: 5 }),
      decide('REMOVED'),
      open.as(rater).ratings.remove({ subjectId }),
    ]);
    expect(await isRight()).toBe(true);
  });
});
