import { memberIdentity } from '@wizness/kernel/testing';
import { askSubjects, type Community, openCommunity } from '../../test/support/open-ratings';

const review = { title: ' Bravo ', body: 'Concret et utile. ', lang: 'fr' };

describe('rating', () => {
  let open: Community;

  beforeAll(async () => {
    open = await openCommunity();
  });
  afterAll(() => open.close());

  test('again revises the same rating; without a review it has none', async () => {
    const [subjectId, memberId] = [await open.subject(), open.member()];
    const { ratings } = open.context();
    const at = new Date('2026-01-02T00:00:00Z');
    const first = await ratings.rate({ memberId, subjectId, score: 5, review, at });
    expect(first).toMatchObject({
      rating: { score: 5, reviewTitle: 'Bravo', reviewBody: 'Concret et utile.', reviewLang: 'fr', revision: 1 },
      userErrors: [],
    });
    const later = new Date('2026-01-03T00:00:00Z');
    const second = await ratings.rate({ memberId, subjectId, score: 2, at: later });
    expect(second.rating).toMatchObject({
      id: first.rating?.id,
      ...{ score: 2, reviewTitle: null, reviewBody: null, reviewLang: null, revision: 2 },
      ...{ createdAt: at, updatedAt: later },
    });
    expect(await open.stored(subjectId)).toMatchObject({ count: 1, sum: 2, n2: 1, n5: 0, review_count: 0 });
  });

  test('taken back is neither listed nor counted nor found, and comes back when given again', async () => {
    const [subjectId, memberId] = [await open.subject(), open.member()];
    const { ratings, loaders } = open.context();
    const { rating } = await ratings.rate({ memberId, subjectId, score: 4, review });
    expect(await loaders.ratingById.load(rating?.id ?? '')).not.toBeNull();
    expect(await ratings.remove({ memberId, subjectId })).toMatchObject({ rating: { status: 'REMOVED' } });
    const fields = 'ratings { totalCount nodes { id } } viewerRating { id } ratingSummary { count lastRatedAt }';
    expect(await askSubjects(open, [subjectId], fields, memberId)).toEqual([
      {
        ratings: { totalCount: 0, nodes: [] },
        viewerRating: null,
        ratingSummary: { count: 0, lastRatedAt: null },
      },
    ]);
    expect(await loaders.ratingById.load(rating?.id ?? '')).toBeNull();
    expect((await ratings.remove({ memberId, subjectId })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await ratings.rate({ memberId, subjectId, score: 3 })).toMatchObject({
      rating: { id: rating?.id, status: 'VISIBLE', score: 3, revision: 3 },
    });
  });

  test.each([
    ['a score of 0', { score: 0 }, [{ code: 'INVALID', field: ['score'] }]],
    ['a score of 6', { score: 6 }, [{ code: 'INVALID', field: ['score'] }]],
    ['half a star', { score: 3.5 }, [{ code: 'INVALID', field: ['score'] }]],
    ['a long title', { review: { ...review, title: 'é'.repeat(151) } }, [{ code: 'TOO_LONG' }]],
    ['a long body', { review: { ...review, body: '😀'.repeat(5001) } }, [{ code: 'TOO_LONG' }]],
    ['an empty body', { review: { ...review, body: ' ' } }, [{ code: 'REQUIRED', field: ['review', 'body'] }]],
    ['NUL in a body', { review: { ...review, body: 'a\0b' } }, [{ code: 'INVALID', field: ['review', 'body'] }]],
    ['half a character', { review: { ...review, title: 'a\ud800' } }, [{ code: 'INVALID' }]],
    ['no language', { review: { ...review, lang: 'français !' } }, [{ code: 'INVALID', field: ['review', 'lang'] }]],
    ['two mistakes', { score: 9, review: { ...review, body: '' } }, [{ code: 'INVALID' }, { code: 'REQUIRED' }]],
    ['no such post', { subjectId: 'post_01kdtw8000e0000000000000zz' }, [{ code: 'NOT_FOUND', field: ['subjectId'] }]],
    ['what is not rateable', { subjectId: 'person_01kdtw8000e0000000000000zz' }, [{ code: 'NOT_FOUND' }]],
    ['what is not an id', { subjectId: '\0' }, [{ code: 'NOT_FOUND' }]],
  ])('refuses %s, and stores nothing', async (_, wrong, userErrors) => {
    const subjectId = await open.subject();
    const outcome = await open.context().ratings.rate({ memberId: open.member(), subjectId, score: 4, ...wrong });
    expect(outcome).toMatchObject({ rating: null, userErrors });
    expect(await open.recounted(subjectId)).toMatchObject({ count: 0 });
  });

  test('takes a review of the full length in characters, however many code units those are', async () => {
    const longest = { title: '😀'.repeat(150), body: '😀'.repeat(5000), lang: 'und' };
    const outcome = await open
      .context()
      .ratings.rate({ memberId: open.member(), subjectId: await open.subject(), score: 4, review: longest });
    expect(outcome.userErrors).toEqual([]);
  });

  test('many in one transaction is all or nothing, and a refusal among them spoils nothing', async () => {
    const subjectId = await open.subject();
    const rateTwo = (fail: boolean) =>
      open.context().inTransaction(async ({ ratings }) => {
        await ratings.rate({ memberId: 'member_one', subjectId, score: 5 });
        await ratings.rate({ memberId: 'member_one', subjectId: 'post_01kdtw8000e0000000000000zz', score: 5 });
        await ratings.rate({ memberId: 'member_two', subjectId, score: 4 });
        if (fail) throw new Error('and then the power failed');
        return ratings.remove({ memberId: 'member_one', subjectId });
      });
    await expect(rateTwo(true)).rejects.toThrow('the power failed');
    expect(await open.recounted(subjectId)).toMatchObject({ count: 0 });
    expect((await rateTwo(false)).userErrors).toEqual([]);
    expect(await open.stored(subjectId)).toMatchObject({ count: 1, sum: 4 });
  });

  test('shows at once what an operation itself changed', async () => {
    const [subjectId, memberId] = [await open.subject(), open.member()];
    const { ratings, loaders } = open.context({ identity: memberIdentity(memberId) });
    expect((await loaders.summaryBySubjectId.load(subjectId)).count).toBe(0);
    expect(await loaders.viewerRatingBySubjectId.load(subjectId)).toBeNull();
    await ratings.rate({ memberId, subjectId, score: 5 });
    expect((await loaders.summaryBySubjectId.load(subjectId)).count).toBe(1);
    expect(await loaders.viewerRatingBySubjectId.load(subjectId)).toMatchObject({ score: 5 });
  });
});
