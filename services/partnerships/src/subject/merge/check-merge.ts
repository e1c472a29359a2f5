import { idPrefix, UserError, UserErrorCode } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Identifier } from '../../organisation/identifier/identifier.entity';
import { exclusiveKey } from '../../organisation/identifier/normalise-identifier';
import { subjectTableOf } from '../subject-table';
import { membersOf, MERGEABLE_PREFIXES } from './home';
import { Identity } from './identity.entity';
import { wayAlongParents } from './parent-ring';

const { CONFLICT, INVALID, NOT_FOUND, UNSUPPORTED } = UserErrorCode;

export interface NewMerge {
  readonly survivorId: string;
  readonly duplicateIds: readonly string[];
  readonly reason: string;
}

type Named = readonly [id: string, field: readonly string[]];

const namedIn = ({ survivorId, duplicateIds }: NewMerge): Named[] => [
  [survivorId, ['survivorId']],
  ...duplicateIds.map((id, index): Named => [id, ['duplicateIds', String(index)]]),
];

/** What is wrong with the ids themselves. */
const idErrors = (merge: NewMerge): UserError[] => {
  const kind = idPrefix(merge.survivorId);
  const seen = new Set<string>();
  return namedIn(merge).flatMap(([id, field]) => {
    const prefix = idPrefix(id);
    if (seen.has(id)) return new UserError(INVALID, 'Nothing is merged with itself. Give each id once.', field);
    seen.add(id);
    if (prefix === null) return new UserError(NOT_FOUND, 'There is nothing with this id.', field);
    if (!MERGEABLE_PREFIXES.includes(prefix)) {
      return new UserError(UNSUPPORTED, 'Only organisations and persons can be merged.', field);
    }
    return prefix === kind ? [] : new UserError(INVALID, 'Only subjects of one kind can be merged.', field);
  });
};

/** Which of the ids do not exist, or were merged into others. */
const stateErrors = async (tx: EntityManager, merge: NewMerge): Promise<UserError[]> => {
  const ids = [merge.survivorId, ...merge.duplicateIds];
  const table = subjectTableOf(merge.survivorId);
  const found = await tx.query<{ id: string }[]>(`SELECT id FROM ${table} WHERE id = ANY($1)`, [ids]);
  const known = new Set(found.map(({ id }) => id));
  const merged = new Map((await tx.findBy(Identity, { id: In(ids) })).map((each) => [each.id, each.survivorId]));
  return namedIn(merge).flatMap(([id, field]) => {
    if (!known.has(id)) return new UserError(NOT_FOUND, 'There is nothing with this id.', field);
    const survivor = merged.get(id);
    return survivor ? new UserError(CONFLICT, `It was merged into ${survivor}. Give that id.`, field) : [];
  });
};

/** A ring of parents that a merge would close. */
const ringErrors = async (tx: EntityManager, merge: NewMerge): Promise<UserError[]> => {
  if (idPrefix(merge.survivorId) !== 'org') return [];
  const ids = [merge.survivorId, ...merge.duplicateIds];
  const sql = `SELECT parent_id AS id FROM organisations WHERE id = ANY(${membersOf('$1')}) AND parent_id IS NOT NULL`;
  const parents = await tx.query<{ id: string }[]>(sql, [ids]);
  const way = await wayAlongParents(
    tx,
    'organisations',
    parents.map(({ id }) => id),
    ids,
  );
  if (way === null) return [];
  const names = way.map((name) => `"${name}"`).join(' is part of ');
  const message = `One is part of the other, through ${names}. Correct the parent first.`;
  return [new UserError(CONFLICT, message, ['duplicateIds'])];
};

/** Numbers that one organisation cannot have both, unless the reason names one of each two. */
const numberErrors = async (
  tx: EntityManager,
  { survivorId, duplicateIds, reason }: NewMerge,
): Promise<UserError[]> => {
  const sql = `SELECT unnest(${membersOf('$1')}) AS id`;
  const members = await tx.query<{ id: string }[]>(sql, [[survivorId, ...duplicateIds]]);
  const identifiers = await tx.findBy(Identifier, { organisationId: In(members.map(({ id }) => id)) });
  const valuesByKey = new Map<string, string[]>();
  for (const each of identifiers) {
    const key = exclusiveKey(each);
    if (key !== null) valuesByKey.set(key, [...(valuesByKey.get(key) ?? []), each.value]);
  }
  return [...valuesByKey].flatMap(([key, values]) => {
    if (values.length < 2 || values.some((value) => reason.includes(value))) return [];
    const message = `They have different numbers in ${key}: ${values.join(', ')}. If they are one all the same, name the wrong number in the reason.`;
    return new UserError(CONFLICT, message, ['reason']);
  });
};

/** Why subjects cannot be merged; empty if they can. The caller holds the registration lock. */
export const checkMerge = async (tx: EntityManager, merge: NewMerge): Promise<UserError[]> => {
  for (const check of [() => idErrors(merge), () => stateErrors(tx, merge)]) {
    const errors = await check();
    if (errors.length > 0) return errors;
  }
  return [...(await ringErrors(tx, merge)), ...(await numberErrors(tx, merge))];
};
