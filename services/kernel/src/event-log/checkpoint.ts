import type { EntityManager } from 'typeorm';

/** Position of the last event whose effects are written, or null if the consumer has not begun. */
export const readCheckpoint = async (db: EntityManager, consumer: string): Promise<number | null> => {
  const [checkpoint] = await db.query<{ position: string }[]>('SELECT position FROM checkpoints WHERE consumer = $1', [
    consumer,
  ]);
  return checkpoint ? Number(checkpoint.position) : null;
};

/** Writes the first checkpoint, unless another process already has. */
export const beginCheckpoint = async (db: EntityManager, consumer: string, position: number): Promise<void> => {
  await db.query('INSERT INTO checkpoints (consumer, position) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    consumer,
    position,
  ]);
};

/** Another process has handled the events of a consumer meanwhile. */
export class CheckpointMoved extends Error {}

/**
 * Moves the checkpoint, and locks it until the transaction ends. Throws {@link CheckpointMoved} if it is no longer at
 * `from`.
 */
export const moveCheckpoint = async (tx: EntityManager, consumer: string, from: number, to: number): Promise<void> => {
  const [, moved] = await tx.query<[unknown, number]>(
    'UPDATE checkpoints SET position = $3 WHERE consumer = $1 AND position = $2',
    [consumer, from, to],
  );
  if (moved === 1) return;
  throw new CheckpointMoved(`The checkpoint of ${consumer} is no longer at ${from}: another process moved it.`);
};
