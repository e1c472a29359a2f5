import type { TestDatabase } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { type Members, openMembers, PUBLIC_URL } from './members';
import { startEmbedded, type TestGateway, testDatabase } from './running';
import { REFUSED, send } from './sending';
import { posts, scores } from './two-subgraphs';

let database: TestDatabase;
let members: Members;
let gateway: TestGateway;

beforeAll(async () => {
  database = await testDatabase();
  members = await openMembers(database);
  const services = [posts, scores, members.membership];
  gateway = await startEmbedded(database, { services, publicUrl: PUBLIC_URL });
});
afterAll(async () => {
  await gateway.close();
  await members.close();
  await database.drop();
});

describe('whatever anybody sends as a credential', () => {
  /** What HTTP lets stand in a header: visible characters of Latin-1. */
  const VISIBLE = fc.oneof(fc.integer({ min: 0x21, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff }));
  const HEADER_TEXT = fc
    .array(VISIBLE, { minLength: 1, maxLength: 300 })
    .map((characters) => String.fromCharCode(...characters));
  const SCHEME = fc.constantFrom('Bearer ', 'bearer ', 'Basic ', 'ApiKey ', 'Bearer wzk_', 'Bearer a.', '');

  const answerTo = async (authorization: string) => {
    const { status, text } = await send(gateway, { authorization });
    return { status, text };
  };

  test('random text never gets in', async () => {
    const property = fc.asyncProperty(SCHEME, HEADER_TEXT, async (scheme, text) => {
      expect(await answerTo(scheme + text)).toEqual(REFUSED);
    });
    await fc.assert(property, { numRuns: 800 });
  });

  test('a good token with something changed never gets in', async () => {
    const token = await members.token();
    const change = fc.record({ at: fc.nat(token.length - 1), by: fc.integer({ min: 1, max: 63 }), cut: fc.nat(3) });
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const property = fc.asyncProperty(change, async ({ at, by, cut }) => {
      const other = alphabet[(alphabet.indexOf(token[at] ?? '') + by + 64) % 64] ?? '';
      const changed = token.slice(0, at) + other + token.slice(at + 1 + cut);
      fc.pre(changed !== token);
      expect(await answerTo(`Bearer ${changed}`)).toEqual(REFUSED);
    });
    await fc.assert(property, { numRuns: 600 });
  });

  test('a header or claims of one’s own under a good signature never get in', async () => {
    const token = await members.token();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const kid = JSON.parse(Buffer.from(header, 'base64url').toString()).kid as string;
    const alg = fc.oneof(fc.constantFrom('none', 'EdDSA', 'HS256', 'RS256', 'Ed25519', 'ES256', ''), fc.jsonValue());
    const heads = fc.record(
      {
        alg,
        kid: fc.oneof(fc.constant(kid), fc.jsonValue()),
        typ: fc.constantFrom('at+jwt', 'JWT'),
        crit: fc.jsonValue(),
      },
      { requiredKeys: ['alg'] },
    );
    const property = fc.asyncProperty(heads, fc.jsonValue(), fc.boolean(), async (head, claims, keep) => {
      const parts = [encode(head), keep ? payload : encode(claims), signature];
      const forged = parts.join('.');
      fc.pre(forged !== token && forged.length < 4000);
      expect(await answerTo(`Bearer ${forged}`)).toEqual(REFUSED);
    });
    await fc.assert(property, { numRuns: 600 });
  });
});
