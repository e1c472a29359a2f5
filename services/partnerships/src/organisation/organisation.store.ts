import { appendEvent, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { withRegistrationLock } from '../subject/registration-lock';
import type { NewOrganisation, RegisteredOrganisation } from './new-organisation';
import { logNames } from '../subject/subject-named';
import { OrganisationName } from './organisation-name.entity';
import { registerOrganisation } from './register-organisation';

export class OrganisationStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds the organisation by an identifier or by any of its names, or creates it and appends `OrganisationEstablished`.
   * Appends `SubjectNamed` if anything changed.
   * Adds the names and identifiers it does not have yet, and fills fields that were null. Throws BAD_USER_INPUT if the
   * names or identifiers belong to several organisations, if a name is empty, or if there is none.
   */
  register(organisation: NewOrganisation): Promise<RegisteredOrganisation> {
    return withRegistrationLock(this.db, async (tx) => {
      const registered = await registerOrganisation(tx, this.clock, organisation);
      const { created, id: subject } = registered;
      if (created) await appendEvent(tx, { type: 'OrganisationEstablished', subject }, this.clock);
      const names = await tx.find(OrganisationName, { where: { organisationId: subject }, order: { id: 'ASC' } });
      await logNames(
        tx,
        this.clock,
        registered,
        names.map(({ value }) => value),
      );
      return registered;
    });
  }
}
