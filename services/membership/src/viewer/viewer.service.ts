import type { Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import { Scope } from '../account/scope';
import type { ApiKey } from '../api-key/api-key.entity';
import type { ApiKeyService } from '../api-key/api-key.service';
import type { Member } from '../member/member.entity';
import type { MemberLoaders } from '../member/member.loader';
import type { Session } from '../session/session.entity';
import type { SessionService } from '../session/session.service';
import type { Viewer } from './viewer.types';

/** What a member sees of themselves, and an API key only with PROFILE_READ. */
export class ViewerService {
  constructor(
    private readonly db: EntityManager,
    private readonly identity: Identity,
    private readonly loaders: MemberLoaders,
    private readonly parts: { readonly sessions: SessionService; readonly keys: ApiKeyService },
  ) {}

  async viewer(): Promise<Viewer | null> {
    const { memberId, scopes } = this.identity;
    const member = memberId ? await this.loaders.memberById.load(memberId) : null;
    return member && { member, scopes: Object.values(Scope).filter((scope) => scopes.includes(scope)) };
  }

  async email(member: Member): Promise<string | null> {
    return (await this.accountOf(member))?.email ?? null;
  }

  async emailVerified(member: Member): Promise<boolean> {
    return (await this.accountOf(member)) !== null;
  }

  /** `opened` is the session that `signIn` has just opened; else the one that asks is the current one. */
  async sessions(member: Member, opened?: string): Promise<Session[]> {
    if (!this.mayReadProfile()) return [];
    const current = opened ?? this.identity.sessionId;
    const sessions = await this.parts.sessions.ofMember(member.id);
    return sessions.map((session) => Object.assign(session, { current: session.id === current }));
  }

  async apiKeys(member: Member): Promise<ApiKey[]> {
    return this.mayReadProfile() ? this.parts.keys.ofMember(member.id) : [];
  }

  private async accountOf({ id }: Member): Promise<Account | null> {
    return this.mayReadProfile() ? this.db.findOneBy(Account, { memberId: id }) : null;
  }

  private mayReadProfile(): boolean {
    return !this.identity.apiKeyId || this.identity.scopes.includes(Scope.PROFILE_READ);
  }
}
