import { createHash } from 'node:crypto';
import type { TestDatabase } from '@wizness/kernel/testing';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await testDatabase();
  gateway = await startEmbedded(database);
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

const get = async (path: string, language: string) => {
  const response = await fetch(`${gateway.url}${path}`, { headers: { 'accept-language': language } });
  return { status: response.status, headers: response.headers, html: await response.text() };
};

const contentsOf = (html: string, element: 'script' | 'style'): string[] =>
  [...html.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))].map(([, text]) => text ?? '');

describe.each(['/verify-email', '/reset-password', '/forgotten-password'])('The page %s', (path) => {
  test('is in French for browsers that prefer French, and in English for all others', async () => {
    const [french, english] = [await get(path, 'fr-CH, en;q=0.8'), await get(path, 'de')];
    expect(french.html).toContain('<html lang="fr">');
    expect(english.html).toContain('<html lang="en">');
    expect(french.headers.get('content-language')).toBe('fr');
    expect(french.headers.get('vary')).toContain('accept-language');
    expect(french.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(contentsOf(english.html, 'script').join()).not.toMatch(/réessayez|vous/);
  });

  test('has a policy that allows its one script and requests to this origin only', async () => {
    const { headers, html } = await get(path, 'fr');
    const policy = headers.get('content-security-policy') ?? '';
    const [script = '', ...scripts] = contentsOf(html, 'script');
    const [style = '', ...styles] = contentsOf(html, 'style');
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect([scripts, styles]).toEqual([[], []]);
    expect(policy).toContain(`default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)};`);
    expect(policy).toContain("connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(html).not.toMatch(/https?:\/\/|\son[a-z]+=|\sstyle=/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('has a label for the input and a status for screen readers', async () => {
    const { html } = await get(path, 'en');
    expect(html).toContain('role="status"');
    expect(html.includes('id="field"')).toBe(html.includes('<label for="field">'));
    expect(html).not.toMatch(/\sname="(?!viewport)/);
  });
});
