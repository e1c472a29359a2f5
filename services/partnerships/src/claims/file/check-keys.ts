import type { ParsedFact } from '../read/parsed-fact';
import type { ClaimProblems } from './claims-error';
import type { ClaimsFile } from './claims-file.schema';
import { type ClaimedIdentity, isSubjectId } from './identity.schema';

type Kind = 'organisation' | 'person' | 'partnership' | 'programme' | 'source' | 'claim';

/** The kind of entry by key. Adds a problem for each key that occurs twice. */
const kindsByKey = (file: ClaimsFile, problems: ClaimProblems): ReadonlyMap<string, Kind> => {
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
  return kinds;
};

const SUBJECTS: readonly Kind[] = ['organisation', 'person', 'partnership', 'programme'];

/**
 * Checks every reference to a key. Adds a problem for an unknown key, or one of the wrong kind, between the entries of the
 * file. Returns the facts without those that are refused for such a key, stated twice, or derived from a refused claim.
 */
export const checkKeys = (file: ClaimsFile, facts: readonly ParsedFact[], problems: ClaimProblems): ParsedFact[] => {
  const kinds = kindsByKey(file, problems);
  const isKnown = (key: string | null | undefined, accepted: readonly Kind[]): boolean =>
    key == null || accepted.some((kind) => kinds.get(key) === kind);
  const unknown = (key: string, accepted: readonly Kind[]): string =>
    `there is no ${accepted.join(' or ')} "${key}": add it to the file, or use another key.`;
  const check = (owner: string, key: string | null | undefined, ...accepted: readonly Kind[]): void => {
    if (key != null && !isKnown(key, accepted)) problems.add(owner, unknown(key, accepted));
  };
  const checkIdentity = (kind: Kind, entries: readonly (ClaimedIdentity & { readonly key: string })[] = []): void => {
    for (const { key, sameAs, distinctFrom } of entries) {
      for (const reference of [sameAs, ...(distinctFrom ?? [])]) {
        if (reference === key) problems.add(key, '"sameAs" and "distinctFrom" must name another entry, not this one.');
        else if (reference != null && !isSubjectId(reference)) check(key, reference, kind);
      }
    }
  };
  checkIdentity('organisation', file.organisations);
  checkIdentity('person', file.people);
  checkIdentity('partnership', file.partnerships);
  checkIdentity('programme', file.programmes);
  for (const { key, parent } of file.organisations ?? []) check(key, parent, 'organisation');
  for (const { key, parent, partnership } of file.programmes ?? []) {
    check(key, parent, 'programme');
    check(key, partnership, 'partnership');
  }
  const listed = new Map(file.claims.map(({ key, lists }) => [key, lists?.items ?? []]));
  const known = facts.filter((fact) => {
    const wrong = referencesOf(fact, listed.get(fact.claim) ?? []).filter(([key, accepted]) => !isKnown(key, accepted));
    for (const [key, accepted] of wrong) problems.refuse(fact.claim, unknown(key, accepted));
    return wrong.length === 0;
  });
  return withoutDerived(withoutRepeated(known, problems), problems);
};

type Reference = readonly [key: string, accepted: readonly Kind[]];

const referencesOf = (fact: ParsedFact, listed: readonly string[]): Reference[] => {
  const { subjectId, value, relation, contradicts, derivedFromClaims = [] } = fact;
  const subjects = [subjectId, ...contradicts.map(({ subject }) => subject)];
  if (value?.kind === 'ENTITY') subjects.push(value.entityId);
  if (value?.kind === 'TEXT' && value.saidById) subjects.push(value.saidById);
  if (relation?.kind === 'ITEM') subjects.push(...relation.satisfiedBy);
  const organisation = relation && relation.kind !== 'ITEM' ? relation.organisation : null;
  const organisations = organisation === null ? [] : [organisation];
  return [
    ...subjects.map((key) => [key, SUBJECTS] as const),
    ...organisations.map((key) => [key, ['organisation']] as const),
    ...[...derivedFromClaims, ...listed].map((key) => [key, ['claim']] as const),
  ];
};

/** A statement that the file makes twice is kept once. */
const withoutRepeated = (facts: readonly ParsedFact[], problems: ClaimProblems): ParsedFact[] => {
  const seen = new Set<string>();
  return facts.filter(({ claim }) => {
    const isRepeated = seen.has(claim);
    if (isRepeated) problems.refuse(claim, 'it is stated twice: state it once and add the other quote to "alsoCited".');
    seen.add(claim);
    return !isRepeated;
  });
};

/** Refuses what is derived from a refused claim, and so on. */
const withoutDerived = (facts: readonly ParsedFact[], problems: ClaimProblems): ParsedFact[] => {
  const claims = new Set(facts.map(({ claim }) => claim));
  const kept = facts.filter(({ claim, derivedFromClaims = [] }) => {
    const missing = derivedFromClaims.filter((key) => !claims.has(key));
    for (const key of missing)
      problems.refuse(claim, `it is derived from "${key}", which is refused: correct that one.`);
    return missing.length === 0;
  });
  return kept.length === facts.length ? kept : withoutDerived(kept, problems);
};
