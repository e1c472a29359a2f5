import { type OpenRatings, openRatings, queryPosts } from '../../test/support/open-ratings';

const review = { title: ' Bravo ', body: 'Concret et utile. ', lang: 'fr' };

describe('a rating', () => {
  let open: OpenRatings;

  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());

  test('is replaced when the member rates again; without a review it has none', async () => {
    const [subjectId, memberId] = [await open.subject(), open.member()];
    const createdAt = new Date('2026-01-02T00:00:00Z');
    const first = await open.as(memberId, createdAt).ratings.rate({ subjectId, score: 5, review });
    expect(first).toMatchObject({
      rating: { score: 5, reviewTitle: 'Bravo', reviewBody: 'Concret et utile.', reviewLang: 'fr', revision: 1 },
      userErrors: [],
    });
    const updatedAt = new Date('2026-01-03T00:00:00Z');
    const second = await open.as(memberId, updatedAt).ratings.rate({ subjectId, score: 2 });
    expect(second.rating).toMatchObject({
      id: first.rating?.id,
      ...{ score: 2, reviewTitle: null, reviewBody: null, reviewLang: null, revision: 2 },
      ...{ createdAt, updatedAt },
    });
    expect(await open.stored(subjectId)).toMatchObject({ count: 1, sum: 2, n2: 1, n5: 0, review_count: 0 });
  });

  test('is neither listed, counted nor found after its author removed it, and returns when they rate again', async () => {
    const [subjectId, memberId] = [await open.subject(), open.member()];
    const { ratings, loaders } = open.as(memberId);
    const { rating } = await ratings.rate({ subjectId, score: 4, review });
    expect(await loaders.ratingById.load(rating?.id ?? '')).not.toBeNull();
    expect(await ratings.remove({ subjectId })).toMatchObject({ rating: { status: 'VISIBLE', takenBack: true } });
    const fields = 'ratings { totalCount nodes { id } } viewerRating { id } ratingSummary { count lastRatedAt }';
    expect(await queryPosts(open, [subjectId], fields, memberId)).toEqual([
      {
        ratings: { totalCount: 0, nodes: [] },
        viewerRating: null,
        ratingSummary: { count: 0, lastRatedAt: null },
      },
    ]);
    expect(await loaders.ratingById.load(rating?.id ?? '')).toBeNull();
    expect((await ratings.remove({ subjectId })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await ratings.rate({ subjectId, score: 3 })).toMatchObject({
      rating: { id: rating?.id, status: 'VISIBLE', takenBack: false, score: 3, revision: 2 },
    });
  });

  test.each([
    ['a score of 0', { score: 0 }, [{ code: 'INVALID', field: ['score'] }]],
    ['a score of 2^40', { score: 2 ** 40 }, [{ code: 'INVALID', field: ['score'] }]],
    ['a score of 6', { score: 6 }, [{ code: 'INVALID', field: ['score'] }]],
    ['a score of 3.5', { score: 3.5 }, [{ code: 'INVALID', field: ['score'] }]],
    ['a title that is too long', { review: { ...review, title: 'é'.repeat(201) } }, [{ code: 'TOO_LONG' }]],
    ['a body that is too long', { review: { ...review, body: '😀'.repeat(10_001) } }, [{ code: 'TOO_LONG' }]],
    ['an empty body', { review: { ...review, body: ' ' } }, [{ code: 'REQUIRED', field: ['review', 'body'] }]],
    ['NUL in the body', { review: { ...review, body: 'a\0b' } }, [{ code: 'INVALID', field: ['review', 'body'] }]],
    ['half a surrogate pair', { review: { ...review, title: 'a\ud800' } }, [{ code: 'INVALID' }]],
    [
      'an invalid language tag',
      { review: { ...review, lang: 'français !' } },
      [{ code: 'INVALID', field: ['review', 'lang'] }],
    ],
    ['two errors', { score: 9, review: { ...review, body: '' } }, [{ code: 'INVALID' }, { code: 'REQUIRED' }]],
    [
      'a post that does not exist',
      { subjectId: 'post_01kdtw8000e0000000000000zz' },
      [{ code: 'NOT_FOUND', field: ['subjectId'] }],
    ],
    ['a subject of another type', { subjectId: 'person_01kdtw8000e0000000000000zz' }, [{ code: 'NOT_FOUND' }]],
    ['a malformed subject id', { subjectId: '\0' }, [{ code: 'NOT_FOUND' }]],
  ])('is refused and not stored with %s', async (_, change, userErrors) => {
    const subjectId = await open.subject();
    const payload = await open.as(open.member()).ratings.rate({ subjectId, score: 4, ...change });
    expect(payload).toMatchObject({ rating: null, userErrors });
    expect(await open.recounted(subjectId)).toMatchObject({ count: 0 });
  });

  test('may have a review of the maximum length, counted in code points', async () => {
    const longest = { title: '😀'.repeat(200), body: '😀'.repeat(10_000), lang: 'und' };
    const { ratings } = open.as(open.member());
    const { userErrors } = await ratings.rate({ subjectId: await open.subject(), score: 4, review: longest });
    expect(userErrors).toEqual([]);
  });

  test('is written with the others of a transaction or not at all, and a refused one does not end it', async () => {
    const subjectId = await open.subject();
    const rateTwice = (fails: boolean) =>
      open.write(async ({ ratings }) => {
        await ratings.rate({ memberId: 'member_one', subjectId, score: 5 });
        await ratings.rate({ memberId: 'member_one', subjectId: 'post_01kdtw8000e0000000000000zz', score: 5 });
        await ratings.rate({ memberId: 'member_two', subjectId, score: 4 });
        if (fails) throw new Error('rollback');
        return ratings.remove({ memberId: 'member_one', subjectId });
      });
    await expect(rateTwice(true)).rejects.toThrow('rollback');
    expect(await open.recounted(subjectId)).toMatchObject({ count: 0 });
    expect(await rateTwice(false)).toMatchObject({ takenBack: true });
    expect(await open.stored(subjectId)).toMatchObject({ count: 1, sum: 4 });
  });

  test('is visible to the rest of the operation that changed it', async () => {
    const subjectId = await open.subject();
    const { ratings, loaders } = open.as(open.member());
    expect((await loaders.summaryBySubjectId.load(subjectId)).count).toBe(0);
    expect(await loaders.viewerRatingBySubjectId.load(subjectId)).toBeNull();
    await ratings.rate({ subjectId, score: 5 });
    expect((await loaders.summaryBySubjectId.load(subjectId)).count).toBe(1);
    expect(await loaders.viewerRatingBySubjectId.load(subjectId)).toMatchObject({ score: 5 });
  });
});
