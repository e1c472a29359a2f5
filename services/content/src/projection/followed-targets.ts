/** SQL of the ids that the member `:followerId` follows, as `target_id`: of a merged organisation all of its ids. */
export const FOLLOWED_TARGETS = `
  SELECT target_id FROM follows WHERE member_id = :followerId
  UNION SELECT same.other_id FROM follows JOIN same_subjects same ON same.id = follows.target_id WHERE member_id = :followerId`;

/** SQL of whether the member `:followerId` follows what has the id `target`, as stated. */
export const follows = (target: string): string =>
  `EXISTS (SELECT FROM follows WHERE follows.member_id = :followerId AND follows.target_id = ${target})`;

/** As {@link follows}, for an organisation, which may be one with another. */
export const followsOrganisation = (target: string): string =>
  `(${follows(target)} OR EXISTS (
    SELECT FROM same_subjects same WHERE same.id = ${target} AND ${follows('same.other_id')}))`;
