import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { anonymous, type Clock, type Identity, systemClock, verifyAccessToken } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { DataSource, type EntityManager } from 'typeorm';
import { execute, type ExecutionResult, parse, validate } from 'graphql';
import { type CryptoKey, importJWK } from 'jose';
import type { MembershipContext } from '../../src/context';
import type { MembershipSettings } from '../../src/environment';
import { jwks } from '../../src/internal-api';
import { defineMembership } from '../../src/subgraph';

export const PASSWORD = 'a lantern above nine quiet harbours';
export const PUBLIC_URL = 'https://wizness.test';

const POST = {
  register:
    'mutation ($input: RegisterInput!) { answer: register(input: $input) { accepted userErrors { code field message } } }',
  verifyEmail:
    'mutation ($input: VerifyEmailInput!) { answer: verifyEmail(input: $input) { member { id handle name } userErrors { code field message } } }',
  signIn: `mutation ($input: SignInInput!) { answer: signIn(input: $input) {
    viewer { member { id } email emailVerified scopes sessions { id current } }
    tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt } userErrors { code field message } } }`,
  refreshSession: `mutation ($input: RefreshSessionInput!) { answer: refreshSession(input: $input) {
    tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt } userErrors { code field message } } }`,
  signOut: 'mutation ($input: SignOutInput!) { answer: signOut(input: $input) { endedSessions userErrors { code } } }',
  requestPasswordReset:
    'mutation ($input: RequestPasswordResetInput!) { answer: requestPasswordReset(input: $input) { accepted userErrors { code field message } } }',
  resetPassword:
    'mutation ($input: ResetPasswordInput!) { answer: resetPassword(input: $input) { done userErrors { code field message } } }',
  changePassword:
    'mutation ($input: ChangePasswordInput!) { answer: changePassword(input: $input) { done userErrors { code field message } } }',
  updateProfile: `mutation ($input: UpdateProfileInput!) { answer: updateProfile(input: $input) {
    member { name bio locale affiliation { title verified organisation { id } } } userErrors { code field message } } }`,
  createApiKey: `mutation ($input: CreateApiKeyInput!) { answer: createApiKey(input: $input) {
    apiKey { id name prefix scopes expiresAt lastUsedAt } secret userErrors { code field message } } }`,
  revokeApiKey:
    'mutation ($input: RevokeApiKeyInput!) { answer: revokeApiKey(input: $input) { apiKey { id revokedAt } userErrors { code field message } } }',
  eraseAccount:
    'mutation ($input: EraseAccountInput!) { answer: eraseAccount(input: $input) { erasedAt userErrors { code field message } } }',
  follow:
    'mutation ($input: FollowInput!) { answer: follow(input: $input) { following userErrors { code field message } } }',
  unfollow:
    'mutation ($input: FollowInput!) { answer: unfollow(input: $input) { following userErrors { code field message } } }',
} as const;

export interface Tokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: string;
}

/** What any of the mutations may answer. */
export interface Answer {
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null; readonly message: string }[];
  readonly accepted?: boolean;
  readonly done?: boolean;
  readonly erasedAt?: string | null;
  readonly following?: boolean;
  readonly endedSessions?: number;
  readonly secret?: string | null;
  readonly member?: Record<string, unknown> | null;
  readonly viewer?: Record<string, unknown> | null;
  readonly apiKey?: Record<string, unknown> | null;
  readonly tokens?: Tokens | null;
}

/** The service on a database and a mailbox of its own, with a clock that stands still until it is moved. */
export class MembershipHarness {
  private milliseconds = Date.parse('2026-03-02T09:00:00Z');
  readonly clock: Clock = { now: () => new Date(this.milliseconds), newId: systemClock.newId };

  private constructor(
    readonly settings: MembershipSettings,
    readonly subgraph: ReturnType<typeof defineMembership>,
    readonly running: OpenSubgraph<MembershipContext>,
  ) {}

  static async open(): Promise<MembershipHarness> {
    const settings: MembershipSettings = {
      publicUrl: PUBLIC_URL,
      mailFrom: 'Wizness <post@wizness.test>',
      smtpUrl: null,
      mailFolder: await mkdtemp(join(tmpdir(), 'wizness-mail-')),
      logLevel: 'silent',
    };
    const subgraph = defineMembership(() => settings);
    return new MembershipHarness(settings, subgraph, await openSubgraph(subgraph));
  }

  async close(): Promise<void> {
    await this.running.close();
    await rm(this.settings.mailFolder, { recursive: true });
  }

  /** Asks the database itself, over a connection of its own. */
  async sql<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    const db = await new DataSource({ type: 'postgres', url: this.running.url, schema: 'membership' }).initialize();
    try {
      return await db.query<Row[]>(text, parameters);
    } finally {
      await db.destroy();
    }
  }

  /** What somebody else does, over a connection of their own. */
  async inTransaction(work: (tx: EntityManager) => Promise<void>): Promise<void> {
    const extra = { options: '-c search_path=membership' };
    const db = await new DataSource({ type: 'postgres', url: this.running.url, extra }).initialize();
    try {
      await db.transaction(work);
    } finally {
      await db.destroy();
    }
  }

  /** Answers the process ids of the connections that wait for a lock, once there is one. */
  async untilSomebodyWaits(): Promise<number[]> {
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    for (;;) {
      const found = await this.sql<{ pid: number }>(waiting);
      if (found.length > 0) return found.map(({ pid }) => pid);
      await pause(5);
    }
  }

  pass({ seconds = 0, minutes = 0, hours = 0, days = 0 }): void {
    this.milliseconds += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }

  context(identity: Identity = anonymous) {
    return this.running.context({ identity, clock: this.clock });
  }

  async query(
    source: string,
    variableValues: Record<string, unknown> = {},
    identity?: Identity,
  ): Promise<ExecutionResult> {
    const { schema } = this.subgraph;
    const document = parse(source);
    const [error] = validate(schema, document);
    if (error) throw error;
    return execute({ schema, document, variableValues, contextValue: this.context(identity) });
  }

  /** Runs a mutation whose answer has no top-level error. */
  async tell(name: keyof typeof POST, input: Record<string, unknown>, identity?: Identity): Promise<Answer> {
    const { data, errors } = await this.query(POST[name], { input }, identity);
    if (errors) throw new Error(`${name} failed: ${String(errors[0])}`);
    return data?.['answer'] as Answer;
  }

  /** Code of the top-level error of a mutation; undefined where there is none. */
  async faultOf(name: keyof typeof POST, input: Record<string, unknown>, identity?: Identity): Promise<unknown> {
    return (await this.query(POST[name], { input }, identity)).errors?.[0]?.extensions['code'];
  }

  /** All mails to an address, the oldest first, once there are so many. */
  async mails(to: string, count: number): Promise<string[]> {
    for (let tries = 0; ; tries++) {
      const files = (await readdir(this.settings.mailFolder)).toSorted();
      const mails = await Promise.all(files.map((file) => readFile(join(this.settings.mailFolder, file), 'utf8')));
      const theirs = mails.filter((mail) => mail.includes(`\nTo: ${to}\n`));
      if (theirs.length >= count || tries === 100) return theirs;
      await pause(20);
    }
  }

  /** The token in the last of `count` mails to an address. */
  async mailedToken(to: string, count = 1): Promise<string> {
    return /#token=(\S+)/.exec((await this.mails(to, count)).at(-1) ?? '')?.[1] ?? '';
  }

  /** A member who registered and opened the link. Answers the id. */
  async join(handle: string, password = PASSWORD): Promise<string> {
    const email = `${handle}@example.org`;
    const { accepted } = await this.tell('register', { email, password, handle, name: handle });
    const { member } = await this.tell('verifyEmail', { token: await this.mailedToken(email) });
    if (!accepted || !member) throw new Error(`${handle} could not join.`);
    return String(member['id']);
  }

  /** A topic or an organisation, of which its owner has told. Answers the id. */
  async learnOf(prefix: 'topic' | 'org'): Promise<string> {
    const id = this.clock.newId(prefix);
    await this.context().knownEntities.learn(id);
    return id;
  }

  async signIn(handle: string, password = PASSWORD): Promise<{ readonly tokens: Tokens; readonly identity: Identity }> {
    const { tokens } = await this.tell('signIn', { email: `${handle}@example.org`, password });
    if (!tokens) throw new Error(`${handle} could not sign in.`);
    return { tokens, identity: await this.identityOf(tokens) };
  }

  /** Who asks with these tokens, as the gateway finds out. */
  async identityOf({ accessToken }: Tokens): Promise<Identity> {
    const identity = await verifyAccessToken(accessToken, await this.rules());
    if (!identity) throw new Error('The access token is no good.');
    return identity;
  }

  async rules() {
    const published = await jwks(this.running, this.clock);
    const find = async (kid: string) => {
      const key = published.keys.find((jwk) => jwk.kid === kid);
      return key ? ((await importJWK(key, 'EdDSA')) as CryptoKey) : null;
    };
    return { jwks: published, find, issuer: PUBLIC_URL, now: this.clock.now() };
  }
}
