import { type Clock, DATA_EXPORT_TOKEN, type Identity, JobStatus } from '@wizness/kernel';
import { signToken } from '../token/sign-token';
import type { SigningKey } from '../token/signing-key.entity';
import type { SigningKeyStore } from '../token/signing-key.store';
import type { DataExport } from './data-export.entity';

/** Signs download links. Reads the signing key once, for all exports of an operation. */
export class DataExportLinks {
  private key?: Promise<SigningKey>;

  constructor(
    private readonly signingKeys: SigningKeyStore,
    private readonly clock: Clock,
    private readonly publicUrl: string,
    private readonly identity: Identity,
  ) {}

  statusOf({ expiresAt }: DataExport): JobStatus {
    return expiresAt > this.clock.now() ? JobStatus.SUCCEEDED : JobStatus.EXPIRED;
  }

  /**
   * URL of the download with a token that is valid for ten minutes, and only while the caller's session lasts (`sid`);
   * null for an expired export. The token is a JWT
   * (RFC 7519) made on each read, so that none is stored. It has the same signing keys as an access token, and another
   * type and audience.
   */
  async urlOf(dataExport: DataExport): Promise<string | null> {
    if (this.statusOf(dataExport) === JobStatus.EXPIRED) return null;
    const { id, memberId } = dataExport;
    const key = await (this.key ??= this.signingKeys.current());
    const signer = { key, issuer: this.publicUrl, clock: this.clock };
    const { token } = await signToken(
      DATA_EXPORT_TOKEN,
      { sub: memberId, jti: id, sid: this.identity.sessionId ?? undefined },
      signer,
    );
    return `${this.publicUrl}/data-exports/${id}?token=${token}`;
  }
}
