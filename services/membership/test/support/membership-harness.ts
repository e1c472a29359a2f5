import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  anonymous,
  type Clock,
  type Identity,
  type OtherServices,
  Role,
  systemClock,
  verifyAccessToken,
} from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { DataSource, type EntityManager } from 'typeorm';
import { execute, type ExecutionResult, parse, validate } from 'graphql';
import { type CryptoKey, importJWK } from 'jose';
import type { MembershipContext } from '../../src/context';
import type { MembershipSettings } from '../../src/environment';
import { jwks } from '../../src/internal-api';
import { identityOf } from '../../src/member/identity-of';
import { membership } from '../../src/subgraph';
import { type MutationName, MUTATIONS } from './mutations';

export const PASSWORD = 'a lantern above nine quiet harbours';
export const PUBLIC_URL = 'https://wizness.test';

export interface Tokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: string;
}

/** The payload of any of the mutations. */
export interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null; readonly message: string }[];
  readonly accepted?: boolean;
  readonly done?: boolean;
  readonly erasedAt?: string | null;
  readonly target?: { readonly __typename: string; readonly id: string } | null;
  readonly endedSessions?: number;
  readonly secret?: string | null;
  readonly deviceToken?: string | null;
  readonly member?: Record<string, unknown> | null;
  readonly viewer?: Record<string, unknown> | null;
  readonly apiKey?: Record<string, unknown> | null;
  readonly tokens?: Tokens | null;
}

/** Membership with a database, a mail folder and a clock of its own. The clock moves only when a test advances it. */
export class MembershipHarness {
  private now = Date.parse('2026-03-02T09:00:00Z');
  private sending: Promise<void> = Promise.resolve();
  private opened: Promise<DataSource> | undefined;
  readonly clock: Clock = { now: () => new Date(this.now), newId: systemClock.newId };

  /** How jobs call other services. None until a test sets them. */
  services: OtherServices = {};

  private constructor(
    readonly settings: MembershipSettings,
    readonly running: OpenSubgraph<MembershipContext>,
  ) {}

  static async open(changed: Partial<MembershipSettings> = {}): Promise<MembershipHarness> {
    const settings: MembershipSettings = {
      publicUrl: PUBLIC_URL,
      mailFrom: 'Wizness <post@wizness.test>',
      smtpUrl: null,
      mailFolder: await mkdtemp(join(tmpdir(), 'wizness-mail-')),
      hasMailSettings: true,
      ...changed,
    };
    return new MembershipHarness(settings, await openSubgraph(membership, settings));
  }

  async close(): Promise<void> {
    await (await this.opened)?.destroy();
    await this.running.close();
    await rm(this.settings.mailFolder, { recursive: true });
  }

  /** A pool of its own, opened for the first statement. */
  private connection(): Promise<DataSource> {
    const extra = { options: '-c search_path=membership' };
    return (this.opened ??= new DataSource({ type: 'postgres', url: this.running.url, extra }).initialize());
  }

  /** Runs a statement over another connection than those of the service. */
  async sql<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.connection()).query<Row[]>(text, parameters);
  }

  /** Runs a transaction over another connection than those of the service. */
  async inTransaction(work: (tx: EntityManager) => Promise<void>): Promise<void> {
    await (await this.connection()).transaction(work);
  }

  /** Resolves as soon as a connection waits for a lock. Returns the process ids of the waiting connections. */
  async waitForBlockedConnections(): Promise<number[]> {
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    for (;;) {
      const found = await this.sql<{ pid: number }>(waiting);
      if (found.length > 0) return found.map(({ pid }) => pid);
      await pause(5);
    }
  }

  /** Advances the clock. */
  advance({ seconds = 0, minutes = 0, hours = 0, days = 0 }): void {
    this.now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }

  context(identity: Identity = anonymous) {
    return this.running.context({ identity, clock: this.clock });
  }

  async query(
    source: string,
    variableValues: Record<string, unknown> = {},
    identity?: Identity,
  ): Promise<ExecutionResult> {
    const { schema } = membership;
    const document = parse(source);
    const [error] = validate(schema, document);
    if (error) throw error;
    return execute({ schema, document, variableValues, contextValue: this.context(identity) });
  }

  /** Runs a mutation and returns its payload. Throws if there is a top-level error. */
  async mutate(name: MutationName, input: Record<string, unknown>, identity?: Identity): Promise<Payload> {
    const { data, errors } = await this.query(MUTATIONS[name], { input }, identity);
    if (errors) throw new Error(`${name} failed: ${String(errors[0])}`);
    return data?.['payload'] as Payload;
  }

  /** Code of the top-level error of a mutation; undefined if there is none. */
  async errorCodeOf(name: MutationName, input: Record<string, unknown>, identity?: Identity): Promise<unknown> {
    return (await this.query(MUTATIONS[name], { input }, identity)).errors?.[0]?.extensions['code'];
  }

  /** Sends the mails that are waiting. One run after the other: a run does not wait for jobs that another one has taken. */
  sendMails(): Promise<void> {
    this.sending = this.sending.then(() => this.running.runDueJobs(this.clock, this.services));
    return this.sending;
  }

  /** All mails to an address, oldest first, after those that are waiting have been sent. */
  async mails(to: string): Promise<string[]> {
    await this.sendMails();
    const files = (await readdir(this.settings.mailFolder)).filter((file) => file.endsWith('.txt')).toSorted();
    const mails = await Promise.all(files.map((file) => readFile(join(this.settings.mailFolder, file), 'utf8')));
    return mails.filter((mail) => mail.includes(`\nTo: ${to}\n`));
  }

  /** The token in the last mail to an address; empty if there is none. */
  async mailedToken(to: string): Promise<string> {
    return /#token=(\S+)/.exec((await this.mails(to)).at(-1) ?? '')?.[1] ?? '';
  }

  /** Registers a member and opens the link in the mail. Returns the id. */
  async join(handle: string, password = PASSWORD): Promise<string> {
    const email = `${handle}@example.org`;
    const { accepted } = await this.mutate('register', { email, password, handle, name: handle });
    const { member } = await this.mutate('verifyEmail', { token: await this.mailedToken(email), password });
    if (!accepted || !member) throw new Error(`${handle} could not register.`);
    return String(member['id']);
  }

  /** Adds a member with an account, and returns the identity of a session of theirs: faster than to join and sign in. */
  async enrol(handle: string, ...roles: readonly Role[]): Promise<Identity & { readonly memberId: string }> {
    const name = handle.charAt(0).toUpperCase() + handle.slice(1);
    const { members } = this.context();
    const member = await members.enrol({ handle, name, locale: 'fr', roles: [Role.MEMBER, ...roles] });
    await this.sql(`INSERT INTO membership.accounts VALUES ($1, $2, 'none', now())`, [
      member.id,
      `${handle}@example.org`,
    ]);
    return identityOf(member);
  }

  /** Adds a topic or an organisation to the projection. Returns the id. */
  async addKnownEntity(prefix: 'topic' | 'org'): Promise<string> {
    const id = this.clock.newId(prefix);
    await this.context().knownEntities.addAll([id]);
    return id;
  }

  async signIn(handle: string, password = PASSWORD): Promise<{ readonly tokens: Tokens; readonly identity: Identity }> {
    const { tokens } = await this.mutate('signIn', { email: `${handle}@example.org`, password });
    if (!tokens) throw new Error(`${handle} could not sign in.`);
    return { tokens, identity: await this.identityOf(tokens) };
  }

  /** Verifies an access token as the gateway does. Throws if it is not valid. */
  async identityOf({ accessToken }: Tokens): Promise<Identity> {
    const identity = await verifyAccessToken(accessToken, await this.tokenRules());
    if (!identity) throw new Error('The access token is not valid.');
    return identity;
  }

  /** What verifying a token needs. */
  async tokenRules() {
    const published = await jwks(this.running, this.clock);
    const find = async (kid: string) => {
      const key = published.keys.find((jwk) => jwk.kid === kid);
      return key ? ((await importJWK(key, 'EdDSA')) as CryptoKey) : null;
    };
    return { jwks: published, find, issuer: PUBLIC_URL, now: this.clock.now() };
  }
}
