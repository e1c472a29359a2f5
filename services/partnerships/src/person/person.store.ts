import type { Clock, FuzzyDate } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { isOutdated } from '../subject/fact-backed';
import type { RegisteredSubject } from '../subject/identity/identity.types';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { withRegistrationLock } from '../subject/registration-lock';
import { logNames } from '../subject/subject-named';
import { Affiliation } from './affiliation.entity';
import type { RoleCode } from './person.enums';
import { type NewPerson, registerPerson } from './register-person';

export interface NewAffiliation {
  readonly personId: string;
  readonly organisationId: string;
  /** In the words of the source. */
  readonly role: string;
  readonly roleCode: RoleCode;
  readonly since?: FuzzyDate | null;
  readonly until?: FuzzyDate | null;
  /** The fact that states it. */
  readonly factId: string;
}

export class PersonStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds the person by name and by the organisations in which they have a role, or creates them: an equal name with other
   * organisations is another person. Throws BAD_USER_INPUT if the name is empty, if several persons may be meant, or if a
   * person named in `identity` does not exist.
   */
  register(person: NewPerson): Promise<RegisteredSubject> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const registered = await registerPerson(tx, this.clock, person);
      await logNames(tx, this.clock, registered, [person.name.trim()]);
      return registered;
    });
  }

  /**
   * Records the role that a person has or had in an organisation. The same role of the same person in the same
   * organisation is one affiliation. It keeps its first fact while that fact is current.
   */
  registerAffiliation(affiliation: NewAffiliation): Promise<MergeResult> {
    const { personId, organisationId, role, roleCode, since = null, until = null, factId } = affiliation;
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const existing = await tx.findOneBy(Affiliation, { personId, organisationId, role });
      if (!existing) {
        const row = { personId, organisationId, role, roleCode, since, until, factId };
        const { identifiers } = await tx.insert(Affiliation, row);
        return { id: String(identifiers[0]?.['id']), created: true, changed: true, differences: [] };
      }
      if (await isOutdated(tx, existing, affiliation)) {
        await tx.update(Affiliation, existing.id, { roleCode, since, until, factId });
        return { id: existing.id, created: false, changed: true, differences: [] };
      }
      const { filled, differences } = fillUnknown(existing, { roleCode, since, until });
      if (isFilled(filled)) await tx.update(Affiliation, existing.id, filled);
      return { id: existing.id, created: false, changed: isFilled(filled), differences };
    });
  }
}
