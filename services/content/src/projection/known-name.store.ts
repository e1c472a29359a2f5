import { idPrefix, nameKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { KnownName } from './known-name.entity';

/** Names with fewer letters and digits would be found in texts that do not mean them. */
const MIN_CHARACTERS = 2;

/** The words of a folded text or key. */
export const wordsIn = (folded: string): string[] => folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

const isTooShort = (key: string): boolean => [...wordsIn(key).join('')].length < MIN_CHARACTERS;

/** A target and all its names. */
export interface NamedTarget {
  readonly targetId: string;
  readonly names: readonly string[];
}

const rowsOf = ({ targetId, names }: NamedTarget): KnownName[] =>
  [...new Set(names)].flatMap((value) => {
    const key = nameKey(value);
    const [firstWord] = wordsIn(key);
    return firstWord === undefined || isTooShort(key) ? [] : [{ targetId, value, nameKey: key, firstWord }];
  });

const DELETE = `
  DELETE FROM known_names USING unnest($1::text[], $2::text[]) AS gone (target_id, value)
  WHERE known_names.target_id = gone.target_id AND known_names.value = gone.value`;

/** Whether partnerships has an organisation (`org`) or a person with this id. */
export const isKnownSubject = async (db: EntityManager, id: string, prefix: 'org' | 'person'): Promise<boolean> =>
  idPrefix(id) === prefix && (await db.existsBy(KnownName, { targetId: id }));

/** Replaces the names of each target. Returns the names that were added or removed; none if nothing changed. */
export const replaceNames = async (tx: EntityManager, targets: readonly NamedTarget[]): Promise<readonly string[]> => {
  const stored = await tx.findBy(KnownName, { targetId: In(targets.map(({ targetId }) => targetId)) });
  const given = targets.flatMap(rowsOf);
  const keyOf = ({ targetId, value }: KnownName): string => `${targetId} ${value}`;
  const [storedKeys, givenKeys] = [stored, given].map((rows) => new Set(rows.map(keyOf)));
  const added = given.filter((row) => !storedKeys?.has(keyOf(row)));
  const removed = stored.filter((row) => !givenKeys?.has(keyOf(row)));
  if (removed.length > 0) {
    await tx.query(DELETE, [removed.map(({ targetId }) => targetId), removed.map(({ value }) => value)]);
  }
  if (added.length > 0) await tx.insert(KnownName, added);
  return [...new Set([...added, ...removed].map(({ value }) => value))];
};
