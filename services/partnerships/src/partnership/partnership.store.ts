import { badUserInput, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { withRegistrationLock } from '../subject/registration-lock';
import { Partnership } from './partnership.entity';
import type { PartnershipKind } from './partnership.enums';

export interface NewPartnership {
  readonly name: string;
  readonly kind: PartnershipKind;
  /** What it is about, in the words of the source. */
  readonly theme?: string | null;
}

export class PartnershipStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds the partnership by name, or creates it. Fills fields that were null. Throws BAD_USER_INPUT if the name is
   * empty.
   */
  async register({ name, kind, theme = null }: NewPartnership): Promise<MergeResult> {
    const key = nameKey(name);
    if (key === '') throw badUserInput('A partnership must have a name. Write it in `name`.');
    return withRegistrationLock(this.db, async (tx) => {
      const existing = await tx.findOne(Partnership, { where: { nameKey: key }, order: { id: 'ASC' } });
      if (!existing) {
        const id = this.clock.newId('partnership');
        await tx.insert(Partnership, { id, name: name.trim(), nameKey: key, kind, theme });
        return { id, created: true, changed: true, differences: [] };
      }
      const { filled, differences } = fillUnknown(existing, { kind, theme });
      if (isFilled(filled)) await tx.update(Partnership, existing.id, filled);
      return { id: existing.id, created: false, changed: isFilled(filled), differences };
    });
  }
}
