import { type Clock, DATA_EXPORT_TOKEN, UserError, UserErrorCode } from '@wizness/kernel';
import { type EntityManager, MoreThan } from 'typeorm';
import { lockMember } from '../member/lock-member';
import type { SessionStore } from '../session/session.store';
import { signToken } from '../token/sign-token';
import type { SigningKey } from '../token/signing-key.entity';
import type { SigningKeyStore } from '../token/signing-key.store';
import { DataExport } from './data-export.entity';
import { JobStatus, type RequestDataExportPayload } from './data-export.types';

const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
const MOST_OPEN = 5;

/** Exports of what is held of a member. A row says that one may be fetched; the gateway gathers it when it is. */
export class DataExportCommands {
  private key?: Promise<SigningKey>;

  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly parts: {
      readonly sessions: SessionStore;
      readonly keys: SigningKeyStore;
      readonly publicUrl: string;
    },
  ) {}

  /**
   * Opens an export for the member who asks, who may have five open ones. Throws UNAUTHENTICATED for a visitor, for a
   * session that was ended and for who has left, FORBIDDEN for an API key.
   */
  async request(): Promise<RequestDataExportPayload> {
    const memberId = await this.parts.sessions.requireLive();
    return this.db.transaction(async (tx) => {
      // Two requests at once are counted one after the other.
      await lockMember(tx, memberId, 'pessimistic_write');
      const requestedAt = this.clock.now();
      const open = await tx.find(DataExport, {
        where: { memberId, expiresAt: MoreThan(requestedAt) },
        order: { expiresAt: 'ASC' },
      });
      if (open[0] && open.length >= MOST_OPEN) return { export: null, userErrors: [tooMany(open[0].expiresAt)] };
      const expiresAt = new Date(requestedAt.getTime() + LIFETIME_MS);
      const row = { id: this.clock.newId('export'), memberId, requestedAt, expiresAt };
      await tx.insert(DataExport, row);
      return { export: Object.assign(new DataExport(), row), userErrors: [] };
    });
  }

  /** The exports of a member, the newest first. */
  ofMember(memberId: string): Promise<DataExport[]> {
    return this.db.find(DataExport, { where: { memberId }, order: { requestedAt: 'DESC', id: 'DESC' } });
  }

  statusOf({ expiresAt }: DataExport): JobStatus {
    return expiresAt > this.clock.now() ? JobStatus.SUCCEEDED : JobStatus.EXPIRED;
  }

  /**
   * Where to fetch an export, with a permission for ten minutes: a JWT (RFC 7519) that is made each time, so that none
   * is stored. Its type and audience keep it apart from an access token, under the same keys. Null once it has expired.
   */
  async urlOf(dataExport: DataExport): Promise<string | null> {
    if (this.statusOf(dataExport) === JobStatus.EXPIRED) return null;
    const { keys, publicUrl } = this.parts;
    const { id, memberId } = dataExport;
    // Read once for all exports of a list.
    const key = await (this.key ??= keys.current());
    const signing = { key, issuer: publicUrl, clock: this.clock };
    const { token } = await signToken(DATA_EXPORT_TOKEN, { sub: memberId, jti: id }, signing);
    return `${publicUrl}/data-exports/${id}?token=${token}`;
  }
}

const tooMany = (until: Date): UserError => {
  const when = until.toISOString();
  const message = `You have ${MOST_OPEN} exports that can still be fetched: take one of those, or ask again after ${when}.`;
  return new UserError(UserErrorCode.RATE_LIMITED, message);
};
