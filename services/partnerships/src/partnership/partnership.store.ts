import { badUserInput, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import { registering } from '../subject/registration-lock';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { Partnership, type PartnershipKind } from './partnership.entity';

export interface NewPartnership {
  readonly name: string;
  readonly kind: PartnershipKind;
  /** What it is about, in the words of the source. */
  readonly theme?: string | null;
}

export class PartnershipService {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Sees to it that the partnership is there: found by its name, else made. What was not known of it is filled in. */
  async form({ name, kind, theme = null }: NewPartnership): Promise<MergeResult> {
    const key = nameKey(name);
    if (key === '') throw badUserInput('A partnership must have a name. Write it in `name`.');
    return registering(this.db, async (tx) => {
      const there = await tx.findOne(Partnership, { where: { nameKey: key }, order: { id: 'ASC' } });
      if (!there) {
        const id = this.clock.newId('partnership');
        await tx.insert(Partnership, { id, name: name.trim(), nameKey: key, kind, theme });
        return { id, created: true, changed: true, differences: [] };
      }
      const { filled, differences } = fillUnknown(there, { kind, theme });
      if (isFilled(filled)) await tx.update(Partnership, there.id, filled);
      return { id: there.id, created: false, changed: isFilled(filled), differences };
    });
  }
}
