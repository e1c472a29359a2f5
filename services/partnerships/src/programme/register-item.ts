import { badUserInput, Wording, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { isOutdated } from '../subject/fact-backed';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { withRegistrationLock } from '../subject/registration-lock';
import { OrderedItem } from './ordered-item.entity';
import type { OrderedItemKind } from './programme.enums';

export interface NewOrderedItem {
  readonly programmeId: string;
  readonly kind: OrderedItemKind;
  /** Position in the list, from 1. */
  readonly position: number;
  readonly text: string;
  /** Whose words `text` is. Defaults to SOURCE. */
  readonly wording?: Wording;
  /** Ids of subjects of any kind. */
  readonly satisfiedByIds?: readonly string[];
  /** The fact that states it. */
  readonly factId: string;
}

const nullIfEmpty = (ids: readonly string[]): readonly string[] | null => (ids.length > 0 ? ids : null);

/** See {@link ProgrammeStore.registerItem}. Throws BAD_USER_INPUT if `position` is not a whole number from 1. */
export const registerItem = async (
  db: EntityManager,
  clock: Clock,
  item: NewOrderedItem,
): Promise<Omit<MergeResult, 'id'>> => {
  const { programmeId, kind, position, text, wording = Wording.SOURCE, satisfiedByIds = [], factId } = item;
  if (!Number.isInteger(position) || position < 1) {
    throw badUserInput(`\`position\` must be a whole number from 1, not ${position}.`);
  }
  return withRegistrationLock(db, clock, async (tx) => {
    const key = { programmeId, kind, position };
    const existing = await tx.findOneBy(OrderedItem, key);
    if (!existing) {
      await tx.insert(OrderedItem, { ...key, text, wording, satisfiedByIds: [...satisfiedByIds], factId });
      return { created: true, changed: true, differences: [] };
    }
    if (await isOutdated(tx, existing, item)) {
      await tx.update(OrderedItem, key, { text, wording, satisfiedByIds: [...satisfiedByIds], factId });
      return { created: false, changed: true, differences: [] };
    }
    const { filled, differences } = fillUnknown(
      { text: existing.text, satisfiedByIds: nullIfEmpty(existing.satisfiedByIds) },
      { text, satisfiedByIds: nullIfEmpty(satisfiedByIds) },
    );
    if (isFilled(filled)) await tx.update(OrderedItem, key, { satisfiedByIds: [...satisfiedByIds] });
    return { created: false, changed: isFilled(filled), differences };
  });
};
