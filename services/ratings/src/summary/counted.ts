import { ModerationStatus } from '@wizness/kernel';
import type { Rating } from '../rating/rating.entity';

/** Whether the summary of its subject counts a rating: it is neither taken back by its author nor held back by a moderator. */
export const isCounted = ({ status, takenBack }: Pick<Rating, 'status' | 'takenBack'>): boolean =>
  status === ModerationStatus.VISIBLE && !takenBack;

/** {@link isCounted} in SQL, for rows called `alias`. */
export const counted = (alias: string): string =>
  `(${alias}.status = '${ModerationStatus.VISIBLE}' AND NOT ${alias}.taken_back)`;
