import { membership, type MembershipContext } from '@wizness/membership';
import { readServiceSettings } from '@wizness/infra';
import { BACKGROUND_TIMEOUTS, anonymous, Role, type RunningSubgraph, systemClock } from '@wizness/kernel';
import { WebSocket } from 'ws';
import { waitUntil } from '@wizness/kernel/testing';
import { type Client, createClient } from './support/client';
import { silentLog } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type LiveGraph, NEW_POSTS, openLive } from './support/live';

/** A subscription of {@link NEW_POSTS} as its client sees it. */
interface Open {
  /** What has arrived, as text. */
  text: string;
  /** How the connection ended: the close code of a WebSocket, or what a response ended with. */
  end: string | null;
}

const OVER_HTTP = {
  'server-sent events': 'text/event-stream',
  'multipart responses': 'multipart/mixed;subscriptionSpec=1.0',
} as const;

const DOORS = [...Object.keys(OVER_HTTP), 'WebSocket'];

/** How each door ends for a caller who cannot come back with this session or key. */
const SIGNED_OUT = {
  'server-sent events': /"code":"UNAUTHENTICATED".*event: complete/s,
  'multipart responses': /"payload":null,"errors":.*"code":"UNAUTHENTICATED".*--graphql--/s,
  WebSocket: /^4401$/,
};

// Identities are checked only because the log of membership says so.
const timing = { heartbeatMs: 200, identityCheckMs: 3_600_000, retryMs: 50 };

describe('Who has a subscription', () => {
  let live: LiveGraph;
  let client: Client;
  let members: RunningSubgraph<MembershipContext>;
  const stops: (() => void)[] = [];
  beforeAll(async () => {
    live = await openLive('live access', { subscriptionTiming: timing });
    client = createClient(() => live.graph.url);
    const settings = readServiceSettings({}).membership;
    members = await membership.open({
      database: { url: live.database.url, poolSize: 1, timeouts: BACKGROUND_TIMEOUTS },
      settings,
      log: silentLog,
    });
  });
  afterEach(() => stops.splice(0).forEach((stop) => stop()));
  afterAll(async () => {
    await live.close();
    await members.close();
  });

  const openOverHttp = async (accept: string, credential: string, open: Open): Promise<void> => {
    const stop = new AbortController();
    stops.push(() => stop.abort());
    const response = await fetch(`${live.graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${credential}` },
      body: JSON.stringify({ query: NEW_POSTS }),
      signal: stop.signal,
    });
    const read = async (): Promise<void> => {
      for await (const chunk of response.body ?? []) open.text += Buffer.from(chunk).toString();
      open.end = open.text;
    };
    void read().catch(() => undefined);
  };
  const openWebSocket = (credential: string, open: Open): void => {
    const socket = new WebSocket(`${live.graph.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    stops.push(() => socket.terminate());
    const init = { type: 'connection_init', payload: { authorization: `Bearer ${credential}` } };
    socket.on('open', () => socket.send(JSON.stringify(init)));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('connection_ack')) {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: NEW_POSTS } }));
      } else open.text += text;
    });
    socket.on('close', (code) => {
      open.end = String(code);
    });
  };
  /** A subscription at each door. Resolves when all have begun. */
  const openAll = async (credential: string): Promise<Readonly<Record<string, Open>>> => {
    const all = Object.fromEntries(DOORS.map((door): [string, Open] => [door, { text: '', end: null }]));
    for (const [door, accept] of Object.entries(OVER_HTTP)) {
      await openOverHttp(accept, credential, all[door] as Open);
    }
    openWebSocket(credential, all['WebSocket'] as Open);
    // After its first heartbeat, each has a position.
    await waitUntil(async () => Object.values(all).every(({ text }) => text.length > 0));
    return all;
  };
  const openSession = async (handle: string): Promise<{ readonly token: string; readonly id: string }> => {
    const email = await join(client, live.mailbox, handle);
    const { accessToken } = await client.signIn(email, PASSWORD);
    const { data } = await client.send('{ viewer { member { id } } }', {}, accessToken);
    const { viewer } = data as unknown as { viewer: { member: { id: string } } };
    return { token: accessToken, id: viewer.member.id };
  };
  const endOf = async (all: Readonly<Record<string, Open>>): Promise<Readonly<Record<string, string | null>>> => {
    await waitUntil(async () => Object.values(all).every(({ end }) => end !== null));
    return Object.fromEntries(Object.entries(all).map(([door, { end }]) => [door, end]));
  };
  const setRoles = (handle: string, role: Role, grants: boolean) =>
    members
      .createContext({ identity: anonymous, clock: systemClock })
      .inTransaction(({ members: all }) => (grants ? all.grant(handle, role) : all.revoke(handle, role)));
  const has = (all: Readonly<Record<string, Open>>, slug: string): boolean[] =>
    Object.values(all).map(({ text }) => text.includes(`"${slug}"`));

  const ENDS: readonly (readonly [string, string, (token: string, id: string) => Promise<unknown>])[] = [
    ['signs out', 'leaving', (token) => client.mutate('signOut', { allSessions: false }, token)],
    [
      'is suspended',
      'suspended',
      async (_, memberId) => {
        const { token } = await openSession('mod-marie');
        await setRoles('mod-marie', Role.MODERATOR, true);
        const statement = { explanation: 'Advertises.', facts: 'Ten posts.', rule: '1. No advertising' };
        const suspend =
          'mutation ($input: SuspendMemberInput!) { suspendMember(input: $input) { userErrors { message } } }';
        const { data } = await client.send(suspend, { input: { memberId, statement } }, token);
        expect(data).toEqual({ suspendMember: { userErrors: [] } });
      },
    ],
    ['erases the account', 'erased', (token) => client.mutate('eraseAccount', { password: PASSWORD }, token)],
  ];
  test.each(ENDS)('Loses it at every door as soon as the member %s', async (_, handle, act) => {
    const { token, id } = await openSession(handle);
    const all = await openAll(token);
    await act(token, id);
    const ends = await endOf(all);
    for (const [door, end] of Object.entries(SIGNED_OUT)) expect(ends[door]).toMatch(end);
  });

  test('Loses it at every door as soon as the API key is revoked', async () => {
    const { token } = await openSession('key-owner');
    const input = { name: 'reader', scopes: ['POSTS_READ'] };
    const { apiKey, secret } = await client.mutate('createApiKey', input, token);
    const all = await openAll(secret ?? '');
    await client.mutate('revokeApiKey', { id: (apiKey as { id: string }).id }, token);
    const ends = await endOf(all);
    for (const [door, end] of Object.entries(SIGNED_OUT)) expect(ends[door]).toMatch(end);
  });

  test('Keeps it without what a lost role allowed, at once', async () => {
    const hidden = { visibility: 'ORGANISATION', writtenForId: 'org_01kjm6rv70ee8ts9a48n27kvwv' };
    await openSession('ed-marie');
    await setRoles('ed-marie', Role.EDITOR, true);
    const { accessToken } = await client.signIn('ed-marie@example.org', PASSWORD);
    const all = await openAll(accessToken);
    await live.publish(['as-editor'], hidden);
    await waitUntil(async () => has(all, 'as-editor').every(Boolean));
    await setRoles('ed-marie', Role.EDITOR, false);
    // A public post after each hidden one shows that it was left out.
    let number = 0;
    await waitUntil(async () => {
      number += 1;
      await live.publish([`hidden-${number}`], hidden);
      await live.publish([`public-${number}`]);
      await waitUntil(async () => has(all, `public-${number}`).every(Boolean));
      return !has(all, `hidden-${number}`).some(Boolean);
    });
    expect(Object.values(all).map(({ end }) => end)).toEqual([null, null, null]);
  });
});
