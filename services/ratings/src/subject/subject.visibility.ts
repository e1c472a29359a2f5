import { type Condition, type Identity, visibleTo } from '@wizness/kernel';
import { kindsOfPosts } from './subject-type';

const PUBLIC_KINDS = kindsOfPosts(false)
  .map((kind) => `'${kind}'`)
  .join(', ');

/**
 * The condition, over the table called `subject` in a statement, under which `identity` may see a subject: every subject that is not a post, and
 * the posts that the kernel's rule allows. A post with no known audience is hidden.
 */
export const visibleSubjects = (identity: Identity): Condition => {
  const { sql, parameters } = visibleTo(identity, {
    published: 'subject.published',
    visibility: 'subject.visibility',
    authorId: 'subject.author_id',
    organisationId: 'subject.organisation_id',
  });
  return { sql: `(subject.kind IN (${PUBLIC_KINDS}) OR (subject.published IS NOT NULL AND ${sql}))`, parameters };
};
