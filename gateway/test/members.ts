import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, type Identity, type RunningSubgraph, type Subgraph, systemClock } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { ACCESS_TOKEN_AUDIENCE, defineMembership, type MembershipContext, Role, Scope } from '@wizness/membership';
import { importJWK, SignJWT } from 'jose';
import { quiet } from './running';

export const PUBLIC_URL = 'https://wizness.test';

/** Membership on a mailbox of its own, with one member, and whatever lets somebody in. */
export interface Members {
  readonly membership: Subgraph<MembershipContext>;
  readonly memberId: string;
  /** An access token, signed as membership signs it, but for what is `changed`. */
  token(changed?: Record<string, unknown>): Promise<string>;
  apiKey(): Promise<{ readonly id: string; readonly secret: string }>;
  revoke(id: string): Promise<void>;
  close(): Promise<void>;
}

export const openMembers = async ({ url }: TestDatabase): Promise<Members> => {
  const mailFolder = await mkdtemp(join(tmpdir(), 'wizness-mail-'));
  const membership = defineMembership(() => ({
    publicUrl: PUBLIC_URL,
    mailFrom: 'Wizness <post@wizness.test>',
    smtpUrl: null,
    mailFolder,
    logLevel: 'silent',
  }));
  const running: RunningSubgraph<MembershipContext> = await membership.open({ url, log: quiet, poolSize: 1 });
  const as = (identity: Identity) => running.createContext({ identity, clock: systemClock });
  const { id: memberId } = await as(anonymous).members.enrol({ handle: 'lea', name: 'Léa', locale: 'fr' });
  const person: Identity = { memberId, roles: [Role.MEMBER], scopes: Object.values(Scope) };
  return {
    membership,
    memberId,
    token: async (changed) => {
      const { id: kid, privateKey } = await as(anonymous).keys.current();
      const now = Math.floor(Date.now() / 1000);
      const good = { sub: memberId, sid: 'session_1', roles: ['MEMBER'], scope: 'POSTS_READ', iss: PUBLIC_URL };
      const times = { iat: now, nbf: now, exp: now + 600 };
      return new SignJWT({ ...good, aud: ACCESS_TOKEN_AUDIENCE, ...times, ...changed })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
        .sign(await importJWK(privateKey, 'EdDSA'));
    },
    apiKey: async () => {
      const { apiKey, secret } = await as(person).apiKeys.create({ name: 'Report', scopes: [Scope.POSTS_READ] });
      if (!apiKey || !secret) throw new Error('No key was made.');
      return { id: apiKey.id, secret };
    },
    revoke: async (id) => void (await as(person).apiKeys.revoke(id)),
    close: async () => {
      await running.close();
      await rm(mailFolder, { recursive: true, force: true });
    },
  };
};
