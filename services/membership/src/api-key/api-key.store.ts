import { timingSafeEqual } from 'node:crypto';
import type { Clock, Identity, Scope } from '@wizness/kernel';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { hashSecret, newSecret } from '../account/secret';
import { recordAccessChange } from '../member/access-changed';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { ApiKey } from './api-key.entity';
import { API_KEY_ID_PREFIX, apiKeyText, readApiKey } from './api-key-text';

const LAST_USED_PRECISION_MS = 60_000;
export const MAX_KEYS = 50;
/** How many revoked keys of a member are kept. */
const MAX_REVOKED_KEYS = 50;

export interface NewApiKey {
  readonly memberId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

export class ApiKeyStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a key. Returns it with the text to send; of the secret only the hash is stored. Returns null if the member has
   * {@link MAX_KEYS} already. Lock the member first, so that the limit holds for concurrent requests.
   */
  async add(key: NewApiKey): Promise<{ readonly apiKey: ApiKey; readonly secret: string } | null> {
    const { memberId } = key;
    if ((await this.db.countBy(ApiKey, { memberId, revokedAt: IsNull() })) >= MAX_KEYS) return null;
    await this.deleteOldRevoked(memberId);
    const secret = newSecret();
    const apiKey = Object.assign(new ApiKey(), {
      ...key,
      id: this.clock.newId(API_KEY_ID_PREFIX),
      secretHash: hashSecret(secret),
      createdAt: this.clock.now(),
      lastUsedAt: null,
      revokedAt: null,
    });
    await this.db.insert(ApiKey, apiKey);
    return { apiKey, secret: apiKeyText(apiKey.id, secret) };
  }

  /** Revokes all keys of a member, or one of them. Returns how many were revoked. */
  async revoke(memberId: string, id?: string): Promise<number> {
    const which = { memberId, revokedAt: IsNull(), ...(id !== undefined && { id }) };
    const { affected } = await this.db.update(ApiKey, which, { revokedAt: this.clock.now() });
    if (affected) await recordAccessChange(this.db, this.clock, memberId);
    return affected ?? 0;
  }

  /**
   * The identity that a key acts with: its member, limited to the scopes that both the key and, at this moment, the
   * member have. Returns null for an unknown, malformed, revoked or expired key. Records when the key was last used.
   */
  async identify(text: string): Promise<Identity | null> {
    const read = readApiKey(text);
    const key = read && (await this.db.findOneBy(ApiKey, { id: read.id }));
    if (!read || !key || !timingSafeEqual(Buffer.from(hashSecret(read.secret)), Buffer.from(key.secretHash)))
      return null;
    const now = this.clock.now();
    if (key.revokedAt || (key.expiresAt && key.expiresAt <= now)) return null;
    const member = await this.db.findOneBy(Member, { id: key.memberId });
    if (!member) return null;
    // Not on every request: a key in use would write as often as it reads.
    const lastUsed = key.lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
    if (now.getTime() - lastUsed >= LAST_USED_PRECISION_MS)
      await this.db.update(ApiKey, { id: key.id }, { lastUsedAt: now });
    const identity = identityOf(member);
    return { ...identity, scopes: key.scopes.filter((scope) => identity.scopes.includes(scope)), apiKeyId: key.id };
  }

  private async deleteOldRevoked(memberId: string): Promise<void> {
    const where = { memberId, revokedAt: Not(IsNull()) };
    const order = { revokedAt: 'DESC', id: 'DESC' } as const;
    const old = await this.db.find(ApiKey, { select: { id: true }, where, order, skip: MAX_REVOKED_KEYS });
    if (old.length > 0) await this.db.delete(ApiKey, { id: In(old.map(({ id }) => id)) });
  }
}
