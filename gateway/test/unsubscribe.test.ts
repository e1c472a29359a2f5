import type { TestDatabase } from '@wizness/kernel/testing';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';
import { type Members, openMembers, PUBLIC_URL } from './support/members';
import { posts, scores } from './support/two-subgraphs';

/** As a mail program sends it (RFC 8058 §3.1): no cookie, no credential, no origin. */
const ONE_CLICK = {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'List-Unsubscribe=One-Click',
};

describe('The address for unsubscribing in a mail', () => {
  let database: TestDatabase;
  let members: Members;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await testDatabase();
    members = await openMembers(database);
    const services = [members.membership, posts, scores];
    gateway = await startEmbedded(database, { services, publicUrl: PUBLIC_URL });
  });
  afterAll(async () => {
    await gateway.close();
    await members.close();
    await database.drop();
  });
  beforeEach(() => members.wantDigest());

  const urlOf = (token: string) => `${gateway.url}/mail/unsubscribe/${token}`;

  test('A POST without cookies ends the mails at once, with status 200 and without a redirect, and may be repeated', async () => {
    const url = urlOf(await members.unsubscribeToken());
    for (let time = 0; time < 2; time += 1) {
      const response = await fetch(url, { ...ONE_CLICK, redirect: 'error' });
      expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null]);
      expect(await members.wantsDigest()).toBe(false);
    }
  });

  test.each([
    ['a form of several parts', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }],
    ['JSON', { headers: { 'content-type': 'application/json' }, body: '{' }],
    ['no body', {}],
  ])('A POST with %s ends them, too', async (_, request) => {
    const response = await fetch(urlOf(await members.unsubscribeToken()), { method: 'POST', ...request });
    expect(response.status).toBe(200);
    expect(await members.wantsDigest()).toBe(false);
  });

  test('A GET changes nothing, and shows a button that submits to the same address without a script', async () => {
    const url = urlOf(await members.unsubscribeToken());
    const response = await fetch(url, { headers: { 'accept-language': 'fr' } });
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<form method="post"><button>Ne plus les recevoir</button></form>');
    expect(html).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cache-control')).toBe('no-store');
    await fetch(url, { method: 'HEAD' });
    expect(await members.wantsDigest()).toBe(true);
  });

  test.each(['x'.repeat(43), 'short', 'x'.repeat(300), '%00'])(
    'A POST with the unknown token %s is answered with 404',
    async (token) => {
      const response = await fetch(urlOf(token), ONE_CLICK);
      expect([404, 400, 414]).toContain(response.status);
      expect(await members.wantsDigest()).toBe(true);
    },
  );

  test('A large body is refused', async () => {
    const response = await fetch(urlOf(await members.unsubscribeToken()), { ...ONE_CLICK, body: 'x'.repeat(2000) });
    expect(response.status).toBe(413);
    expect(await members.wantsDigest()).toBe(true);
  });
});
