import { appendEvent, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { withRegistrationLock } from '../subject/registration-lock';
import type { NewOrganisation, RegisteredOrganisation } from './new-organisation';
import { logNames, publicNamesOf } from '../subject/subject-named';
import { registerOrganisation } from './register-organisation';

export class OrganisationStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds the organisation by an identifier or by any of its names, or creates it and appends `OrganisationEstablished`.
   * Appends `SubjectNamed` with its public names if anything changed.
   * Adds the names and identifiers it does not have yet, and fills fields that were null. Throws BAD_USER_INPUT if the
   * names or identifiers belong to several organisations, if a name is empty, or if there is none.
   */
  register(organisation: NewOrganisation): Promise<RegisteredOrganisation> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const registered = await registerOrganisation(tx, this.clock, organisation);
      const { created, id: subject } = registered;
      if (created) await appendEvent(tx, { type: 'OrganisationEstablished', subject }, this.clock);
      const [named] = await publicNamesOf(tx, [subject]);
      await logNames(tx, this.clock, registered, named?.names ?? []);
      return registered;
    });
  }
}
