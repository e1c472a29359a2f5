import type { EntityManager } from 'typeorm';

/** Texts that others can read, after which a member is not new any more. */
const ENOUGH = 3;

const COUNT = `
  SELECT count(*) >= ${ENOUGH} AS enough FROM (
    (SELECT 1 FROM posts WHERE author_id = $1 AND state = 'PUBLISHED' AND moderation = 'VISIBLE' LIMIT ${ENOUGH})
    UNION ALL
    (SELECT 1 FROM comments WHERE author_id = $1 AND NOT deleted AND moderation = 'VISIBLE' LIMIT ${ENOUGH})
  ) texts`;

/** Whether a member has written enough visible posts and comments not to be new here. */
export const hasWritten = async (db: EntityManager, memberId: string): Promise<boolean> => {
  const [row] = await db.query<{ enough: boolean }[]>(COUNT, [memberId]);
  return row?.enough === true;
};
