import { type Identity, verifyAccessToken } from '@wizness/kernel';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { identify } from '../internal-api';
import { MembershipHarness, PUBLIC_URL } from '../../test/support/membership-harness';

const REQUEST = `mutation { payload: requestDataExport {
  export { id status requestedAt url expiresAt } userErrors { code field message } } }`;
const LIST = '{ viewer { dataExports { id status url } } }';

interface Export {
  readonly id: string;
  readonly status: string;
  readonly url: string | null;
}

interface Requested {
  readonly export: Export | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

describe('Data exports', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  let leaId: string;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    leaId = await harness.join('lea');
    lea = (await harness.signIn('lea')).identity;
  });
  afterEach(() => harness.close());

  const request = async (identity = lea): Promise<Requested> => {
    const { data, errors } = await harness.query(REQUEST, {}, identity);
    if (errors) throw new Error(String(errors[0]));
    return data?.['payload'] as unknown as Requested;
  };
  const errorCodeOf = async (identity?: Identity) =>
    (await harness.query(REQUEST, {}, identity)).errors?.[0]?.extensions['code'];
  const list = async (identity = lea): Promise<readonly Export[]> => {
    const { data } = await harness.query(LIST, {}, identity);
    return (data?.['viewer'] as unknown as { dataExports: Export[] }).dataExports;
  };
  const keyWith = async (...scopes: string[]): Promise<Identity> => {
    const { secret } = await harness.mutate('createApiKey', { name: 'x', scopes }, lea);
    const identity = await identify(harness.running, secret ?? '', harness.clock);
    if (!identity) throw new Error('The key is not valid.');
    return identity;
  };
  const tokenIn = ({ url }: Export): string => new URL(url ?? '').searchParams.get('token') ?? '';

  test('An export is open for 7 days, with a token of 10 minutes for that export and its member', async () => {
    const { export: created, userErrors } = await request();
    expect(userErrors).toEqual([]);
    expect(created).toMatchObject({
      id: expect.stringMatching(/^export_/),
      status: 'SUCCEEDED',
      requestedAt: '2026-03-02T09:00:00.000Z',
      expiresAt: '2026-03-09T09:00:00.000Z',
    });
    expect(created?.url?.split('?')[0]).toBe(`${PUBLIC_URL}/data-exports/${created?.id}`);
    const { jwks, now } = await harness.tokenRules();
    const { payload, protectedHeader } = await jwtVerify(tokenIn(created as Export), createLocalJWKSet(jwks), {
      currentDate: now,
    });
    const issuedAt = now.getTime() / 1000;
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: expect.any(String), typ: 'data-export+jwt' });
    expect(payload).toEqual({
      iss: PUBLIC_URL,
      aud: 'wizness-data-export',
      sub: leaId,
      jti: created?.id,
      sid: lea.sessionId,
      iat: issuedAt,
      nbf: issuedAt,
      exp: issuedAt + 600,
    });
  });

  test('The token of an export is not an access token', async () => {
    const { export: created } = await request();
    expect(await verifyAccessToken(tokenIn(created as Export), await harness.tokenRules())).toBeNull();
  });

  test('Exports are listed newest first, with a new token each time, and without one once expired', async () => {
    const first = (await request()).export;
    harness.advance({ days: 1 });
    const second = (await request()).export;
    const before = await list();
    expect(before).toMatchObject([
      { id: second?.id, status: 'SUCCEEDED' },
      { id: first?.id, status: 'SUCCEEDED' },
    ]);
    harness.advance({ minutes: 11 });
    expect((await list())[0]?.url).not.toBe(before[0]?.url);
    harness.advance({ days: 6 });
    expect(await list()).toMatchObject([
      { id: second?.id, status: 'SUCCEEDED', url: expect.any(String) },
      { id: first?.id, status: 'EXPIRED', url: null },
    ]);
  });

  test('Listing several exports needs as many statements as listing one', async () => {
    const cost = async () => {
      harness.running.statements();
      await list();
      return harness.running.statements().length;
    };
    await request();
    const one = await cost();
    for (let time = 0; time < 3; time++) await request();
    expect(await cost()).toBe(one);
  });

  test('The limit of five holds for concurrent requests, and the error states when to retry', async () => {
    const payloads = await Promise.all(Array.from({ length: 8 }, () => request()));
    expect(payloads.filter((payload) => payload.export)).toHaveLength(5);
    const { userErrors } = await request();
    expect(userErrors).toEqual([
      { code: 'RATE_LIMITED', field: null, message: expect.stringContaining('2026-03-09T09:00:00.000Z') },
    ]);
    harness.advance({ days: 7 });
    expect((await request()).userErrors).toEqual([]);
  });

  test('Requesting an export requires a live session, and is forbidden for an API key', async () => {
    expect(await errorCodeOf()).toBe('UNAUTHENTICATED');
    expect(await errorCodeOf(await keyWith('PROFILE_READ'))).toBe('FORBIDDEN');
    await harness.mutate('signOut', {}, lea);
    expect(await errorCodeOf(lea)).toBe('UNAUTHENTICATED');
  });

  test('Exports are hidden from other members and from API keys', async () => {
    await request();
    expect(await list(await keyWith('POSTS_READ', 'PROFILE_READ'))).toEqual([]);
    await harness.join('tom');
    expect(await list((await harness.signIn('tom')).identity)).toEqual([]);
  });

  test('Exports are deleted 30 days after they have expired', async () => {
    await request();
    harness.advance({ days: 36 });
    await harness.context().maintenance.deleteExpired();
    expect(await harness.sql('SELECT 1 FROM membership.data_exports')).toHaveLength(1);
    harness.advance({ days: 2 });
    await harness.context().maintenance.deleteExpired();
    expect(await harness.sql('SELECT 1 FROM membership.data_exports')).toEqual([]);
  });
});
