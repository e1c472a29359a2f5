import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ACCESS_TOKEN,
  anonymous,
  type Identity,
  Role,
  type RunningSubgraph,
  Scope,
  type Subgraph,
  systemClock,
} from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { membership as subgraph, type MembershipContext, type MembershipSettings } from '@wizness/membership';
import { importJWK, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import { quiet } from './gateways';

export const PUBLIC_URL = 'https://wizness.test';

/** Membership on a mailbox of its own, with one member, and whatever lets somebody in. */
export interface Members {
  readonly membership: Subgraph<MembershipContext>;
  readonly memberId: string;
  /** An access token, signed as membership signs it, but for what is `changed`. */
  token(changed?: Record<string, unknown>): Promise<string>;
  apiKey(): Promise<{ readonly id: string; readonly secret: string }>;
  revoke(id: string): Promise<void>;
  /** An organisation says that the member is its own; null: none does. */
  confirm(organisationId: string | null): Promise<void>;
  /** A permission to fetch a data export, signed as membership signs it, but for what is `changed`. */
  exportToken(id: string, changed?: Record<string, unknown>): Promise<string>;
  /** What follows the site's address in the link of the newest mail to `address`, once there are `count` of them. */
  mailedPath(address: string, count?: number): Promise<string>;
  close(): Promise<void>;
}

/** Membership with given settings, in a small graph: the services whose events it consumes are silent. */
const withSettings = (settings: MembershipSettings): Subgraph<MembershipContext> => {
  const silent = { read: async () => [] };
  const sources = Object.fromEntries(subgraph.consumers.map(({ source }) => [source, silent]));
  return {
    ...subgraph,
    open: async ({ database, log }) => {
      const running = await subgraph.open({ database, settings, log });
      return {
        ...running,
        startWork: (given) => running.startWork({ ...given, sources: { ...sources, ...given.sources } }),
      };
    },
  };
};

export const openMembers = async ({ url }: TestDatabase): Promise<Members> => {
  const mailFolder = await mkdtemp(join(tmpdir(), 'wizness-mail-'));
  const settings = { publicUrl: PUBLIC_URL, mailFrom: 'Wizness <post@wizness.test>', smtpUrl: null, mailFolder };
  const membership = withSettings(settings);
  const running: RunningSubgraph<MembershipContext> = await membership.open({
    database: { url, poolSize: 1 },
    settings,
    log: quiet,
  });
  const as = (identity: Identity) => running.createContext({ identity, clock: systemClock });
  const { id: memberId } = await as(anonymous).members.enrol({ handle: 'lea', name: 'Léa', locale: 'fr' });
  const person: Identity = { memberId, roles: [Role.MEMBER], scopes: Object.values(Scope) };
  const sign = async (typ: string, claims: Record<string, unknown>): Promise<string> => {
    const { id: kid, privateKey } = await as(anonymous).signingKeys.current();
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ sub: memberId, iss: PUBLIC_URL, iat: now, nbf: now, exp: now + 600, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid, typ })
      .sign(await importJWK(privateKey, 'EdDSA'));
  };
  return {
    membership,
    memberId,
    token: (changed) => {
      const session = { sid: 'session_1', roles: ['MEMBER'], scope: 'POSTS_READ', aud: ACCESS_TOKEN.audience };
      return sign('at+jwt', { ...session, ...changed });
    },
    exportToken: (id, changed) => sign('data-export+jwt', { jti: id, aud: 'wizness-data-export', ...changed }),
    apiKey: async () => {
      const { apiKey, secret } = await as(person).apiKeys.create({ name: 'Report', scopes: [Scope.POSTS_READ] });
      if (!apiKey || !secret) throw new Error('No key was made.');
      return { id: apiKey.id, secret };
    },
    confirm: async (organisationId) => {
      const db = await new DataSource({ type: 'postgres', url }).initialize();
      const statement =
        'UPDATE membership.members SET organisation_id = $2::text, organisation_verified = $2::text IS NOT NULL WHERE id = $1';
      await db.query(statement, [memberId, organisationId]);
      await db.destroy();
    },
    revoke: async (id) => void (await as(person).apiKeys.revoke(id)),
    mailedPath: async (address, count = 1) => {
      for (let tries = 0; tries < 250; tries += 1) {
        const files = (await readdir(mailFolder)).toSorted();
        const mails = await Promise.all(files.map((file) => readFile(join(mailFolder, file), 'utf8')));
        const theirs = mails.filter((mail) => mail.includes(`\nTo: ${address}\n`));
        const path = new RegExp(`${PUBLIC_URL}(/\\S+)`).exec(theirs.at(-1) ?? '')?.[1];
        if (theirs.length >= count && path) return path;
        await pause(20);
      }
      throw new Error(`No mail came to ${address}.`);
    },
    close: async () => {
      await running.close();
      await rm(mailFolder, { recursive: true, force: true });
    },
  };
};
