import { createHash } from 'node:crypto';

/** A post that a member may be told of, because of one thing that they follow. */
export interface Candidate {
  readonly postId: string;
  readonly targetId: string;
  readonly publishedAt: Date;
  readonly authorId: string | null;
  readonly organisationId: string | null;
}

const MAX_POSTS = 8;
const MAX_PER_AUTHOR = 2;
const MAX_PER_ORGANISATION = 2;

/** The same for one member and post, and another for another member: ties do not favour the same posts for everybody. */
const tieBreaker = (memberId: string, { postId }: Candidate): string =>
  createHash('sha256').update(`${memberId} ${postId}`).digest('hex');

const compare = <Value>(one: Value, other: Value): number => (one < other ? -1 : Number(one > other));

/** The candidates of each followed thing, the newest first; the thing with the fewest first. */
const inGroups = (candidates: readonly Candidate[], memberId: string): Candidate[][] => {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates)
    groups.set(candidate.targetId, [...(groups.get(candidate.targetId) ?? []), candidate]);
  const newestFirst = (one: Candidate, other: Candidate) =>
    compare(other.publishedAt.getTime(), one.publishedAt.getTime()) ||
    compare(tieBreaker(memberId, one), tieBreaker(memberId, other));
  return [...groups.entries()]
    .toSorted(([id, one], [otherId, other]) => one.length - other.length || compare(id, otherId))
    .map(([, group]) => group.toSorted(newestFirst));
};

/**
 * Ids of at most eight posts for a digest: in turn from each thing that the member follows, that with the fewest posts first;
 * the newest first within one. At most two by one author and two for one organisation.
 */
export const choosePosts = (candidates: readonly Candidate[], memberId: string): string[] => {
  const chosen = new Map<string, Candidate>();
  const mayAdd = (candidate: Candidate): boolean => {
    const { postId, authorId, organisationId } = candidate;
    const count = (key: 'authorId' | 'organisationId', id: string | null) =>
      id === null ? 0 : [...chosen.values()].filter((other) => other[key] === id).length;
    return (
      !chosen.has(postId) &&
      count('authorId', authorId) < MAX_PER_AUTHOR &&
      count('organisationId', organisationId) < MAX_PER_ORGANISATION
    );
  };
  let groups = inGroups(candidates, memberId);
  while (groups.length > 0 && chosen.size < MAX_POSTS) {
    for (const group of groups) {
      // What may not be added now may not be added later either.
      const index = group.findIndex(mayAdd);
      const candidate = group[index];
      group.splice(0, candidate ? index + 1 : group.length);
      if (candidate && chosen.size < MAX_POSTS) chosen.set(candidate.postId, candidate);
    }
    groups = groups.filter((group) => group.length > 0);
  }
  return [...chosen.keys()];
};
