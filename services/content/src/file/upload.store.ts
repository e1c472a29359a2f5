import type { Clock } from '@wizness/kernel';
import { createHash, randomBytes } from 'node:crypto';
import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { uploadKeyOf } from './attachment.entity';
import type { ObjectStore } from './object-store';
import { Upload } from './upload.entity';

const PERMISSION_MS = 15 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const MAX_PER_HOUR = 60;
const MAX_BYTES_PER_DAY = 500 * 1024 * 1024;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export type Received = 'RECEIVED' | 'UNKNOWN' | 'WRONG_SIZE';

export class UploadStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Permits a member to send one file. Null if they have sent too many in an hour, or too much in a day. Call it in a transaction
   * that has locked the member.
   */
  async permit(file: Pick<Upload, 'memberId' | 'fileName' | 'bytes'>) {
    const { memberId } = file;
    const now = this.clock.now();
    // One after the other, so that parallel requests do not exceed the quota.
    await this.db.query(`SELECT pg_advisory_xact_lock(hashtextextended('wizness uploads ' || $1, 0))`, [memberId]);
    const since = (milliseconds: number) => ({ memberId, createdAt: MoreThan(new Date(now.getTime() - milliseconds)) });
    const inHour = await this.db.countBy(Upload, since(HOUR_MS));
    const inDay = (await this.db.sum(Upload, 'bytes', since(24 * HOUR_MS))) ?? 0;
    if (inHour >= MAX_PER_HOUR || inDay + file.bytes > MAX_BYTES_PER_DAY) return null;
    const id = this.clock.newId('upload');
    const token = randomBytes(32).toString('base64url');
    await this.db.insert(Upload, {
      ...file,
      id,
      tokenHash: hashOf(token),
      createdAt: now,
      receivedAt: null,
      endedAt: null,
    });
    return { id, token, expiresAt: new Date(now.getTime() + PERMISSION_MS) };
  }

  /** Ends an upload whose bytes are used now. False if they did not arrive, or it was ended before. */
  async end(id: string): Promise<boolean> {
    const ending = { id, endedAt: IsNull(), receivedAt: Not(IsNull()) };
    const { affected } = await this.db.update(Upload, ending, { endedAt: this.clock.now() });
    return affected === 1;
  }

  /** Takes the bytes of a permitted upload, once. */
  async receive(
    objects: ObjectStore,
    { id, token, bytes }: { id: string; token: string; bytes: Buffer },
  ): Promise<Received> {
    return this.db.transaction(async (tx) => {
      const upload = await tx.findOne(Upload, { where: { id }, lock: { mode: 'pessimistic_write' } });
      const expiresAt = (upload?.createdAt.getTime() ?? 0) + PERMISSION_MS;
      if (upload?.tokenHash !== hashOf(token) || upload.receivedAt !== null) return 'UNKNOWN';
      if (expiresAt <= this.clock.now().getTime()) return 'UNKNOWN';
      if (bytes.length !== upload.bytes) return 'WRONG_SIZE';
      await objects.put(uploadKeyOf(id), bytes);
      await tx.update(Upload, { id }, { receivedAt: this.clock.now() });
      return 'RECEIVED';
    });
  }
}
