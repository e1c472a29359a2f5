import { anonymous, type Logger, Role, Scope, systemClock } from '@wizness/kernel';
import { membership } from '@wizness/membership';
import { readServiceSettings } from '../command/open-services';

export interface ClusterMember {
  readonly id: string;
  /** A credential that does not expire. */
  readonly apiKey: string;
}

/** Creates `count` members with an API key each. */
export const createMembers = async (databaseUrl: string, count: number, log: Logger): Promise<ClusterMember[]> => {
  const settings = readServiceSettings({});
  const running = await membership.open({
    database: { url: databaseUrl, poolSize: 1 },
    settings: settings.membership,
    log,
  });
  const context = running.createContext({ identity: anonymous, clock: systemClock });
  const members: ClusterMember[] = [];
  try {
    for (let number = 1; number <= count; number += 1) {
      const handle = `writer-${number}`;
      const { id } = await context.members.enrol({ handle, name: handle, locale: 'en', roles: [Role.MEMBER] });
      const key = { memberId: id, name: 'Writer', scopes: Object.values(Scope), expiresAt: null };
      const added = await context.inTransaction(({ apiKeyStore }) => apiKeyStore.add(key));
      members.push({ id, apiKey: added?.secret ?? '' });
    }
    return members;
  } finally {
    await running.close();
  }
};
