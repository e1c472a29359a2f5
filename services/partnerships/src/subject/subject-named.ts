import { appendEvent, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { RegisteredSubject } from './identity/identity.types';

/** Appends `SubjectNamed` with all names of a subject that was created or changed; nothing if it is as it was. */
export const logNames = async (
  tx: EntityManager,
  clock: Clock,
  { id: subject, changed }: Pick<RegisteredSubject, 'id' | 'changed'>,
  names: readonly string[],
): Promise<void> => {
  if (changed) await appendEvent(tx, { type: 'SubjectNamed', subject, payload: { names: [...names] } }, clock);
};
