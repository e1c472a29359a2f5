import { authorise, type Clock, type Identity, type Scope, type UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { MailStore } from '../mail/mail.store';
import { checkName, normaliseName } from '../member/display-text';
import { identityOf } from '../member/identity-of';
import { lockMember } from '../member/lock-member';
import { Member } from '../member/member.entity';
import { PasswordStore, recipientOf } from '../password/password.store';
import { lockLiveSession, requireLiveSession } from '../session/require-live-session';
import { ApiKey } from './api-key.entity';
import { prefixOf } from './api-key-text';
import { ApiKeyStore, MAX_KEYS } from './api-key.store';
import type { CreateApiKeyInput, CreateApiKeyPayload, RevokeApiKeyPayload } from './api-key.types';

export class ApiKeyCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
  ) {}

  /**
   * Creates a key of the caller, with scopes that the caller has, and emails that to the member. Throws UNAUTHENTICATED for an anonymous caller, an
   * ended session and an erased member; FORBIDDEN for an API key, which cannot create keys, and for a suspended member.
   */
  async create(input: CreateApiKeyInput): Promise<CreateApiKeyPayload> {
    await requireLiveSession(this.db, this.identity);
    const memberId = authorise(this.identity, 'CREATE_API_KEYS');
    const member = await this.db.findOneBy(Member, { id: memberId });
    const allowed = member ? identityOf(member).scopes : [];
    const userErrors = this.errorsOf(input, allowed);
    if (userErrors.length > 0) return { apiKey: null, secret: null, userErrors };
    const key = {
      memberId,
      name: normaliseName(input.name),
      scopes: allowed.filter((scope) => input.scopes.includes(scope)),
      expiresAt: input.expiresAt ?? null,
    };
    const created = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId, 'for_no_key_update');
      await lockLiveSession(tx, this.identity);
      const added = await new ApiKeyStore(tx, this.clock).add(key);
      if (!added) return null;
      const owner = await new PasswordStore(tx, this.clock).ownerOf(memberId);
      const content = { template: 'API_KEY_CREATED', prefix: prefixOf(added.apiKey.id) } as const;
      await new MailStore(tx, this.clock).send(recipientOf(owner), content);
      return added;
    });
    if (!created) {
      return { apiKey: null, secret: null, userErrors: fieldErrors('name', TOO_MANY_KEYS, UserErrorCode.CONFLICT) };
    }
    return { ...created, userErrors: [] };
  }

  /**
   * Revokes a key of the caller. Revoking it again changes nothing. Throws UNAUTHENTICATED for an anonymous caller and an
   * ended session, FORBIDDEN for an API key.
   */
  async revoke(id: string): Promise<RevokeApiKeyPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    await this.db.transaction((tx) => new ApiKeyStore(tx, this.clock).revoke(memberId, id));
    const apiKey = await this.db.findOneBy(ApiKey, { id, memberId });
    const userErrors = apiKey ? [] : fieldErrors('id', 'You have no API key with this id.', UserErrorCode.NOT_FOUND);
    return { apiKey, userErrors };
  }

  private errorsOf({ name, scopes, expiresAt }: CreateApiKeyInput, allowed: readonly Scope[]): UserError[] {
    const missing = scopes.filter((scope) => !allowed.includes(scope)).join(', ');
    const expired = expiresAt && expiresAt <= this.clock.now();
    return [
      ...fieldErrors('name', checkName(name)),
      ...fieldErrors('scopes', scopes.length > 0 ? null : 'Choose at least one scope.', UserErrorCode.REQUIRED),
      ...fieldErrors('scopes', missing ? `You do not have these scopes: ${missing}.` : null, UserErrorCode.FORBIDDEN),
      ...fieldErrors('expiresAt', expired ? 'Choose a time in the future, or none.' : null),
    ];
  }
}

const TOO_MANY_KEYS = `You already have ${MAX_KEYS} API keys: revoke one first.`;
