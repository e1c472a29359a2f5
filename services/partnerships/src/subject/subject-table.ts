import { idPrefix } from '@wizness/kernel';

/** Tables of subjects by the prefix of their ids. */
const TABLES: Readonly<Record<string, (typeof SUBJECT_TABLES)[number]>> = {
  org: 'organisations',
  person: 'people',
  programme: 'programmes',
  partnership: 'partnerships',
};

/** Tables of the subjects of facts. */
export const SUBJECT_TABLES = ['organisations', 'people', 'programmes', 'partnerships'] as const;

/** The table of the subject with this id. Throws an Error for an id of something else. */
export const subjectTableOf = (id: string): (typeof SUBJECT_TABLES)[number] => {
  const table = TABLES[idPrefix(id) ?? ''];
  if (table === undefined) throw new Error(`No subject has the id "${id}".`);
  return table;
};
