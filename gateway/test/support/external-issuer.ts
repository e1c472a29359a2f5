import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { ExternalIssuer } from '../../src/identity/external-token';

export interface Signing {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: CryptoKey;
}

/** A company's issuer of tokens: a real server that publishes real keys. */
export interface TestIssuer {
  readonly settings: ExternalIssuer;
  /** A token about Léa, but for what is changed. */
  token(signing?: Signing): Promise<string>;
  /** Signs with a key of this algorithm from now on, and publishes no other. */
  rotate(alg?: string): Promise<void>;
  /** Publishes something else. */
  publish(status: number, text: string): void;
  publicKey(): Promise<JWK>;
  /** How often the keys were asked for. */
  asked(): number;
  close(): Promise<void>;
}

export const openIssuer = async (): Promise<TestIssuer> => {
  const issuer = 'https://login.example.org/';
  let current: { readonly alg: string; readonly kid: string; readonly privateKey: CryptoKey; readonly jwk: JWK };
  let published = { status: 200, text: '' };
  let asked = 0;
  const rotate = async (alg = 'ES256'): Promise<void> => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const kid = `key-${crypto.randomUUID()}`;
    current = { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
    published = { status: 200, text: JSON.stringify({ keys: [current.jwk] }) };
  };
  await rotate();
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(published.status, { 'content-type': 'application/json' }).end(published.text);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    settings: { issuer, audience: 'wizness', jwksUrl: `http://127.0.0.1:${port}/jwks.json` },
    rotate,
    publish: (status, text) => {
      published = { status, text };
    },
    publicKey: async () => current.jwk,
    asked: () => asked,
    token: ({ claims, header, key = current.privateKey } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const about = { sub: '248289761001', name: 'Léa Marchand', preferred_username: 'lea-m', locale: 'fr-FR' };
      return new SignJWT({ ...about, iss: issuer, aud: 'wizness', iat: now, exp: now + 300, ...claims })
        .setProtectedHeader({ alg: current.alg, kid: current.kid, typ: 'JWT', ...header })
        .sign(key);
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
