import { anonymous } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { RateableKind } from '@wizness/ratings';
import { type OpenRatings, openRatings } from '../../test/support/open-ratings';

const FORBIDDEN = { rating: null, userErrors: [{ code: 'FORBIDDEN', field: ['subjectId'] }] };
const RATE = `mutation ($input: RateInput!) { rate(input: $input) {
  rating { id score history { revision score } } subject { id ratingSummary { count average } } userErrors { code field message } } }`;

describe('The rating of what is one’s own', () => {
  let open: OpenRatings;

  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());

  const affiliate = (type: 'AffiliationVerified' | 'AffiliationEnded', memberId: string, organisationId: string) =>
    open.consume('membership', { type, subject: memberId, payload: { organisationId } });

  test('is refused for the author of a post', async () => {
    const authorId = open.member();
    const subjectId = await open.subject(RateableKind.ARTICLE, { authorId });
    expect(await open.as(authorId).ratings.rate({ subjectId, score: 5 })).toMatchObject(FORBIDDEN);
    expect(await open.recounted(subjectId)).toMatchObject({ count: 0 });
  });

  test('is refused for a member whose affiliation with the organisation is confirmed, until it ends', async () => {
    const [memberId, subjectId] = [open.member(), await open.subject(RateableKind.ORGANISATION)];
    await affiliate('AffiliationVerified', memberId, subjectId);
    const { ratings } = open.as(memberId);
    expect(await ratings.rate({ subjectId, score: 5 })).toMatchObject(FORBIDDEN);
    await affiliate('AffiliationEnded', memberId, subjectId);
    expect(await ratings.rate({ subjectId, score: 5 })).toMatchObject({ userErrors: [] });
  });

  test('is refused if only the access token knows the affiliation yet', async () => {
    const subjectId = await open.subject(RateableKind.ORGANISATION);
    const colleague = memberIdentity(open.member(), { organisationId: subjectId });
    expect(await open.as(colleague).ratings.rate({ subjectId, score: 5 })).toMatchObject(FORBIDDEN);
  });

  test('leaves the summary when the affiliation of the rater is confirmed later', async () => {
    const [memberId, subjectId] = [open.member(), await open.subject(RateableKind.ORGANISATION)];
    const ratingId = await open.rate(memberId, subjectId, 5);
    await open.rate(open.member(), subjectId, 2);
    await affiliate('AffiliationVerified', memberId, subjectId);
    expect(await open.stored(subjectId)).toMatchObject({ count: 1, sum: 2 });
    expect(await open.stored(subjectId)).toEqual(await open.recounted(subjectId));
    const [event] = await open.admin.query(
      `SELECT payload FROM events WHERE type = 'RatingTakenBack' AND subject = $1`,
      [ratingId],
    );
    expect(event).toEqual({ payload: { subjectId, raterId: memberId, cause: 'AFFILIATION' } });
  });

  test('does not survive a rating and a confirmation at the same time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [memberId, subjectId] = [open.member(), await open.subject(RateableKind.ORGANISATION)];
      await Promise.all([
        open.as(memberId).ratings.rate({ subjectId, score: 5 }),
        affiliate('AffiliationVerified', memberId, subjectId),
      ]);
      expect(await open.recounted(subjectId)).toMatchObject({ count: 0 });
    }
  });

  test('is refused for a rating that a moderator removed, which its author cannot give again', async () => {
    const [memberId, subjectId] = [open.member(), await open.subject()];
    const id = await open.rate(memberId, subjectId, 1);
    await open.admin.query(`UPDATE ratings SET status = 'REMOVED' WHERE id = $1`, [id]);
    expect(await open.as(memberId).ratings.rate({ subjectId, score: 5 })).toMatchObject({
      rating: null,
      userErrors: [{ code: 'LOCKED', field: ['subjectId'] }],
    });
  });

  test('is an error in the answer of the public mutation, and a score that is no whole number too', async () => {
    const [memberId, subjectId] = [open.member(), await open.subject(RateableKind.ORGANISATION)];
    const rate = async (input: object, identity = memberIdentity(memberId)) =>
      (await open.query(RATE, { input }, identity)).data?.['rate'];
    expect(await rate({ subjectId, score: 4.5 })).toMatchObject({
      rating: null,
      subject: null,
      userErrors: [{ code: 'INVALID', field: ['score'] }],
    });
    await rate({ subjectId, score: 4 });
    expect(await rate({ subjectId, score: 3 })).toMatchObject({
      rating: { score: 3, history: [{ revision: 1, score: 4 }] },
      subject: { id: subjectId, ratingSummary: { count: 1, average: 3 } },
      userErrors: [],
    });
    const { errors } = await open.query(RATE, { input: { subjectId, score: 4 } }, anonymous);
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('keeps earlier versions for its author and moderators alone, and none where nothing changed', async () => {
    const [memberId, subjectId] = [open.member(), await open.subject()];
    const { ratings } = open.as(memberId);
    const { rating } = await ratings.rate({ subjectId, score: 2, review: { body: 'So so.', lang: 'en' } });
    await ratings.rate({ subjectId, score: 2, review: { body: ' So so. ', lang: 'en' } });
    await ratings.rate({ subjectId, score: 5 });
    const source =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Rating { revision history { revision score review { body } } } } }';
    const read = async (identity = anonymous) =>
      (await open.query(source, { of: [{ __typename: 'Rating', id: rating?.id }] }, identity)).data?.['_entities'];
    const history = [{ revision: 1, score: 2, review: { body: 'So so.' } }];
    expect(await read(memberIdentity(memberId))).toEqual([{ revision: 2, history }]);
    expect(await read()).toEqual([{ revision: 2, history: [] }]);
    expect(await read(memberIdentity(open.member()))).toEqual([{ revision: 2, history: [] }]);
  });
});
