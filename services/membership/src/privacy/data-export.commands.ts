import { type Clock, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { requireLiveSession } from '../session/require-live-session';
import { DataExportStore, MAX_OPEN_EXPORTS } from './data-export.store';
import type { RequestDataExportPayload } from './data-export.types';

export class DataExportCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
  ) {}

  /**
   * Opens an export of the caller's data. User error: RATE_LIMITED (five are open already). Throws UNAUTHENTICATED for an
   * anonymous caller, an ended session and an erased member; FORBIDDEN for an API key.
   */
  async request(): Promise<RequestDataExportPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    const result = await this.db.transaction((tx) => new DataExportStore(tx, this.clock).add(memberId));
    return 'retryAfter' in result
      ? { export: null, userErrors: [tooManyExports(result.retryAfter)] }
      : { export: result, userErrors: [] };
  }
}

const tooManyExports = (retryAfter: Date): UserError => {
  const when = retryAfter.toISOString();
  const message = `You have ${MAX_OPEN_EXPORTS} open exports: download one of them, or request a new one after ${when}.`;
  return new UserError(UserErrorCode.RATE_LIMITED, message);
};
