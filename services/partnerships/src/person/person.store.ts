import type { Clock, FuzzyDate } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import { isOutdated } from '../subject/fact-backed';
import type { RegisteredSubject } from '../subject/identity/identity.types';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { proposeDuplicates } from '../subject/duplicate/propose-duplicates';
import { withRegistrationLock } from '../subject/registration-lock';
import { logNames, logRegistered } from '../subject/subject-named';
import { Affiliation } from './affiliation.entity';
import { Person } from './person.entity';
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
      await logRegistered(tx, this.clock, registered, [person.name.trim()]);
      if (registered.created) await proposeDuplicates(tx, registered.id, [person.name.trim()]);
      return registered;
    });
  }

  /** Ids of the persons with this name, folded, the first one recorded first. */
  async idsNamed(name: string): Promise<string[]> {
    const found = await this.db.find(Person, { where: { nameKey: nameKey(name) }, order: { id: 'ASC' } });
    return found.map(({ id }) => id);
  }

  /** Gives a person another name, and appends `SubjectNamed`. Returns whether it is another one. */
  async rename(id: string, name: string): Promise<boolean> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const person = await tx.findOneByOrFail(Person, { id });
      if (person.name === name) return false;
      await tx.update(Person, id, { name, nameKey: nameKey(name) });
      await logNames(tx, this.clock, id, [name]);
      await proposeDuplicates(tx, id, [name]);
      return true;
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
