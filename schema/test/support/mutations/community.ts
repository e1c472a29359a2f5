import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServiceSettings, withServices } from '@wizness/infra';
import { connectClient, Role, systemClock } from '@wizness/kernel';
import { waitUntil } from '@wizness/kernel/testing';
import type { Mode } from '../../../src/graph';
import { createClient, type Tokens } from '../client';
import { demoDatabase, openGraph, silentLog } from '../graphs';
import { PASSWORD } from '../join';
import { openMailbox } from '../mailbox';
import { openReceiver } from '../webhooks';

export interface Payload {
  readonly userErrors: readonly { readonly code: string }[];
  readonly [field: string]: unknown;
}

/** Input types that do not have the name of their mutation. */
const INPUTS: Readonly<Record<string, string>> = {
  unfollow: 'FollowInput',
  unmute: 'MuteInput',
  addReaction: 'ReactionInput',
  removeReaction: 'ReactionInput',
  pingWebhook: 'WebhookInput',
  rotateWebhookSecret: 'WebhookInput',
  deleteWebhook: 'WebhookInput',
};

const documentOf = (field: string, input: object | null, selection: string): string => {
  const type = INPUTS[field] ?? `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const errors = 'userErrors { code field message }';
  return input
    ? `mutation ($input: ${type}!) { payload: ${field}(input: $input) { ${selection} ${errors} } }`
    : `mutation { payload: ${field} { ${selection} ${errors} } }`;
};

/** A graph with members of each role, all of whom have signed in, and a server that takes webhooks. */
export const openCommunity = async (mode: Mode) => {
  const mailbox = await openMailbox();
  const filesFolder = await mkdtemp(join(tmpdir(), 'wizness-files-'));
  const receiver = await openReceiver();
  const database = await demoDatabase();
  const settings = readServiceSettings({
    ...mailbox.environment,
    FILES_DIR: filesFolder,
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
    WEBHOOK_SECRET: 'a key that only this community of a test knows',
  });
  const webhooks = { openHosts: ['127.0.0.1'], timing: { pollMs: 20, retriesMs: [30] } };
  const graph = await openGraph(mode, database, { settings, webhooks });
  const client = createClient(() => graph.url);
  const db = await connectClient(database.urlOf('membership'));
  let number = 0;

  /** A member who has signed in, with these roles. */
  const joined = async (...roles: readonly Role[]) => {
    number += 1;
    const handle = `joined-${number}`;
    // All come from one address, to which only so many mails may be asked for.
    await db.query(`DELETE FROM membership.throttles WHERE key LIKE 'mail address %'`);
    const email = `${handle}@example.org`;
    await client.mutate('register', { email, password: PASSWORD, handle, name: 'Marin' });
    await client.mutate('verifyEmail', { token: await mailbox.tokenFor(email, 1), password: PASSWORD });
    if (roles.length > 0) {
      await withServices({ databaseUrl: database.url, settings, clock: systemClock, log: silentLog }, (services) =>
        services.membership.inTransaction(async ({ members }) => {
          for (const role of roles) await members.grant(handle, role);
        }),
      );
    }
    const tokens: Tokens = await client.signIn(email, PASSWORD);
    const ask = async (query: string, variables: object = {}): Promise<Record<string, unknown>> => {
      const { data, errors } = await client.send(query, variables, tokens.accessToken);
      if (errors || !data) throw new Error(`${query}: ${JSON.stringify(errors)}`);
      return data;
    };
    const { viewer } = (await ask('{ viewer { member { id } } }')) as { viewer: { member: { id: string } } };
    /**
     * Runs a mutation until it succeeds: a service learns from the log what another one has just stored. Returns what it
     * answered last, with the user errors that it has then.
     */
    const run = async (field: string, input: object | null, selection = ''): Promise<Payload> => {
      let payload: Payload | undefined;
      const attempt = async () => {
        const data = await ask(documentOf(field, input, selection), input ? { input } : {});
        payload = data['payload'] as Payload;
        return payload.userErrors.every(({ code }) => code !== 'NOT_FOUND');
      };
      await waitUntil(attempt).catch((error: unknown) => {
        if (!payload) throw error;
      });
      return payload as unknown as Payload;
    };
    /** Runs a mutation that must succeed, and returns the thing in its payload. */
    const make = async <Thing = { readonly id: string }>(
      field: string,
      input: object | null,
      thing: string,
      selection = '{ id }',
    ): Promise<Thing> => {
      const payload = await run(field, input, `${thing} ${selection}`);
      if (payload.userErrors.length > 0) throw new Error(`${field} was refused: ${JSON.stringify(payload.userErrors)}`);
      return payload[thing] as Thing;
    };
    return { id: viewer.member.id, handle, email, tokens, ask, run, make };
  };

  const [author, reader, moderator, judge, editor, admin] = [
    await joined(),
    await joined(),
    await joined(Role.MODERATOR),
    await joined(Role.MODERATOR),
    await joined(Role.EDITOR),
    await joined(Role.ADMIN),
  ];
  const { organisations } = (await reader.ask('{ organisations(first: 1) { nodes { id } } }')) as {
    organisations: { nodes: { id: string }[] };
  };
  return {
    ...{ author, reader, moderator, judge, editor, admin, joined, receiver },
    url: graph.url,
    organisationId: organisations.nodes[0]?.id ?? '',
    /** The token in the newest mail to an address, once there are `count` mails. */
    tokenFor: mailbox.tokenFor,
    /** Sends bytes to the address of an upload. */
    put: async (url: string, bytes: Buffer, headers: Record<string, string>): Promise<number> => {
      const { pathname } = new URL(url);
      const { status } = await fetch(graph.url + pathname, { method: 'PUT', body: new Uint8Array(bytes), headers });
      return status;
    },
    close: async () => {
      await graph.close();
      await receiver.close();
      await db.end();
      await database.drop();
      await mailbox.remove();
      await rm(filesFolder, { recursive: true, force: true });
    },
  };
};

export type Community = Awaited<ReturnType<typeof openCommunity>>;
export type Actor = Community['author'];

/** Makes what one mutation needs, runs it, and returns its payload and what this must be, without user errors. */
export type MutationCall = (community: Community) => Promise<readonly [payload: Payload, expected: object]>;
