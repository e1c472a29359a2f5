import { appendEvent, appendEvents, type Clock } from '@wizness/kernel';
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

const NAMES = `
  SELECT subject, ARRAY(SELECT value FROM organisation_names WHERE organisation_id = subject ORDER BY id) AS names
  FROM unnest($1::text[]) subject ORDER BY subject`;

const REDACT = `
  UPDATE events SET payload = jsonb_build_object('names', to_jsonb(
    ARRAY(SELECT value FROM organisation_names WHERE organisation_id = events.subject ORDER BY id)))
  WHERE type = 'SubjectNamed' AND subject = ANY($1)`;

/**
 * For organisations that have lost names because a text was deleted: appends `SubjectNamed` with those that are left, and
 * leaves only these in the events before, because a log must not keep what was deleted.
 */
export const logDeletedNames = async (tx: EntityManager, clock: Clock, subjects: readonly string[]): Promise<void> => {
  if (subjects.length === 0) return;
  await tx.query(REDACT, [subjects]);
  const left = await tx.query<{ subject: string; names: string[] }[]>(NAMES, [subjects]);
  const events = left.map(({ subject, names }) => ({ type: 'SubjectNamed' as const, subject, payload: { names } }));
  await appendEvents(tx, events, clock);
};
