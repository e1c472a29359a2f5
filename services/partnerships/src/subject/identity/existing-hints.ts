import { badUserInput } from '@wizness/kernel';
import { type EntityManager, type EntityTarget, In } from 'typeorm';
import { homesOf } from '../merge/homes';
import type { FactSubject } from '../subject.types';
import type { IdentityHints } from './identity.types';

/** The hints as they mean now, if every subject that they name exists. Throws BAD_USER_INPUT with the ids that do not exist. */
export const existingHints = async <Subject extends FactSubject>(
  tx: EntityManager,
  entity: EntityTarget<Subject>,
  noun: string,
  hints: IdentityHints = {},
): Promise<IdentityHints> => {
  const { sameAsId, distinctFromIds = [] } = hints;
  const ids = [...(sameAsId == null ? [] : [sameAsId]), ...distinctFromIds];
  if (ids.length === 0) return hints;
  const found = new Set((await tx.findBy(entity, { id: In(ids) } as never)).map(({ id }) => id));
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0)
    return { ...hints, distinctFromIds: distinctFromIds.map(await homesOf(tx, distinctFromIds)) };
  throw badUserInput(`There is no ${noun} ${missing.join(', ')}. Give the id of an existing one.`);
};
