import { setTimeout as pause } from 'node:timers/promises';
import { ErasureMode } from '@wizness/kernel';
import { tablesHolding } from '@wizness/kernel/testing';
import { type OpenRatings, openRatings, queryPosts } from '../../test/support/open-ratings';

const { ANONYMISE_CONTENT, DELETE_CONTENT } = ErasureMode;
const MODES = [ANONYMISE_CONTENT, DELETE_CONTENT];

describe('the erasure of a member', () => {
  let open: OpenRatings;
  let erased: string;
  let others: string[];
  let subjectIds: string[];
  /** A word that only the reviews of the erased member contain. */
  let marker: string;

  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    erased = open.member();
    marker = `pamplemousse-${erased.slice(-8)}`;
    others = [open.member(), open.member()];
    subjectIds = [];
    for (let count = 0; count < 5; count += 1) subjectIds.push(await open.subject(undefined, { authorId: erased }));
    const review = { title: marker, body: `Du ${marker} !`, lang: 'fr' };
    await open.write(async ({ ratings, votes }) => {
      for (const [index, subjectId] of subjectIds.entries()) {
        const own = await ratings.rate({ memberId: erased, subjectId, score: 1 + index, review });
        for (const memberId of others) {
          await votes.vote({ memberId, ratingId: own?.id ?? '', helpful: true });
          const rating = await ratings.rate({ memberId, subjectId, score: 3 });
          await votes.vote({ memberId: erased, ratingId: rating?.id ?? '', helpful: index % 2 === 0 });
        }
      }
      await ratings.remove({ memberId: erased, subjectId: subjectIds[4] ?? '' });
    });
  });

  /** Tables with a row that contains `text`, except the log, which has to keep the id of an erased member. */
  const tablesWith = async (text: string): Promise<string[]> =>
    (await tablesHolding(open.url, 'ratings', text)).filter((table) => table !== 'events');
  /** Ratings and subjects whose counts differ from a recount. */
  const miscounted = async (): Promise<unknown[]> => {
    const wrong: unknown[] = await open.admin.query(
      `SELECT rating.id FROM ratings AS rating LEFT JOIN rating_votes AS vote ON vote.rating_id = rating.id
       GROUP BY rating.id
       HAVING rating.helpful <> count(*) FILTER (WHERE vote.helpful)
         OR rating.unhelpful <> count(*) FILTER (WHERE NOT vote.helpful)`,
    );
    for (const subjectId of subjectIds) {
      const [stored, recounted] = [await open.stored(subjectId), await open.recounted(subjectId)];
      if (JSON.stringify(stored) !== JSON.stringify(recounted)) wrong.push({ subjectId, stored, recounted });
    }
    return wrong;
  };

  test.each(MODES)('with %s leaves their id only in erased_members, and can be repeated', async (mode) => {
    expect(await tablesWith(erased)).toEqual(['rateable_subjects', 'rating_votes', 'ratings']);
    for (let time = 0; time < 2; time += 1) {
      await open.erase(erased, mode);
      expect(await tablesWith(erased)).toEqual(['erased_members']);
      expect(await miscounted()).toEqual([]);
    }
    expect(await open.personalDataOf(erased)).toEqual({
      ratings: [],
      votes: [],
      replies: [],
      openReports: [],
      affiliations: [],
    });
  });

  test('with ANONYMISE_CONTENT keeps their ratings without an author', async () => {
    const [subjectId = ''] = subjectIds;
    const before = await open.stored(subjectId);
    await open.erase(erased, ANONYMISE_CONTENT);
    expect(await open.stored(subjectId)).toEqual(before);
    const fields = 'ratings(orderBy: LOWEST) { totalCount nodes { score author { id } helpful review { title } } }';
    const [subject] = await queryPosts(open, [subjectId], fields);
    expect(subject?.['ratings']).toMatchObject({
      totalCount: 3,
      nodes: [{ score: 1, author: null, helpful: 2, review: { title: marker } }, {}, {}],
    });
  });

  test('with ANONYMISE_CONTENT keeps the ratings of several members, and deletes those that were removed', async () => {
    for (const memberId of [erased, ...others]) await open.erase(memberId, ANONYMISE_CONTENT);
    const counts = await Promise.all(subjectIds.map(async (id) => (await open.stored(id))?.['count']));
    expect(counts).toEqual([3, 3, 3, 3, 2]);
    const rows = await open.admin.query('SELECT taken_back FROM ratings WHERE subject_id = ANY($1)', [subjectIds]);
    expect(rows).toEqual(Array.from({ length: 14 }, () => ({ taken_back: false })));
    expect(await miscounted()).toEqual([]);
  });

  test('with DELETE_CONTENT deletes their reviews and scores', async () => {
    await open.admin.query('UPDATE ratings SET review_title = NULL, review_body = NULL WHERE member_id IS NULL');
    expect(await tablesWith(marker)).toEqual(['ratings']);
    await open.erase(erased, DELETE_CONTENT);
    expect(await tablesWith(marker)).toEqual([]);
    for (const subjectId of subjectIds) {
      expect(await open.stored(subjectId)).toMatchObject({ count: 2, sum: 6, review_count: 0 });
    }
  });

  test.each(MODES)('with %s takes as many statements for one rating as for many', async (mode) => {
    const withOneRating = open.member();
    await open.rate(withOneRating, subjectIds[0] ?? '', 5);
    const statements: number[] = [];
    for (const memberId of [withOneRating, erased]) {
      open.adminStatements();
      await open.erase(memberId, mode);
      statements.push(open.adminStatements().length);
    }
    expect(statements[0]).toBe(statements[1]);
    expect(statements[0]).toBeLessThan(19);
  });

  test('does not deadlock with other erasures, ratings and votes', async () => {
    const leaving = Array.from({ length: 8 }, () => open.member());
    const staying = Array.from({ length: 8 }, () => open.member());
    const ratingIds: string[] = [];
    for (const [index, memberId] of leaving.entries()) {
      const order = index % 2 === 0 ? subjectIds : subjectIds.toReversed();
      for (const subjectId of order) ratingIds.push(await open.rate(memberId, subjectId, 5));
    }
    const [voter = ''] = leaving;
    const vote = (memberId: string, ratingId: string, helpful: boolean) =>
      open.write(({ votes }) => votes.vote({ memberId, ratingId, helpful }));
    for (const ratingId of ratingIds.slice(subjectIds.length)) await vote(voter, ratingId, true);
    await Promise.all([
      ...leaving.map((memberId, index) => open.erase(memberId, index % 3 === 0 ? ANONYMISE_CONTENT : DELETE_CONTENT)),
      ...staying.flatMap((memberId, index) =>
        subjectIds.map((subjectId) => open.as(memberId).ratings.rate({ subjectId, score: 1 + (index % 5) })),
      ),
      ...ratingIds.map((ratingId) => vote(staying[0] ?? '', ratingId, false)),
    ]);
    expect(await miscounted()).toEqual([]);
  });

  test.each(MODES)('with %s waits for a vote in progress on their rating, and counts it', async (mode) => {
    const [subjectId = ''] = subjectIds;
    const ratingId = await open.rate(erased, subjectId, 4);
    let erasure = Promise.resolve();
    await open.write(async ({ votes }) => {
      await votes.vote({ memberId: open.member(), ratingId, helpful: false });
      erasure = open.erase(erased, mode);
      await pause(100);
    });
    await erasure;
    expect(await tablesWith(erased)).toEqual(['erased_members']);
    expect(await miscounted()).toEqual([]);
  });

  test('finds what they are writing at the same time, and refuses what they write later', async () => {
    const ratingId = await open.rate(others[0] ?? '', await open.subject(), 2);
    const { ratings, votes } = open.as(erased);
    const ratingsInProgress = subjectIds.map((subjectId) => ratings.rate({ subjectId, score: 1 }));
    const voteInProgress = votes.vote({ ratingId, helpful: true });
    await Promise.allSettled([...ratingsInProgress, voteInProgress, open.erase(erased, DELETE_CONTENT)]);
    expect(await tablesWith(erased)).toEqual(['erased_members']);
    expect(await miscounted()).toEqual([]);
  });
});
