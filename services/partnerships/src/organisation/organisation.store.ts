import { appendEvent, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { proposeDuplicates } from '../subject/duplicate/propose-duplicates';
import { withRegistrationLock } from '../subject/registration-lock';
import { findParentCycle } from '../subject/parent-cycle';
import type { NewIdentifier, NewName, NewOrganisation, RegisteredOrganisation } from './new-organisation';
import { logNames, logRegistered, publicNamesOf } from '../subject/subject-named';
import { registerOrganisation } from './register-organisation';
import { type Similar, similarOrganisations } from './similar-organisations';
import { type OrganisationChanges, updateOrganisation, type UpdatedOrganisation } from './update-organisation';

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
      await logRegistered(tx, this.clock, registered, named?.names ?? []);
      if (registered.changed)
        await proposeDuplicates(
          tx,
          subject,
          organisation.names.map(({ value }) => value),
        );
      return registered;
    });
  }

  /** The existing organisations that a new one may be, by name and by identifier. Identifiers are normalised. */
  async similarTo(names: readonly NewName[], identifiers: readonly NewIdentifier[]): Promise<Similar> {
    return similarOrganisations(this.db, names, identifiers);
  }

  /** Says that `parentId` is the organisation itself or a part of it. Null if it is not. */
  cycleWith(id: string, parentId: string): Promise<string | null> {
    return findParentCycle(this.db, 'organisations', id, parentId);
  }

  /** Changes what is given, and appends `SubjectNamed` if public names are added. */
  update(id: string, changes: OrganisationChanges): Promise<UpdatedOrganisation> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const updated = await updateOrganisation(tx, id, changes);
      if (updated.nameIds.length > 0) {
        const [named] = await publicNamesOf(tx, [id]);
        await logNames(tx, this.clock, id, named?.names ?? []);
        await proposeDuplicates(
          tx,
          id,
          changes.addNames.map(({ value }) => value),
        );
      }
      return updated;
    });
  }
}
