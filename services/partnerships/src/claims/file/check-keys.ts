import type { ParsedFact } from '../read/parsed-fact';
import type { ClaimProblems } from './claims-error';
import type { ClaimsFile } from './claims-file.schema';

type Kind = 'organisation' | 'person' | 'partnership' | 'programme' | 'source' | 'claim';

/** The kind of entry by key. Adds a problem for each key or implied claim that occurs twice. */
const kindsByKey = (
  file: ClaimsFile,
  facts: readonly ParsedFact[],
  problems: ClaimProblems,
): ReadonlyMap<string, Kind> => {
  const kinds = new Map<string, Kind>();
  const add = (kind: Kind, entries: readonly { readonly key: string }[] = []): void => {
    for (const { key } of entries) {
      if (kinds.has(key)) problems.add(key, 'two entries have this key: give each entry its own key.');
      kinds.set(key, kind);
    }
  };
  add('organisation', file.organisations);
  add('person', file.people);
  add('partnership', file.partnerships);
  add('programme', file.programmes);
  add('source', file.sources);
  add('claim', file.claims);
  for (const { axes, criteria } of file.programmes ?? []) {
    add(
      'claim',
      [...axes, ...criteria].flatMap(({ key }) => (key === undefined ? [] : [{ key }])),
    );
  }
  const claims = facts.map(({ claim }) => claim);
  for (const claim of new Set(claims.filter((each, index) => claims.indexOf(each) < index))) {
    if (!kinds.has(claim)) {
      problems.add(claim, 'it is stated twice: state it once and add the other quote to "alsoCited".');
    }
  }
  return kinds;
};

const SUBJECTS: readonly Kind[] = ['organisation', 'person', 'partnership', 'programme'];

/** Adds a problem for each reference to a key that does not exist or is of the wrong kind. */
export const checkKeys = (file: ClaimsFile, facts: readonly ParsedFact[], problems: ClaimProblems): void => {
  const kinds = kindsByKey(file, facts, problems);
  const check = (owner: string, key: string | null | undefined, ...accepted: readonly Kind[]): void => {
    if (key == null || accepted.some((kind) => kinds.get(key) === kind)) return;
    problems.add(owner, `there is no ${accepted.join(' or ')} "${key}": add it to the file, or use another key.`);
  };
  for (const { key, parent } of file.organisations ?? []) check(key, parent, 'organisation');
  for (const { key, parent, partnership } of file.programmes ?? []) {
    check(key, parent, 'programme');
    check(key, partnership, 'partnership');
  }
  for (const { claim, subjectId, value, relation, contradicts, derivedFromClaims = [] } of facts) {
    check(claim, subjectId, ...SUBJECTS);
    if (value?.kind === 'ENTITY') check(claim, value.entityId, ...SUBJECTS);
    if (value?.kind === 'TEXT') check(claim, value.saidById, ...SUBJECTS);
    for (const { subject } of contradicts) check(claim, subject, ...SUBJECTS);
    for (const key of derivedFromClaims) check(claim, key, 'claim');
    if (relation?.kind === 'ITEM') for (const key of relation.satisfiedBy) check(claim, key, ...SUBJECTS);
    else if (relation) check(claim, relation.organisation, 'organisation');
  }
  for (const { key, lists } of file.claims) for (const item of lists?.items ?? []) check(key, item, 'claim');
};
