import { defineJob, handleJob, type JobHandler } from '@wizness/kernel';
import { In, LessThan } from 'typeorm';
import { z } from 'zod';
import { Attachment, objectKeyOf, objectKeysOf, uploadKeyOf } from './attachment.entity';
import { Avatar } from './avatar.entity';
import type { ObjectStore } from './object-store';
import { Upload } from './upload.entity';

const HOUR_MS = 60 * 60 * 1000;
/** What was sent and not attached is kept for this long. Longer than the day of the quota. */
const UPLOAD_MS = 48 * HOUR_MS;

const deleteOrphans = defineJob({ kind: 'delete-orphaned-files', payload: z.object({}), everyMs: HOUR_MS });

/** Deletes uploads that were not attached, and objects to which no row refers any more: of erased members, deleted posts, crashes. */
export const deleteOrphansHandler = (objects: ObjectStore): JobHandler =>
  handleJob(deleteOrphans, async ({ write, clock }) => {
    const before = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds);
    await write((tx) => tx.delete(Upload, { createdAt: LessThan(before(UPLOAD_MS)) }));
    // An object is written before its row.
    const stored = (await objects.list()).filter(({ writtenAt }) => writtenAt.getTime() < Date.now() - HOUR_MS);
    const ids = stored.map(({ key }) => key.slice(key.indexOf('/') + 1));
    const known = await write(async (tx) => [
      ...(await tx.findBy(Attachment, { id: In(ids) })).flatMap(({ id }) => objectKeysOf(id)),
      ...(await tx.findBy(Avatar, { id: In(ids) })).map(({ id }) => objectKeyOf(id)),
      ...(await tx.findBy(Upload, { id: In(ids) })).map(({ id }) => uploadKeyOf(id)),
    ]);
    for (const { key } of stored) if (!known.includes(key)) await objects.delete(key);
  });
