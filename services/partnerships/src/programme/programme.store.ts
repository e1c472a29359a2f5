import { badUserInput, type Clock } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import { withRegistrationLock } from '../subject/registration-lock';
import type { SubjectLoaders } from '../subject/subject.loader';
import { ProgrammeName } from './programme-name.entity';
import { Programme } from './programme.entity';
import { ProgrammeStatus } from './programme.enums';
import { type NewOrderedItem, registerItem } from './register-item';

export interface NewProgramme {
  /** At least one. The first is the name to show. */
  readonly names: readonly string[];
  readonly parentId?: string | null;
  readonly partnershipId?: string | null;
  /** Defaults to UNKNOWN. */
  readonly status?: ProgrammeStatus;
}

const findByNames = async (tx: EntityManager, names: readonly string[]): Promise<Programme | null> => {
  const found = await tx.findBy(ProgrammeName, { nameKey: In(names.map(nameKey)) });
  const ids = [...new Set(found.map(({ programmeId }) => programmeId))].toSorted();
  if (ids.length > 1) {
    throw badUserInput(
      `The names ${names.join(', ')} belong to several programmes: ${ids.join(', ')}. Leave out those of the others.`,
    );
  }
  return ids[0] === undefined ? null : tx.findOneByOrFail(Programme, { id: ids[0] });
};

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

export class ProgrammeStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly loaders: Pick<SubjectLoaders, 'subjectById'>,
  ) {}

  /**
   * Finds the programme by any of its names, or creates it. Adds the other names and fills fields that were null. Throws
   * BAD_USER_INPUT if no name is given, if one is empty, or if they belong to several programmes.
   */
  async register(programme: NewProgramme): Promise<MergeResult> {
    const { parentId = null, partnershipId = null, status = ProgrammeStatus.UNKNOWN } = programme;
    const names = [...new Set(programme.names.map((name) => name.trim()))];
    const [name] = names;
    if (name === undefined || names.includes('')) {
      throw badUserInput('A programme must have at least one name, and none may be empty. Write them in `names`.');
    }
    return withRegistrationLock(this.db, async (tx) => {
      const existing = await findByNames(tx, names);
      if (!existing) {
        const id = this.clock.newId('programme');
        await tx.insert(Programme, { id, name, status, parentId, partnershipId });
        await addNames(tx, id, names);
        return { id, created: true, changed: true, differences: [] };
      }
      if (parentId === existing.id) {
        throw badUserInput(`A programme cannot be its own parent: ${parentId}. Leave \`parentId\` out.`);
      }
      const { filled, differences } = fillUnknown(
        { ...existing, status: existing.status === ProgrammeStatus.UNKNOWN ? null : existing.status },
        { parentId, partnershipId, status: status === ProgrammeStatus.UNKNOWN ? null : status },
      );
      if (isFilled(filled)) await tx.update(Programme, existing.id, filled);
      const added = await addNames(tx, existing.id, names);
      return { id: existing.id, created: false, changed: added || isFilled(filled), differences };
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
    return registerItem(this.db, item);
  }
}
