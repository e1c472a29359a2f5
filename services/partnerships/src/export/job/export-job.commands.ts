import {
  authorise,
  type Clock,
  enqueueJob,
  type Identity,
  lockMember,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import type { AsOf } from '../../time/moment.types';
import { readStamps } from '../../time/read-stamps';
import type { ExportLoaders } from '../export.loader';
import { exportCursors, exportKey } from '../export-request';
import { ExportJob } from './export-job.entity';
import { exportJob } from './export-job.job';
import type { ExportFactsInput, ExportFactsPayload } from './export-job.types';

/** Exports of one member that are not done. */
const MAX_OPEN = 5;

const tooMany = (): UserError => {
  const message = `${MAX_OPEN} of your exports are not done yet. Wait for one of them, or take /exports/facts.ndjson directly.`;
  return new UserError(UserErrorCode.RATE_LIMITED, message);
};

export class ExportJobCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loadersAt: (at: AsOf) => Promise<Pick<ExportLoaders, 'exportedTable'>>,
  ) {}

  /**
   * Starts an export as of a moment, which is now if none is given. User error: RATE_LIMITED. Throws BAD_USER_INPUT for a filter
   * that can never match and a moment in the future, UNAUTHENTICATED for an anonymous caller, FORBIDDEN for an API key without
   * EXPORTS_READ.
   */
  async start({ filter: given, at, format }: ExportFactsInput): Promise<ExportFactsPayload> {
    const { identity, clock } = this;
    const memberId = authorise(identity, 'EXPORT');
    // As it is read from the address of the file.
    const filter = given ? (JSON.parse(JSON.stringify(given)) as NonNullable<typeof given>) : null;
    const validAt = at?.validAt ?? null;
    const knownAt = at?.knownAt ?? (await readStamps(this.db)).latest;
    const loaders = await this.loadersAt({ knownAt, validAt });
    await loaders.exportedTable('facts', filter, null);
    const job = Object.assign(new ExportJob(), {
      ...{ id: clock.newId('exportjob'), memberId, identity, format, filter, knownAt, validAt },
      cursor: exportCursors('facts', exportKey({ filter, validAt }, identity)).encode(knownAt),
      ...{ total: null, done: 0, failed: false, rows: null, bytes: null, sha256: null },
      ...{ createdAt: clock.now(), expiresAt: null },
    });
    const isStarted = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`exports ${memberId}`]);
      const open = await tx.countBy(ExportJob, { memberId, expiresAt: IsNull(), failed: false });
      if (open >= MAX_OPEN) return false;
      await tx.insert(ExportJob, job);
      await enqueueJob(tx, exportJob, { payload: { exportId: job.id } });
      return true;
    });
    return isStarted ? { export: job, userErrors: [] } : { export: null, userErrors: [tooMany()] };
  }
}
