import { type Choices, laterThan, powerLawSizes } from './choices';
import type { Row } from './copy-rows';
import type { Member } from './members';
import type { ScalePost } from './posts';
import type { Scale } from './scale';
import type { Subjects } from './subjects';
import { sentence } from './words';

/** Prime numbers that are larger than most numbers of members have as a factor: steps that meet each member once. */
const STEPS = [7919, 6101, 5003, 4507, 3571];

/** At most nine of ten members rate one thing. */
const SHARE_OF_HOTTEST = 0.9;

/** Most votes on one review. */
const MOST_VOTES = 40;

/** What is rated, the most often first: the hot posts, then posts and other subjects mixed. */
const ratedIds = (choices: Choices, posts: readonly ScalePost[], subjects: Subjects): string[] => {
  const [hot, others] = [posts.slice(0, 5), posts.slice(5).filter(({ publishedAt }) => publishedAt !== null)];
  const mixed = [...others, ...subjects.organisations, ...subjects.programmes, ...subjects.partnerships];
  const keys = new Map(mixed.map(({ id }) => [id, choices.fraction()]));
  const shuffled = mixed.toSorted((one, other) => (keys.get(one.id) ?? 0) - (keys.get(other.id) ?? 0));
  return [...hot, ...shuffled].map(({ id }) => id);
};

/** The ratings, and the votes on their reviews, a subject at a time. No member rates a subject twice or votes on an own rating. */
export const ratingRows = function* (
  choices: Choices,
  scale: Scale,
  { posts, subjects, members }: { posts: readonly ScalePost[]; subjects: Subjects; members: readonly Member[] },
): Generator<{ readonly rating: Row; readonly votes: readonly Row[] }> {
  const ids = ratedIds(choices, posts, subjects);
  const sizes = powerLawSizes(ids.length, scale.ratings, Math.floor(members.length * SHARE_OF_HOTTEST));
  const memberAt = (number: number): string => members[number % members.length]?.id ?? '';
  const worksFor = (number: number, id: string): boolean =>
    members[number]?.organisationId === id && members[number].isVerified;
  for (const [place, subjectId] of ids.entries()) {
    const step = choices.pick(STEPS.filter((prime) => members.length % prime !== 0));
    const start = choices.integer(0, members.length - 1);
    const liked = choices.fraction();
    for (let number = 0; number < (sizes[place] ?? 0); number += 1) {
      const rater = (start + number * step) % members.length;
      // Nobody rates an organisation that they work for.
      if (!worksFor(rater, subjectId))
        yield ratingOf(choices, { subjectId, rater, liked, memberAt, members: members.length });
    }
  }
};

interface RatingOf {
  readonly subjectId: string;
  readonly rater: number;
  /** Share of good scores. */
  readonly liked: number;
  readonly members: number;
  memberAt(number: number): string;
}

const ratingOf = (choices: Choices, { subjectId, rater, liked, members, memberAt }: RatingOf) => {
  const id = choices.newId('rating');
  const createdAt = choices.time();
  const updatedAt = choices.happens(0.1) ? laterThan(createdAt, 90, choices) : createdAt;
  const reviewed = choices.happens(0.15);
  const voteCount = reviewed && choices.happens(0.2) ? Math.min(choices.powerLaw(MOST_VOTES) + 1, members - 1) : 0;
  const votes = Array.from({ length: voteCount }, (_, index) => ({
    rating_id: id,
    member_id: memberAt(rater + 1 + index),
    helpful: choices.happens(0.7),
  }));
  const helpful = votes.filter((vote) => vote.helpful).length;
  const rating: Row = {
    id,
    subject_id: subjectId,
    member_id: memberAt(rater),
    score: choices.happens(liked) ? choices.integer(4, 5) : choices.integer(1, 4),
    review_title: reviewed && choices.happens(0.5) ? sentence(choices, 3) : null,
    review_body: reviewed ? sentence(choices, choices.integer(8, 30)) : null,
    review_lang: reviewed ? 'en' : null,
    revision: updatedAt > createdAt ? 2 : 1,
    status: choices.happens(0.01) ? choices.pick(['HIDDEN', 'REMOVED']) : 'VISIBLE',
    helpful,
    unhelpful: voteCount - helpful,
    created_at: createdAt,
    updated_at: updatedAt,
  };
  return { rating, votes };
};
