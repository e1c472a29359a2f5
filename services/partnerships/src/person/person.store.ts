import { badUserInput, type Clock, type FuzzyDate } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import { registering } from '../subject/registration-lock';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { isOutdated } from '../subject/fact-backed';
import { Affiliation, type RoleCode } from './affiliation.entity';
import { Person } from './person.entity';

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
  /** The fact that says so. */
  readonly factId: string;
}

export class PersonService {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Sees to it that the person is there: whoever has that name already, spelt like it, is the same person. */
  async introduce({ name }: NewPerson): Promise<MergeResult> {
    const key = nameKey(name);
    if (key === '') throw badUserInput('A person must have a name. Write it in `name`.');
    return registering(this.db, async (tx) => {
      const there = await tx.findOne(Person, { where: { nameKey: key }, order: { id: 'ASC' } });
      if (there) return { id: there.id, created: false, changed: false, differences: [] };
      const id = this.clock.newId('person');
      await tx.insert(Person, { id, name: name.trim(), nameKey: key });
      return { id, created: true, changed: true, differences: [] };
    });
  }

  /**
   * Notes that a person is or was something in an organisation. The same role of the same person there is one
   * affiliation: it keeps the fact that told of it first, as long as that one counts.
   */
  affiliate(affiliation: NewAffiliation): Promise<MergeResult> {
    const { personId, organisationId, role, roleCode, since = null, until = null, factId } = affiliation;
    return registering(this.db, async (tx) => {
      const there = await tx.findOneBy(Affiliation, { personId, organisationId, role });
      if (!there) {
        const row = { personId, organisationId, role, roleCode, since, until, factId };
        const { identifiers } = await tx.insert(Affiliation, row);
        return { id: String(identifiers[0]?.['id']), created: true, changed: true, differences: [] };
      }
      if (await isOutdated(tx, there, affiliation)) {
        await tx.update(Affiliation, there.id, { roleCode, since, until, factId });
        return { id: there.id, created: false, changed: true, differences: [] };
      }
      const { filled, differences } = fillUnknown(there, { roleCode, since, until });
      if (isFilled(filled)) await tx.update(Affiliation, there.id, filled);
      return { id: there.id, created: false, changed: isFilled(filled), differences };
    });
  }
}
