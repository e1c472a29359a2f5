import fc from 'fast-check';
import { type Candidate, choosePosts } from './choose-posts';

const candidate = (postId: string, targetId: string, changes: Partial<Candidate> = {}): Candidate => ({
  postId,
  targetId,
  publishedAt: new Date('2026-03-01T00:00:00Z'),
  authorId: null,
  organisationId: null,
  ...changes,
});

const candidates = fc.array(
  fc
    .tuple(fc.nat(30), fc.nat(5), fc.nat(4), fc.nat(3), fc.nat(1000))
    .map(([post, target, author, organisation, minute]) =>
      candidate(`post_${post}`, `topic_${target}`, {
        publishedAt: new Date(minute * 60_000),
        authorId: author === 0 ? null : `member_${(post * 7 + author) % 5}`,
        organisationId: organisation === 0 ? null : `org_${organisation}`,
      }),
    ),
  { maxLength: 60 },
);

describe('The choice of posts for a digest', () => {
  test('What has few posts is not crowded out by what has many', () => {
    const many = Array.from({ length: 20 }, (_, index) => candidate(`post_${index}`, 'topic_many'));
    const few = candidate('post_few', 'org_few', { publishedAt: new Date('2026-02-01T00:00:00Z') });
    const chosen = choosePosts([...many, few], 'member_1');
    expect(chosen[0]).toBe('post_few');
    expect(chosen).toHaveLength(8);
  });

  test('The newest of one topic come first', () => {
    const days = ['2026-03-01', '2026-03-03', '2026-03-02'].map((day) =>
      candidate(day, 'topic_1', { publishedAt: new Date(day) }),
    );
    expect(choosePosts(days, 'member_1')).toEqual(['2026-03-03', '2026-03-02', '2026-03-01']);
  });

  test('It has at most eight posts, each once, two by one author and two for one organisation, and is the same again', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const chosen = choosePosts(all, 'member_1');
        expect(chosen.length).toBeLessThanOrEqual(8);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(choosePosts([...all], 'member_1')).toEqual(chosen);
        expect(chosen.length > 0).toBe(all.length > 0);
      }),
    );
  });

  test('No author and no organisation has more than two posts', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), (byAuthor, forOrganisation) => {
        const all = [
          ...Array.from({ length: byAuthor }, (_, index) =>
            candidate(`a${index}`, 'topic_1', { authorId: 'member_2' }),
          ),
          ...Array.from({ length: forOrganisation }, (_, index) =>
            candidate(`o${index}`, 'topic_2', { organisationId: 'org_1' }),
          ),
        ];
        const chosen = choosePosts(all, 'member_1');
        expect(chosen.filter((id) => id.startsWith('a'))).toHaveLength(Math.min(2, byAuthor));
        expect(chosen.filter((id) => id.startsWith('o'))).toHaveLength(Math.min(2, forOrganisation));
      }),
    );
  });

  test('Ties are broken differently for different members', () => {
    const equal = Array.from({ length: 30 }, (_, index) => candidate(`post_${index}`, 'topic_1'));
    expect(choosePosts(equal, 'member_1')).not.toEqual(choosePosts(equal, 'member_2'));
  });
});
