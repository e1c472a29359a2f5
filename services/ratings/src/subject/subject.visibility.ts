import { type Condition, type Identity, visibleTo } from '@wizness/kernel';
import { RateableKind, typeOfKind } from './subject.enums';

const OPEN_TO_ALL = Object.values(RateableKind)
  .filter((kind) => typeOfKind(kind) !== 'Post')
  .map((kind) => `'${kind}'`)
  .join(', ');

/**
 * Which subjects `identity` may see, over the `subject` of a query: of posts those that the kernel's rule lets them see,
 * and all else. A post whose audience nobody has told is seen by nobody at all.
 */
export const visibleSubjects = (identity: Identity): Condition => {
  const { sql, parameters } = visibleTo(identity, {
    published: 'subject.published',
    visibility: 'subject.visibility',
    authorId: 'subject.authorId',
    organisationId: 'subject.organisationId',
  });
  return { sql: `(subject.kind IN (${OPEN_TO_ALL}) OR (subject.published IS NOT NULL AND ${sql}))`, parameters };
};
