import { badUserInput, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import { recordHomonyms } from '../subject/identity/duplicate-candidate.store';
import type { RegisteredSubject } from '../subject/identity/identity.types';
import { changesOf, fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { findParentCycle, refuseParentCycle } from '../subject/parent-cycle';
import { withRegistrationLock } from '../subject/registration-lock';
import { logNames, logRegistered } from '../subject/subject-named';
import { freeSlug } from '../subject/slug/free-slug';
import type { SubjectLoaders } from '../subject/subject.loader';
import { identifyProgramme } from './identify-programme';
import type { NewProgramme } from './new-programme';
import { ProgrammeName } from './programme-name.entity';
import { Programme } from './programme.entity';
import { ProgrammeStatus } from './programme.enums';
import { type NewOrderedItem, registerItem } from './register-item';

/** Returns whether any name was added. */
const addNames = async (tx: EntityManager, programmeId: string, names: readonly string[]): Promise<boolean> => {
  const existing = new Set((await tx.findBy(ProgrammeName, { programmeId })).map(({ value }) => value));
  const missing = names.filter((name) => !existing.has(name));
  if (missing.length === 0) return false;
  await tx.insert(
    ProgrammeName,
    missing.map((value) => ({ programmeId, value, nameKey: nameKey(value) })),
  );
  return true;
};

const namesOf = async (tx: EntityManager, programmeId: string): Promise<string[]> =>
  (await tx.findBy(ProgrammeName, { programmeId })).map(({ value }) => value).toSorted();

/** Undefined stays as it is. */
interface ProgrammeChanges {
  readonly name?: string | undefined;
  readonly status?: ProgrammeStatus | undefined;
  readonly partnershipId?: string | null | undefined;
  readonly parentId?: string | null | undefined;
}

export class ProgrammeStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly loaders: Pick<SubjectLoaders, 'subjectById'>,
  ) {}

  /**
   * Finds the programme by any of its names and by who runs it, or creates it: an equal name with other operators is
   * another programme. Adds the other names and fills fields that were null. Throws BAD_USER_INPUT if no name is given, if
   * one is empty, if several programmes may be meant, if one named in `identity` does not exist, or if the parent is the
   * programme itself or a part of it.
   */
  async register(programme: NewProgramme): Promise<RegisteredSubject> {
    const names = [...new Set(programme.names.map((name) => name.trim()))];
    const [name] = names;
    if (name === undefined || names.includes('')) {
      throw badUserInput('A programme must have at least one name, and none may be empty. Write them in `names`.');
    }
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const registered = await this.identify(tx, programme, name, names);
      await logRegistered(tx, this.clock, registered, await namesOf(tx, registered.id));
      return registered;
    });
  }

  /** Finds or creates the programme. `names` are trimmed; the first is `name`. */
  private async identify(
    tx: EntityManager,
    programme: NewProgramme,
    name: string,
    names: readonly string[],
  ): Promise<RegisteredSubject> {
    const { parentId = null, partnershipId = null, status = ProgrammeStatus.UNKNOWN } = programme;
    const { id: existingId, rule, homonyms } = await identifyProgramme(tx, { ...programme, names });
    if (existingId === null) {
      const id = this.clock.newId('programme');
      const slug = await freeSlug(tx, 'programmes', name, id);
      await tx.insert(Programme, { id, slug, name, nameKey: nameKey(name), status, parentId, partnershipId });
      await addNames(tx, id, names);
      await recordHomonyms(tx, id, homonyms);
      return { id, created: true, changed: true, differences: [], rule, homonyms };
    }
    const existing = await tx.findOneByOrFail(Programme, { id: existingId });
    const { filled, differences } = fillUnknown(
      { ...existing, status: existing.status === ProgrammeStatus.UNKNOWN ? null : existing.status },
      { parentId, partnershipId, status: status === ProgrammeStatus.UNKNOWN ? null : status },
    );
    if (filled.parentId) await refuseParentCycle(tx, 'programmes', existingId, filled.parentId);
    if (isFilled(filled)) await tx.update(Programme, existingId, filled);
    await recordHomonyms(tx, existingId, homonyms);
    const added = await addNames(tx, existingId, names);
    return { id: existingId, created: false, changed: added || isFilled(filled), differences, rule, homonyms };
  }

  /** Ids of the programmes that have this name, folded, the first one recorded first. */
  async idsNamed(name: string): Promise<string[]> {
    const found = await this.db.findBy(ProgrammeName, { nameKey: nameKey(name) });
    return [...new Set(found.map(({ programmeId }) => programmeId))].toSorted();
  }

  /** Says that `parentId` is the programme itself or a part of it. Null if it is not. */
  cycleWith(id: string, parentId: string): Promise<string | null> {
    return findParentCycle(this.db, 'programmes', id, parentId);
  }

  /** Changes what is given, and appends `SubjectNamed` for another name. Returns whether anything is different. */
  update(id: string, given: ProgrammeChanges): Promise<boolean> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const changes = changesOf(await tx.findOneByOrFail(Programme, { id }), given);
      const { name } = changes;
      if (!isFilled(changes)) return false;
      await tx.update(Programme, id, { ...changes, ...(name !== undefined && { nameKey: nameKey(name) }) });
      if (name !== undefined) {
        await addNames(tx, id, [name]);
        await logNames(tx, this.clock, id, await namesOf(tx, id));
      }
      return true;
    });
  }

  /**
   * Records one axis or criterion. There is one item per programme, list and position. It keeps its first text and fact
   * while that fact is current. Throws BAD_USER_INPUT if `position` is not a whole number from 1, or if `satisfiedByIds`
   * has an id that does not exist.
   */
  async registerItem(item: NewOrderedItem): Promise<Omit<MergeResult, 'id'>> {
    const ids = item.satisfiedByIds ?? [];
    const subjects = await this.loaders.subjectById.loadMany(ids);
    const missing = ids.filter((_, index) => !subjects[index]);
    if (missing.length > 0) {
      throw badUserInput(`There are no subjects ${missing.join(', ')}. Give existing ids in \`satisfiedByIds\`.`);
    }
    return registerItem(this.db, this.clock, item);
  }
}
