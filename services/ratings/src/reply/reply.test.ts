import { ErasureMode } from '@wizness/kernel';
import { RateableKind } from '@wizness/ratings';
import { type OpenRatings, openRatings, queryPosts } from '../../test/support/open-ratings';

describe('The answer to a rating', () => {
  let open: OpenRatings;
  let organisationId: string;
  let subjectId: string;
  let worker: string;
  let rater: string;
  let ratingId: string;

  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    organisationId = await open.subject(RateableKind.ORGANISATION);
    // A post that was written for the organisation: its ratings are answered as those of the organisation itself.
    subjectId = await open.subject(RateableKind.GOOD_PRACTICE, { organisationId });
    [worker, rater] = [open.member(), open.member()];
    await open.consume('membership', { type: 'AffiliationVerified', subject: worker, payload: { organisationId } });
    ratingId = await open.rate(rater, subjectId, 2);
  });

  const shown = async () => {
    const fields = 'ratings { nodes { reply { body author { id } organisation { id } ratingChanged } } }';
    const [post] = await queryPosts(open, [subjectId], fields);
    return (post?.['ratings'] as { nodes: { reply: unknown }[] }).nodes[0]?.reply;
  };
  const eventsOf = async () =>
    open.admin.query(`SELECT payload FROM events WHERE type = 'RatingReplied' AND subject = $1`, [ratingId]);

  test('is written, changed and removed by a member of the rated organisation', async () => {
    const { replies } = open.as(worker);
    expect((await replies.reply({ ratingId, body: ' Thank you. ' })).userErrors).toEqual([]);
    const answer = { author: { id: worker }, organisation: { id: organisationId }, ratingChanged: false };
    expect(await shown()).toEqual({ ...answer, body: 'Thank you.' });
    await replies.reply({ ratingId, body: 'Thank you.' });
    await replies.reply({ ratingId, body: 'Thank you very much.' });
    expect(await shown()).toEqual({ ...answer, body: 'Thank you very much.' });
    const payload = { subjectId, raterId: rater, replierId: worker, organisationId };
    expect(await eventsOf()).toEqual([{ payload }, { payload }]);
    await replies.reply({ ratingId, body: null });
    expect(await shown()).toBeNull();
  });

  test('says so if the rating has been changed since, and stays if the affiliation ends', async () => {
    await open.as(worker).replies.reply({ ratingId, body: 'We improved it.' });
    await open.consume('membership', { type: 'AffiliationEnded', subject: worker, payload: { organisationId } });
    await open.as(rater).ratings.rate({ subjectId, score: 4 });
    expect(await shown()).toMatchObject({ body: 'We improved it.', ratingChanged: true });
    expect((await open.as(worker).replies.reply({ ratingId, body: 'More' })).userErrors).toMatchObject([
      { code: 'FORBIDDEN', field: ['ratingId'] },
    ]);
  });

  test.each([
    ['a stranger', () => ({ caller: open.member(), body: 'Me too' }), 'FORBIDDEN'],
    ['an empty text', () => ({ caller: worker, body: ' \n' }), 'REQUIRED'],
    ['a text that is too long', () => ({ caller: worker, body: '😀'.repeat(5001) }), 'TOO_LONG'],
    ['a NUL character', () => ({ caller: worker, body: 'a\0' }), 'INVALID'],
  ])('is refused for %s', async (_, input, code) => {
    const { caller, body } = input();
    expect((await open.as(caller).replies.reply({ ratingId, body })).userErrors).toMatchObject([{ code }]);
    expect(await shown()).toBeNull();
  });

  test.each([
    [ErasureMode.ANONYMISE_CONTENT, [{ author: null, body: 'Thanks' }]],
    [ErasureMode.DELETE_CONTENT, []],
  ])('has no author after an erasure with %s', async (mode, expected) => {
    await open.as(worker).replies.reply({ ratingId, body: 'Thanks' });
    await open.erase(worker, mode);
    const reply = await shown();
    expect(reply ? [reply] : []).toMatchObject(expected);
  });
});
