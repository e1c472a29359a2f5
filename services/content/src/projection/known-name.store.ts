import { nameKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { KnownName } from './known-name.entity';

/** Names with fewer letters and digits would be found in texts that do not mean them. */
const MIN_CHARACTERS = 2;

/** The words of a folded text or key. */
export const wordsIn = (folded: string): string[] => folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

const isTooShort = (key: string): boolean => [...wordsIn(key).join('')].length < MIN_CHARACTERS;

/** Replaces the names of a target. Returns those that were added or removed; none if nothing changed. */
export const replaceNames = async (
  tx: EntityManager,
  targetId: string,
  names: readonly string[],
): Promise<readonly string[]> => {
  const rows = [...new Set(names)].flatMap((value) => {
    const key = nameKey(value);
    const [firstWord] = wordsIn(key);
    return firstWord === undefined || isTooShort(key) ? [] : [{ targetId, value, nameKey: key, firstWord }];
  });
  const stored = (await tx.findBy(KnownName, { targetId })).map(({ value }) => value);
  const given = rows.map(({ value }) => value);
  const changed = [
    ...given.filter((value) => !stored.includes(value)),
    ...stored.filter((value) => !given.includes(value)),
  ];
  if (changed.length === 0) return [];
  await tx.delete(KnownName, { targetId });
  if (rows.length > 0) await tx.insert(KnownName, rows);
  return changed;
};
