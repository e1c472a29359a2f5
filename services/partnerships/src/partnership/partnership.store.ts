import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import type { RegisteredSubject } from '../subject/identity/identity.types';
import { changesOf, isFilled } from '../subject/merge-result';
import { withRegistrationLock } from '../subject/registration-lock';
import { logNames, logRegistered } from '../subject/subject-named';
import { Partnership } from './partnership.entity';
import type { PartnershipKind } from './partnership.enums';
import { type NewPartnership, registerPartnership } from './register-partnership';
import { themeKeyOf } from './theme-key';

/** Undefined stays as it is. */
interface PartnershipChanges {
  readonly name?: string | undefined;
  readonly kind?: PartnershipKind | undefined;
  readonly theme?: string | null | undefined;
}

export class PartnershipStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds the partnership by name and participants, or creates it: an equal name with other participants is another
   * partnership. Fills fields that were null. Throws BAD_USER_INPUT if the name is empty, if several partnerships may be
   * meant, or if one named in `identity` does not exist.
   */
  register(partnership: NewPartnership): Promise<RegisteredSubject> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const registered = await registerPartnership(tx, this.clock, partnership);
      const { name } = await tx.findOneByOrFail(Partnership, { id: registered.id });
      await logRegistered(tx, this.clock, registered, [name]);
      return registered;
    });
  }

  /** Ids of the partnerships with this name, folded, the first one recorded first. */
  async idsNamed(name: string): Promise<string[]> {
    const found = await this.db.find(Partnership, { where: { nameKey: nameKey(name) }, order: { id: 'ASC' } });
    return found.map(({ id }) => id);
  }

  /** Changes what is given, and appends `SubjectNamed` for another name. Returns whether anything is different. */
  update(id: string, given: PartnershipChanges): Promise<boolean> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const changes = changesOf(await tx.findOneByOrFail(Partnership, { id }), given);
      const { name, theme } = changes;
      if (!isFilled(changes)) return false;
      const keys = {
        ...(name !== undefined && { nameKey: nameKey(name) }),
        ...(theme !== undefined && { themeKey: themeKeyOf(theme) }),
      };
      await tx.update(Partnership, id, { ...changes, ...keys });
      if (name !== undefined) await logNames(tx, this.clock, id, [name]);
      return true;
    });
  }
}
