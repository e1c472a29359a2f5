import { timingSafeEqual } from 'node:crypto';
import { authorise, type Clock, type Identity, type UserError, UserErrorCode } from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import { refuse } from '../account/field-errors';
import { hashSecret, newSecret } from '../account/secret';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { nameFlaw, normaliseName } from '../member/display-text';
import { lockMember } from '../member/lock-member';
import type { SessionStore } from '../session/session.store';
import { ApiKey } from './api-key.entity';
import { API_KEY_ID_PREFIX, apiKeyText, readApiKey } from './api-key-text';
import type { CreateApiKeyInput, CreateApiKeyPayload, RevokeApiKeyPayload } from './api-key.types';

const USE_NOTED_EVERY_MS = 60_000;
const MOST_KEYS = 50;

export class ApiKeyCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly sessions: SessionStore,
  ) {}

  /**
   * Makes a key of the member who asks, with scopes that they have. Throws UNAUTHENTICATED for a visitor and for a
   * session that was ended, FORBIDDEN for an API key: a key makes no keys.
   */
  async create({ name, scopes, expiresAt = null }: CreateApiKeyInput): Promise<CreateApiKeyPayload> {
    const memberId = await this.sessions.requireLive();
    const member = await this.db.findOneBy(Member, { id: memberId });
    const now = this.clock.now();
    const allowed = member ? identityOf(member).scopes : [];
    const missing = scopes.filter((scope) => !allowed.includes(scope));
    const count = await this.db.countBy(ApiKey, { memberId, revokedAt: IsNull() });
    const userErrors: UserError[] = [
      ...refuse('name', nameFlaw(name)),
      ...refuse('scopes', scopes.length > 0 ? null : 'Choose one scope at least.', UserErrorCode.REQUIRED),
      ...refuse(
        'scopes',
        missing.length > 0 ? `You have not yourself: ${missing.join(', ')}.` : null,
        UserErrorCode.FORBIDDEN,
      ),
      ...refuse('expiresAt', expiresAt && expiresAt <= now ? 'Choose a time to come, or none.' : null),
      ...refuse(
        'name',
        count < MOST_KEYS ? null : `A member has at most ${MOST_KEYS} keys: revoke one first.`,
        UserErrorCode.CONFLICT,
      ),
    ];
    if (userErrors.length > 0) return { apiKey: null, secret: null, userErrors };
    const secret = newSecret();
    const apiKey = Object.assign(new ApiKey(), {
      id: this.clock.newId(API_KEY_ID_PREFIX),
      memberId,
      name: normaliseName(name),
      secretHash: hashSecret(secret),
      scopes: allowed.filter((scope) => scopes.includes(scope)),
      createdAt: now,
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    });
    await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      await tx.insert(ApiKey, apiKey);
    });
    return { apiKey, secret: apiKeyText(apiKey.id, secret), userErrors: [] };
  }

  /** Ends a key of the member who asks; ending it again changes nothing. */
  async revoke(id: string): Promise<RevokeApiKeyPayload> {
    const memberId = authorise(this.identity, 'MANAGE_ACCOUNT');
    await this.db.update(ApiKey, { id, memberId, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
    const apiKey = await this.db.findOneBy(ApiKey, { id, memberId });
    const userErrors = apiKey ? [] : refuse('id', 'You have no such key.', UserErrorCode.NOT_FOUND);
    return { apiKey, userErrors };
  }

  ofMember(memberId: string): Promise<ApiKey[]> {
    return this.db.find(ApiKey, { where: { memberId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /**
   * Whom `text` lets in: a key that is whole, not revoked and not expired; null else. It acts for its member, within its
   * scopes and within what the member may at this moment.
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
    // Not at each request: a key in use would write as often as it reads.
    const noted = key.lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
    if (now.getTime() - noted >= USE_NOTED_EVERY_MS) await this.db.update(ApiKey, { id: key.id }, { lastUsedAt: now });
    const person = identityOf(member);
    return { ...person, scopes: key.scopes.filter((scope) => person.scopes.includes(scope)), apiKeyId: key.id };
  }
}
