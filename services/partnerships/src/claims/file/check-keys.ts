import type { Refusals } from './claims-error';
import type { ClaimsFile } from './claims-file';
import type { ReadFact } from '../read/parsed-fact';

type Kind = 'organisation' | 'person' | 'partnership' | 'programme' | 'source' | 'claim';

/** What each key of the file stands for. A key that stands for two things is refused. */
const readKeys = (file: ClaimsFile, facts: readonly ReadFact[], refusals: Refusals): ReadonlyMap<string, Kind> => {
  const kinds = new Map<string, Kind>();
  const add = (kind: Kind, entries: readonly { readonly key: string }[] = []): void => {
    for (const { key } of entries) {
      if (kinds.has(key)) refusals.add(key, 'two entries have this key: give each its own.');
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
    if (!kinds.has(claim))
      refusals.add(claim, 'it is stated twice: state it once, and cite the other place in "alsoCited".');
  }
  return kinds;
};

const SUBJECTS: readonly Kind[] = ['organisation', 'person', 'partnership', 'programme'];

/** Refuses every key that leads nowhere, or to something of the wrong kind. */
export const checkKeys = (file: ClaimsFile, facts: readonly ReadFact[], refusals: Refusals): void => {
  const kinds = readKeys(file, facts, refusals);
  const check = (owner: string, key: string | null | undefined, ...wanted: readonly Kind[]): void => {
    if (key == null || wanted.some((kind) => kinds.get(key) === kind)) return;
    refusals.add(owner, `there is no ${wanted.join(' or ')} "${key}": add it to the file, or name another.`);
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

/**
 * Entries so ordered that each comes after those it names. An entry that leads back to itself is refused, and left out.
 */
export const inOrder = <Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
  namedBy: (entry: Entry) => readonly string[],
  refusals: Refusals,
): Entry[] => {
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const ordered = new Set<Entry>();
  const visit = (entry: Entry, path: readonly string[]): void => {
    if (ordered.has(entry)) return;
    const key = keyOf(entry);
    if (path.includes(key)) return refusals.add(key, `it leads back to itself: ${[...path, key].join(' > ')}.`);
    for (const name of namedBy(entry)) {
      const named = byKey.get(name);
      if (named) visit(named, [...path, key]);
    }
    ordered.add(entry);
  };
  for (const entry of entries) visit(entry, []);
  return [...ordered];
};
