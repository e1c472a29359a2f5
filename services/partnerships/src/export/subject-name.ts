import { homeOf } from '../subject/merge/home';

/** Tables of subjects, by the start of their ids. */
const TABLES = {
  org: 'organisations',
  person: 'people',
  programme: 'programmes',
  partnership: 'partnerships',
} as const;

/** SQL of the name of a subject, by SQL of its id. Null if there is none. */
export const subjectNameOf = (id: string): string =>
  `CASE split_part(${id}, '_', 1) ${Object.entries(TABLES)
    .map(([prefix, table]) => `WHEN '${prefix}' THEN (SELECT named.name FROM ${table} named WHERE named.id = ${id})`)
    .join(' ')} END`;

/** SQL of the name of what a stated subject is now. It is found once. */
export const homeNameOf = (id: string): string =>
  `(SELECT ${subjectNameOf('home.id')} FROM (SELECT ${homeOf(id)} AS id OFFSET 0) home)`;

/** SQL of the id, slug and name of subjects, by SQL of an array of their ids, in the order of their ids. */
export const namedSubjects = (ids: string): string =>
  `SELECT named.id, named.slug, named.name FROM (${Object.values(TABLES)
    .map((table) => `SELECT id, slug, name FROM ${table} WHERE id = ANY(${ids})`)
    .join(' UNION ALL ')}) named ORDER BY named.id COLLATE "C"`;
