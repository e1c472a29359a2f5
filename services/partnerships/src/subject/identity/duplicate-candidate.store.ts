import { type EntityManager, In } from 'typeorm';
import { DuplicateCandidate } from './duplicate-candidate.entity';
import type { DuplicateReason, Homonym } from './identity.types';

/** An equal name, less what speaks against it. */
const scoreOf = (reasons: readonly DuplicateReason[]): string => {
  const against = reasons.filter(({ code }) => code.startsWith('OTHER_'));
  const isNumber = against.some(({ code }) => code === 'OTHER_IDENTIFIER');
  return Math.max(0, 0.95 - 0.2 * against.length - (isNumber ? 0.3 : 0)).toFixed(2);
};

/**
 * Records that a subject shares its name with others and is kept apart from them. The reasons recorded first stay; a
 * decision of a person is added. `tx` holds the registration lock.
 */
export const recordHomonyms = async (
  tx: EntityManager,
  subjectId: string,
  homonyms: readonly Homonym[],
): Promise<void> => {
  if (homonyms.length === 0) return;
  const pairs = homonyms.map(({ id, reasons, isDecided }) => {
    const [aId = '', bId = ''] = [id, subjectId].toSorted();
    return { aId, bId, reasons, score: scoreOf(reasons), isDistinct: isDecided };
  });
  await tx.createQueryBuilder().insert().into(DuplicateCandidate).values(pairs).orIgnore().execute();
  for (const { aId, bId } of pairs.filter(({ isDistinct }) => isDistinct)) {
    await tx.update(DuplicateCandidate, { aId, bId, isDistinct: false }, { isDistinct: true });
  }
};

/** Pairs with one of these subjects. */
export const duplicateCandidatesOf = (tx: EntityManager, ids: readonly string[]): Promise<DuplicateCandidate[]> =>
  tx.find(DuplicateCandidate, {
    where: [{ aId: In([...ids]) }, { bId: In([...ids]) }],
    order: { aId: 'ASC', bId: 'ASC' },
  });
