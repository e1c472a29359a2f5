/** Ids of organisations by id of the subject that they belong to. */
export type OrganisationsBySubject = ReadonlyMap<string, readonly string[]>;

/**
 * What two sets of organisations (employers, participants) say about two subjects with the same name. Nothing, if one of
 * them is not known.
 */
export const compareOrganisations = (
  given: readonly string[],
  existing: readonly string[],
): 'SHARED' | 'OTHER' | 'UNKNOWN' => {
  if (given.length === 0 || existing.length === 0) return 'UNKNOWN';
  return given.some((id) => existing.includes(id)) ? 'SHARED' : 'OTHER';
};

/** Groups rows of subject and organisation. */
export const organisationsBySubject = (
  rows: readonly { readonly subjectId: string; readonly organisationId: string }[],
): OrganisationsBySubject => {
  const groups = new Map<string, string[]>();
  for (const { subjectId, organisationId } of rows) {
    groups.set(subjectId, [...(groups.get(subjectId) ?? []), organisationId]);
  }
  return groups;
};
