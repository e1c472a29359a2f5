import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { RegisteredSubject } from '../subject/identity/identity.types';
import { withRegistrationLock } from '../subject/registration-lock';
import { logNames } from '../subject/subject-named';
import { Partnership } from './partnership.entity';
import { type NewPartnership, registerPartnership } from './register-partnership';

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
      await logNames(tx, this.clock, registered, [name]);
      return registered;
    });
  }
}
