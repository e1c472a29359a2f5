import { badUserInput } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { registering } from '../subject/registration-lock';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { isOutdated } from '../subject/fact-backed';
import { OrderedItem, type OrderedItemKind } from './ordered-item.entity';

export interface NewOrderedItem {
  readonly programmeId: string;
  readonly kind: OrderedItemKind;
  /** From 1. */
  readonly position: number;
  /** In the words of the source. */
  readonly text: string;
  /** Ids of subjects of any kind. */
  readonly satisfiedByIds?: readonly string[];
  /** The fact that says so. */
  readonly factId: string;
}

/** See {@link ProgrammeService.order}. Throws BAD_USER_INPUT where `position` is not a place in a list. */
export const orderItem = async (db: EntityManager, item: NewOrderedItem): Promise<Omit<MergeResult, 'id'>> => {
  const { programmeId, kind, position, text, satisfiedByIds = [], factId } = item;
  if (!Number.isInteger(position) || position < 1) {
    throw badUserInput(`\`position\` must be a whole number from 1, not ${position}.`);
  }
  return registering(db, async (tx) => {
    const place = { programmeId, kind, position };
    const there = await tx.findOneBy(OrderedItem, place);
    if (!there) {
      await tx.insert(OrderedItem, { ...place, text, satisfiedByIds: [...satisfiedByIds], factId });
      return { created: true, changed: true, differences: [] };
    }
    if (await isOutdated(tx, there, item)) {
      await tx.update(OrderedItem, place, { text, satisfiedByIds: [...satisfiedByIds], factId });
      return { created: false, changed: true, differences: [] };
    }
    const listed = (ids: readonly string[]) => (ids.length > 0 ? ids : null);
    const { filled, differences } = fillUnknown(
      { text: there.text, satisfiedByIds: listed(there.satisfiedByIds) },
      { text, satisfiedByIds: listed(satisfiedByIds) },
    );
    if (isFilled(filled)) await tx.update(OrderedItem, place, { satisfiedByIds: [...satisfiedByIds] });
    return { created: false, changed: isFilled(filled), differences };
  });
};
