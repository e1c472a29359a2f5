import { badUserInput, type Clock, type FuzzyDate } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import { isOutdated } from '../subject/fact-backed';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { withRegistrationLock } from '../subject/registration-lock';
import { Affiliation } from './affiliation.entity';
import { Person } from './person.entity';
import type { RoleCode } from './person.enums';

export interface NewPerson {
  readonly name: string;
}

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

  /** Finds the person by name key, or creates them. Throws BAD_USER_INPUT if the name is empty. */
  async register({ name }: NewPerson): Promise<MergeResult> {
    const key = nameKey(name);
    if (key === '') throw badUserInput('A person must have a name. Write it in `name`.');
    return withRegistrationLock(this.db, async (tx) => {
      const existing = await tx.findOne(Person, { where: { nameKey: key }, order: { id: 'ASC' } });
      if (existing) return { id: existing.id, created: false, changed: false, differences: [] };
      const id = this.clock.newId('person');
      await tx.insert(Person, { id, name: name.trim(), nameKey: key });
      return { id, created: true, changed: true, differences: [] };
    });
  }

  /**
   * Records the role that a person has or had in an organisation. The same role of the same person in the same
   * organisation is one affiliation. It keeps its first fact while that fact is current.
   */
  registerAffiliation(affiliation: NewAffiliation): Promise<MergeResult> {
    const { personId, organisationId, role, roleCode, since = null, until = null, factId } = affiliation;
    return withRegistrationLock(this.db, async (tx) => {
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
