import { badUserInput, type Clock } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import { registering } from '../subject/registration-lock';
import { fillUnknown, isFilled, type MergeResult } from '../subject/merge-result';
import type { SubjectLoaders } from '../subject/subject.loader';
import { Programme, ProgrammeStatus } from './programme.entity';
import { ProgrammeName } from './programme-name.entity';
import { type NewOrderedItem, orderItem } from './register-item';

export interface NewProgramme {
  /** At least one; the first is shown. */
  readonly names: readonly string[];
  readonly parentId?: string | null;
  readonly partnershipId?: string | null;
  readonly status?: ProgrammeStatus;
}

const findByNames = async (tx: EntityManager, names: readonly string[]): Promise<Programme | null> => {
  const bearing = await tx.findBy(ProgrammeName, { nameKey: In(names.map(nameKey)) });
  const ids = [...new Set(bearing.map(({ programmeId }) => programmeId))].toSorted();
  if (ids.length > 1) {
    throw badUserInput(
      `The names ${names.join(', ')} belong to several programmes: ${ids.join(', ')}. Leave out those of the others.`,
    );
  }
  return ids[0] === undefined ? null : tx.findOneByOrFail(Programme, { id: ids[0] });
};

/** Answers whether there was a name to add. */
const addNames = async (tx: EntityManager, programmeId: string, names: readonly string[]): Promise<boolean> => {
  const there = new Set((await tx.findBy(ProgrammeName, { programmeId })).map(({ value }) => value));
  const missing = names.filter((name) => !there.has(name));
  if (missing.length === 0) return false;
  await tx.insert(
    ProgrammeName,
    missing.map((value) => ({ programmeId, value, nameKey: nameKey(value) })),
  );
  return true;
};

export class ProgrammeService {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly loaders: Pick<SubjectLoaders, 'subjectById'>,
  ) {}

  /**
   * Sees to it that the programme is there under all the names: found by any of them, else made. What was not known of
   * it is filled in. Throws BAD_USER_INPUT where no name is given, or where they belong to several programmes.
   */
  async launch(programme: NewProgramme): Promise<MergeResult> {
    const { parentId = null, partnershipId = null, status = ProgrammeStatus.UNKNOWN } = programme;
    const names = [...new Set(programme.names.map((name) => name.trim()))];
    const [name] = names;
    if (name === undefined || names.includes('')) {
      throw badUserInput('A programme must have a name, and no empty one. Write it in `names`.');
    }
    return registering(this.db, async (tx) => {
      const there = await findByNames(tx, names);
      if (!there) {
        const id = this.clock.newId('programme');
        await tx.insert(Programme, { id, name, status, parentId, partnershipId });
        await addNames(tx, id, names);
        return { id, created: true, changed: true, differences: [] };
      }
      if (parentId === there.id) {
        throw badUserInput(`A programme can not be its own parent: ${parentId}. Leave \`parentId\` out.`);
      }
      const { filled, differences } = fillUnknown(
        { ...there, status: there.status === ProgrammeStatus.UNKNOWN ? null : there.status },
        { parentId, partnershipId, status: status === ProgrammeStatus.UNKNOWN ? null : status },
      );
      if (isFilled(filled)) await tx.update(Programme, there.id, filled);
      const added = await addNames(tx, there.id, names);
      return { id: there.id, created: false, changed: added || isFilled(filled), differences };
    });
  }

  /**
   * Notes one axis or criterion. One place in one list of a programme is one item: it keeps the text, and the fact, that
   * told of it first, as long as that fact counts. Throws BAD_USER_INPUT where it is satisfied by something that is not there.
   */
  async order(item: NewOrderedItem): Promise<Omit<MergeResult, 'id'>> {
    const ids = item.satisfiedByIds ?? [];
    const subjects = await this.loaders.subjectById.loadMany(ids);
    const missing = ids.filter((_, index) => !subjects[index]);
    if (missing.length > 0) {
      throw badUserInput(`Nothing is known of ${missing.join(', ')}. Give ids of subjects in \`satisfiedByIds\`.`);
    }
    return orderItem(this.db, item);
  }
}
