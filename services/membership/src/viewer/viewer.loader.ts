import { type Identity, isAllowed } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import type { ApiKey } from '../api-key/api-key.entity';
import type { ApiKeyCommands } from '../api-key/api-key.commands';
import type { DataExport } from '../privacy/data-export.entity';
import type { DataExportCommands } from '../privacy/data-export.commands';
import type { MemberLoaders } from '../member/member.loader';
import type { Session } from '../session/session.entity';
import type { SessionStore } from '../session/session.store';
import { type Viewer, viewerOf } from './viewer.types';

/** What a member sees of themselves, and an API key only with PROFILE_READ. */
export class ViewerLoader {
  constructor(
    private readonly db: EntityManager,
    private readonly identity: Identity,
    private readonly loaders: MemberLoaders,
    private readonly parts: {
      readonly sessions: SessionStore;
      readonly keys: ApiKeyCommands;
      readonly dataExports: DataExportCommands;
    },
  ) {}

  async viewer(): Promise<Viewer | null> {
    const { memberId } = this.identity;
    const member = memberId ? await this.loaders.memberById.load(memberId) : null;
    return member && viewerOf(member, this.identity);
  }

  async email(viewer: Viewer): Promise<string | null> {
    return (await this.accountOf(viewer))?.email ?? null;
  }

  async emailVerified(viewer: Viewer): Promise<boolean> {
    return (await this.accountOf(viewer)) !== null;
  }

  async sessions({ member, identity }: Viewer): Promise<Session[]> {
    if (!isAllowed(identity, 'READ_PROFILE')) return [];
    const sessions = await this.parts.sessions.ofMember(member.id);
    return sessions.map((session) => Object.assign(session, { current: session.id === identity.sessionId }));
  }

  async apiKeys({ member, identity }: Viewer): Promise<ApiKey[]> {
    return isAllowed(identity, 'READ_PROFILE') ? this.parts.keys.ofMember(member.id) : [];
  }

  async dataExports({ member, identity }: Viewer): Promise<DataExport[]> {
    // Whoever has the address of one has all of the data.
    return isAllowed(identity, 'MANAGE_ACCOUNT') ? this.parts.dataExports.ofMember(member.id) : [];
  }

  private async accountOf({ member, identity }: Viewer): Promise<Account | null> {
    return isAllowed(identity, 'READ_PROFILE') ? this.db.findOneBy(Account, { memberId: member.id }) : null;
  }
}
