import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Body, send } from './client';
import type { AttackContext } from './kind';

export const PASSWORD = 'four quiet bicycles near a lighthouse';

const MAIL_MS = 20_000;

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A registered member, as a client knows them. */
export interface Account {
  readonly email: string;
  readonly handle: string;
}

type Payload = Readonly<Record<string, unknown>> & { readonly userErrors?: readonly { readonly code: string }[] };

/** The requests of a member's client. */
export class Members {
  private readonly address = `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`;

  constructor(private readonly context: Pick<AttackContext, 'target' | 'report' | 'schema'>) {}

  /** Runs one mutation with an input. Returns the payload, or null with the body. */
  async mutate(
    field: string,
    selection: string,
    input: object,
    credential?: string,
  ): Promise<{ payload: Payload | null; body: Body | null }> {
    const [argument] = this.context.schema.getMutationType()?.getFields()[field]?.args ?? [];
    const query = `mutation ($input: ${argument?.type}) { ${field}(input: $input) { ${selection} userErrors { code } } }`;
    const reply = await send(this.context.target.url, {
      query,
      variables: { input },
      credential,
      address: this.address,
    });
    this.context.report.add({ name: field }, reply);
    const { body } = reply;
    return { payload: (body?.data?.[field] ?? null) as Payload | null, body };
  }

  /** Runs a mutation that creates something. Returns what it selects of `thing`; throws if there is none. */
  async create<Thing>(
    field: string,
    thing: string,
    selection: string,
    input: object,
    { accessToken }: Tokens,
  ): Promise<Thing> {
    const { payload, body } = await this.mutate(field, `${thing} { ${selection} }`, input, accessToken);
    if (!payload?.[thing]) throw new Error(`${field} creates no ${thing}: ${JSON.stringify(body)}`);
    return payload[thing] as Thing;
  }

  /** Registers a member, whose address is confirmed. */
  async join(): Promise<Account> {
    const handle = `m${randomBytes(6).toString('hex')}`;
    const email = `${handle}@example.org`;
    await this.mutate('register', 'accepted', { email, handle, name: 'Attacker', password: PASSWORD });
    await this.mutate('verifyEmail', '', { token: await this.mailedToken(email), password: PASSWORD });
    return { email, handle };
  }

  async signIn({ email }: Account, password = PASSWORD): Promise<Tokens> {
    const { payload, body } = await this.mutate('signIn', 'tokens { accessToken refreshToken }', { email, password });
    const tokens = payload?.['tokens'] as Tokens | null | undefined;
    if (!tokens) throw new Error(`${email} cannot sign in: ${JSON.stringify(body)}`);
    return tokens;
  }

  /** The id of a member who is signed in. */
  async idOf({ accessToken }: Tokens): Promise<string> {
    const { body } = await send(this.context.target.url, {
      query: '{ viewer { member { id } } }',
      credential: accessToken,
    });
    const viewer = body?.data?.['viewer'] as { readonly member: { readonly id: string } } | null | undefined;
    if (!viewer) throw new Error(`Nobody is signed in: ${JSON.stringify(body)}`);
    return viewer.member.id;
  }

  /** A new member with a role. */
  async joinAs(role: string): Promise<Tokens> {
    const account = await this.join();
    await this.context.target.grantRole(account.handle, role);
    return this.signIn(account);
  }

  /** Sends the bytes of an upload. Returns the status of the response. */
  async put(url: string, bytes: Buffer): Promise<number> {
    const { pathname } = new URL(url);
    const response = await fetch(this.context.target.url + pathname, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
    await response.arrayBuffer();
    return response.status;
  }

  async createApiKey({ accessToken }: Tokens, scopes = ['POSTS_READ']): Promise<{ id: string; secret: string }> {
    const input = { name: 'Attack', scopes };
    const { payload, body } = await this.mutate('createApiKey', 'secret apiKey { id }', input, accessToken);
    const { secret, apiKey } = (payload ?? {}) as { secret?: string; apiKey?: { id: string } };
    if (!secret || !apiKey) throw new Error(`No API key was created: ${JSON.stringify(body)}`);
    return { id: apiKey.id, secret };
  }

  /**
   * The token in the newest mail to an address. Waits until there are `count` mails with one. The program removes older
   * mails at any time, so a file that was listed may be gone when it is read.
   */
  async mailedToken(address: string, count = 1): Promise<string> {
    const { mailFolder } = this.context.target;
    for (const deadline = performance.now() + MAIL_MS; performance.now() < deadline; await pause(50)) {
      const files = (await readdir(mailFolder).catch(() => [])).filter((file) => file.endsWith('.txt'));
      const mails = await Promise.all(
        files.toSorted().map((file) => readFile(join(mailFolder, file), 'utf8').catch(() => '')),
      );
      const tokens = mails.flatMap((mail) => (mail.includes(address) ? (/#token=(\S+)/.exec(mail)?.[1] ?? []) : []));
      const newest = tokens.at(-1);
      if (tokens.length >= count && newest !== undefined) return newest;
    }
    throw new Error(`No mail with a link was sent to ${address}.`);
  }
}
