import { setTimeout as pause } from 'node:timers/promises';
import { ErasureMode } from '@wizness/kernel';
import { tablesHolding } from '@wizness/kernel/testing';
import { askSubjects, type Community, openCommunity } from '../../test/support/open-ratings';

const { ANONYMISE_CONTENT, DELETE_CONTENT } = ErasureMode;
const MODES = [ANONYMISE_CONTENT, DELETE_CONTENT];

describe('erasing a member', () => {
  let open: Community;
  let leaver: string;
  let others: string[];
  let subjectIds: string[];
  /** Stands in the words of this leaver alone. */
  let marker: string;

  beforeAll(async () => {
    open = await openCommunity();
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    leaver = open.member();
    marker = `pamplemousse-${leaver.slice(-8)}`;
    others = [open.member(), open.member()];
    subjectIds = [];
    for (let made = 0; made < 5; made += 1) subjectIds.push(await open.subject(undefined, { authorId: leaver }));
    const { ratings, votes } = open.context();
    const review = { title: marker, body: `Du ${marker} !`, lang: 'fr' };
    for (const [index, subjectId] of subjectIds.entries()) {
      const { rating } = await ratings.rate({ memberId: leaver, subjectId, score: 1 + index, review });
      for (const memberId of others) {
        await votes.vote({ memberId, ratingId: rating?.id ?? '', helpful: true });
        const ratingId = await open.rate(memberId, subjectId, 3);
        await votes.vote({ memberId: leaver, ratingId, helpful: index % 2 === 0 });
      }
    }
    await ratings.remove({ memberId: leaver, subjectId: subjectIds[4] ?? '' });
  });

  const tablesWith = (text: string): Promise<string[]> => tablesHolding(open.url, 'ratings', text);
  /** Subjects and ratings whose figures are not what a recount gives. */
  const miscounted = async (): Promise<unknown[]> => {
    const wrong: unknown[] = await open.behind.query(
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

  test.each(MODES)('with %s leaves their id nowhere but among the erased', async (mode) => {
    expect(await tablesWith(leaver)).toEqual(['rateable_subjects', 'rating_votes', 'ratings']);
    await open.erase(leaver, mode);
    expect(await tablesWith(leaver)).toEqual(['erased_members']);
    expect(await miscounted()).toEqual([]);
    // Told again, it finds nothing more to do.
    await open.erase(leaver, mode);
    expect(await miscounted()).toEqual([]);
    expect(await open.personalDataOf(leaver)).toEqual({ ratings: [], votes: [] });
  });

  test('with ANONYMISE_CONTENT keeps what they gave, without a name', async () => {
    const [subjectId = ''] = subjectIds;
    const before = await open.stored(subjectId);
    await open.erase(leaver, ANONYMISE_CONTENT);
    expect(await open.stored(subjectId)).toEqual(before);
    const fields = 'ratings(orderBy: LOWEST) { totalCount nodes { score author { id } helpful review { title } } }';
    const [subject] = await askSubjects(open, [subjectId], fields);
    expect(subject?.['ratings']).toMatchObject({
      totalCount: 3,
      nodes: [{ score: 1, author: null, helpful: 2, review: { title: marker } }, {}, {}],
    });
  });

  test('with ANONYMISE_CONTENT keeps those of several who rated one subject, and nothing of what was taken back', async () => {
    for (const memberId of [leaver, ...others]) await open.erase(memberId, ANONYMISE_CONTENT);
    const counts = await Promise.all(subjectIds.map(async (id) => (await open.stored(id))?.['count']));
    expect(counts).toEqual([3, 3, 3, 3, 2]);
    const rows = await open.behind.query('SELECT status FROM ratings WHERE subject_id = ANY($1)', [subjectIds]);
    expect(rows).toEqual(Array.from({ length: 14 }, () => ({ status: 'VISIBLE' })));
    expect(await miscounted()).toEqual([]);
  });

  test('with DELETE_CONTENT leaves none of their words, and none of their scores', async () => {
    await open.behind.query('UPDATE ratings SET review_title = NULL, review_body = NULL WHERE member_id IS NULL');
    expect(await tablesWith(marker)).toEqual(['ratings']);
    await open.erase(leaver, DELETE_CONTENT);
    expect(await tablesWith(marker)).toEqual([]);
    for (const subjectId of subjectIds) {
      expect(await open.stored(subjectId)).toMatchObject({ count: 2, sum: 6, review_count: 0 });
    }
  });

  test.each(MODES)('with %s costs as much for one rating as for many', async (mode) => {
    const newcomer = open.member();
    await open.rate(newcomer, subjectIds[0] ?? '', 5);
    const costs: number[] = [];
    for (const memberId of [newcomer, leaver]) {
      open.statementsBehind();
      await open.erase(memberId, mode);
      costs.push(open.statementsBehind().length);
    }
    expect(costs[0]).toBe(costs[1]);
    expect(costs[0]).toBeLessThan(12);
  });

  test('waits for nobody who waits for it: many leave while others rate and vote', async () => {
    const members = Array.from({ length: 8 }, () => open.member());
    const stay = Array.from({ length: 8 }, () => open.member());
    const ratingIds = new Map<string, string>();
    for (const [index, memberId] of members.entries()) {
      const order = index % 2 === 0 ? subjectIds : subjectIds.toReversed();
      for (const subjectId of order) ratingIds.set(`${memberId} ${subjectId}`, await open.rate(memberId, subjectId, 5));
    }
    const { ratings: verbs, votes } = open.context();
    const [voter = '', ...rated] = members;
    for (const memberId of rated) {
      for (const subjectId of subjectIds) {
        await votes.vote({ memberId: voter, ratingId: ratingIds.get(`${memberId} ${subjectId}`) ?? '', helpful: true });
      }
    }
    await Promise.all([
      ...members.map((memberId, index) => open.erase(memberId, index % 3 === 0 ? ANONYMISE_CONTENT : DELETE_CONTENT)),
      ...stay.flatMap((memberId, index) =>
        subjectIds.map((subjectId) => verbs.rate({ memberId, subjectId, score: 1 + (index % 5) })),
      ),
      ...[...ratingIds.values()].flatMap((ratingId) =>
        votes.vote({ memberId: stay[0] ?? '', ratingId, helpful: false }),
      ),
    ]);
    expect(await miscounted()).toEqual([]);
  });

  test.each(MODES)('with %s waits for a vote that is being given on what they wrote, and counts it', async (mode) => {
    const [subjectId = ''] = subjectIds;
    const ratingId = await open.rate(leaver, subjectId, 4);
    let erased = Promise.resolve();
    await open.context().inTransaction(async ({ votes }) => {
      await votes.vote({ memberId: open.member(), ratingId, helpful: false });
      erased = open.erase(leaver, mode);
      await pause(100);
    });
    await erased;
    expect(await tablesWith(leaver)).toEqual(['erased_members']);
    expect(await miscounted()).toEqual([]);
  });

  test('finds what they were just writing, and lets them write no more', async () => {
    const { ratings, votes } = open.context();
    const ratingId = await open.rate(others[0] ?? '', await open.subject(), 2);
    const written = subjectIds.map((subjectId) => ratings.rate({ memberId: leaver, subjectId, score: 1 }));
    const voted = votes.vote({ memberId: leaver, ratingId, helpful: true });
    await Promise.allSettled([...written, voted, open.erase(leaver, DELETE_CONTENT)]);
    expect(await tablesWith(leaver)).toEqual(['erased_members']);
    expect(await miscounted()).toEqual([]);
  });
});
