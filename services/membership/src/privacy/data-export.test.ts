import { type Identity, verifyAccessToken } from '@wizness/kernel';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { identify } from '../internal-api';
import { MembershipHarness, PUBLIC_URL } from '../../test/support/membership-harness';

const REQUEST = `mutation { answer: requestDataExport {
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

describe('data exports', () => {
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
    return data?.['answer'] as unknown as Requested;
  };
  const faultOf = async (identity?: Identity) =>
    (await harness.query(REQUEST, {}, identity)).errors?.[0]?.extensions['code'];
  const list = async (identity = lea): Promise<readonly Export[]> => {
    const { data } = await harness.query(LIST, {}, identity);
    return (data?.['viewer'] as unknown as { dataExports: Export[] }).dataExports;
  };
  const keyWith = async (...scopes: string[]): Promise<Identity> => {
    const { secret } = await harness.tell('createApiKey', { name: 'x', scopes }, lea);
    const identity = await identify(harness.running, secret ?? '', harness.clock);
    if (!identity) throw new Error('The key is no good.');
    return identity;
  };
  const tokenIn = ({ url }: Export): string => new URL(url ?? '').searchParams.get('token') ?? '';

  test('can be fetched for 7 days with a token of 10 minutes, made for that export and its member', async () => {
    const { export: made, userErrors } = await request();
    expect(userErrors).toEqual([]);
    expect(made).toMatchObject({
      id: expect.stringMatching(/^export_/),
      status: 'SUCCEEDED',
      requestedAt: '2026-03-02T09:00:00.000Z',
      expiresAt: '2026-03-09T09:00:00.000Z',
    });
    expect(made?.url?.split('?')[0]).toBe(`${PUBLIC_URL}/data-exports/${made?.id}`);
    const { jwks, now } = await harness.rules();
    const { payload, protectedHeader } = await jwtVerify(tokenIn(made as Export), createLocalJWKSet(jwks), {
      currentDate: now,
    });
    const issuedAt = now.getTime() / 1000;
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: expect.any(String), typ: 'data-export+jwt' });
    expect(payload).toEqual({
      iss: PUBLIC_URL,
      aud: 'wizness-data-export',
      sub: leaId,
      jti: made?.id,
      iat: issuedAt,
      nbf: issuedAt,
      exp: issuedAt + 600,
    });
  });

  test('give a token that lets nobody in', async () => {
    const { export: made } = await request();
    expect(await verifyAccessToken(tokenIn(made as Export), await harness.rules())).toBeNull();
  });

  test('are listed, the newest first, each time with a new token, and with none once they have expired', async () => {
    const first = (await request()).export;
    harness.pass({ days: 1 });
    const second = (await request()).export;
    const before = await list();
    expect(before).toMatchObject([
      { id: second?.id, status: 'SUCCEEDED' },
      { id: first?.id, status: 'SUCCEEDED' },
    ]);
    harness.pass({ minutes: 11 });
    expect((await list())[0]?.url).not.toBe(before[0]?.url);
    harness.pass({ days: 6 });
    expect(await list()).toMatchObject([
      { id: second?.id, status: 'SUCCEEDED', url: expect.any(String) },
      { id: first?.id, status: 'EXPIRED', url: null },
    ]);
  });

  test('are listed with as many statements as one', async () => {
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

  test('are five at most, even asked for at once; the sixth is told when', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => request()));
    expect(answers.filter((answer) => answer.export)).toHaveLength(5);
    const { userErrors } = await request();
    expect(userErrors).toEqual([
      { code: 'RATE_LIMITED', field: null, message: expect.stringContaining('2026-03-09T09:00:00.000Z') },
    ]);
    harness.pass({ days: 7 });
    expect((await request()).userErrors).toEqual([]);
  });

  test('are asked for in person alone, in a session that is not over', async () => {
    expect(await faultOf()).toBe('UNAUTHENTICATED');
    expect(await faultOf(await keyWith('PROFILE_READ'))).toBe('FORBIDDEN');
    await harness.tell('signOut', {}, lea);
    expect(await faultOf(lea)).toBe('UNAUTHENTICATED');
  });

  test('are shown to nobody else, nor to any key', async () => {
    await request();
    expect(await list(await keyWith('POSTS_READ', 'PROFILE_READ'))).toEqual([]);
    await harness.join('tom');
    expect(await list((await harness.signIn('tom')).identity)).toEqual([]);
  });

  test('are forgotten 30 days after they expired', async () => {
    await request();
    harness.pass({ days: 36 });
    await harness.context().housekeeping.sweep();
    expect(await harness.sql('SELECT 1 FROM membership.data_exports')).toHaveLength(1);
    harness.pass({ days: 2 });
    await harness.context().housekeeping.sweep();
    expect(await harness.sql('SELECT 1 FROM membership.data_exports')).toEqual([]);
  });
});
