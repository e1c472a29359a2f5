import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BACKGROUND_TIMEOUTS,
  ACCESS_TOKEN,
  anonymous,
  type Identity,
  Role,
  type RunningSubgraph,
  Scope,
  type Subgraph,
  systemClock,
} from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { MailList, membership as subgraph, type MembershipContext, type MembershipSettings } from '@wizness/membership';
import { importJWK, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import { quiet } from './gateways';

export const PUBLIC_URL = 'https://wizness.test';

/** Membership with its own mail folder and one member, and the credentials of that member. */
export interface Members {
  readonly membership: Subgraph<MembershipContext>;
  readonly memberId: string;
  /** An access token as membership issues it, with these claims instead. */
  token(claims?: Record<string, unknown>): Promise<string>;
  apiKey(): Promise<{ readonly id: string; readonly secret: string }>;
  revoke(id: string): Promise<void>;
  /** Opens a session of the member, with the roles that the member has from then on. Returns its id. */
  openSession(roles?: readonly Role[]): Promise<string>;
  /** Lets membership sign with a new key from now on. */
  rotateKeys(): Promise<void>;
  endSession(id: string): Promise<void>;
  setRoles(roles: readonly Role[]): Promise<void>;
  /** Sets the organisation that has confirmed the member; null removes it. */
  confirm(organisationId: string | null): Promise<void>;
  /** A token for a data export as membership issues it, with these claims instead. */
  exportToken(id: string, claims?: Record<string, unknown>): Promise<string>;
  /** Path of the link in the newest mail to `address`. Waits until there are `count` mails. */
  mailedPath(address: string, count?: number): Promise<string>;
  /** Subscribes the member to the weekly digest. */
  wantDigest(): Promise<void>;
  wantsDigest(): Promise<boolean>;
  /** A token as a digest has it. */
  unsubscribeToken(): Promise<string>;
  close(): Promise<void>;
}

/** Membership with given settings, in a graph where the services whose events it consumes have no events. */
const withSettings = (settings: MembershipSettings): Subgraph<MembershipContext> => {
  const noEvents = { read: async () => [] };
  const sources = Object.fromEntries(subgraph.consumers.map(({ source }) => [source, noEvents]));
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
  const sender = { publicUrl: PUBLIC_URL, mailFrom: 'Wizness <post@wizness.test>' };
  const settings = { ...sender, smtpUrl: null, mailFolder, hasMailSettings: true };
  const membership = withSettings(settings);
  const running: RunningSubgraph<MembershipContext> = await membership.open({
    database: { url, poolSize: 1, timeouts: BACKGROUND_TIMEOUTS },
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
  const runSql = async (statement: string, parameters: unknown[]): Promise<void> => {
    const db = await new DataSource({ type: 'postgres', url }).initialize();
    await db.query(statement, parameters);
    await db.destroy();
  };
  const setRoles = (roles: readonly Role[]) =>
    runSql('UPDATE membership.members SET roles = $2::membership.role[] WHERE id = $1', [memberId, roles]);
  return {
    membership,
    memberId,
    setRoles,
    openSession: async (roles = [Role.MEMBER]) => {
      const id = systemClock.newId('session');
      await setRoles(roles);
      const insert = `INSERT INTO membership.sessions (id, member_id, created_at, last_seen_at, expires_at)
        VALUES ($1, $2, now(), now(), now() + interval '1 day')`;
      await runSql(insert, [id, memberId]);
      return id;
    },
    rotateKeys: () => as(anonymous).signingKeys.rotate(),
    endSession: (id) => runSql('UPDATE membership.sessions SET ended_at = now() WHERE id = $1', [id]),
    token: (claims) => {
      const session = { sid: 'session_1', roles: ['MEMBER'], scope: 'POSTS_READ', aud: ACCESS_TOKEN.audience };
      return sign('at+jwt', { ...session, ...claims });
    },
    exportToken: (id, claims) => sign('data-export+jwt', { jti: id, aud: 'wizness-data-export', ...claims }),
    apiKey: async () => {
      const { apiKey, secret } = await as(person).apiKeys.create({ name: 'Report', scopes: [Scope.POSTS_READ] });
      if (!apiKey || !secret) throw new Error('The API key was not created.');
      return { id: apiKey.id, secret };
    },
    confirm: (organisationId) =>
      runSql(
        'UPDATE membership.members SET organisation_id = $2::text, organisation_verified = $2::text IS NOT NULL WHERE id = $1',
        [memberId, organisationId],
      ),
    revoke: async (id) => void (await as(person).apiKeys.revoke(id)),
    mailedPath: (address, count = 1) =>
      waitUntil(async () => {
        const files = (await readdir(mailFolder)).filter((file) => file.endsWith('.txt')).toSorted();
        const mails = await Promise.all(files.map((file) => readFile(join(mailFolder, file), 'utf8')));
        const received = mails.filter((mail) => mail.includes(`\nTo: ${address}\n`));
        return received.length >= count && new RegExp(`${PUBLIC_URL}(/\\S+)`).exec(received.at(-1) ?? '')?.[1];
      }),
    wantDigest: async () => void (await as(person).notificationSettings.update({ weeklyDigest: true })),
    wantsDigest: async () => (await as(person).notificationsOf(person).settings()).weeklyDigest,
    unsubscribeToken: () =>
      as(person).inTransaction(({ unsubscribing }) => unsubscribing.issue(memberId, MailList.DIGEST)),
    close: async () => {
      await running.close();
      await rm(mailFolder, { recursive: true, force: true });
    },
  };
};
