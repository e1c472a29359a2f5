import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { ExternalIssuer } from '../../src/identity/external-token';

export interface Signing {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: CryptoKey;
}

/** An external OpenID Connect issuer: an HTTP server that publishes its keys. */
export interface TestIssuer {
  readonly settings: ExternalIssuer;
  /** A token of the user Léa, with the given claims, header and key. */
  token(signing?: Signing): Promise<string>;
  /** Creates a new key for this algorithm, signs with it and publishes only this key. */
  rotate(alg?: string): Promise<void>;
  /** Responds to key requests with this status and body. */
  publish(status: number, text: string): void;
  publicKey(): Promise<JWK>;
  /** Number of requests for the keys. */
  keyRequests(): number;
  close(): Promise<void>;
}

export const openIssuer = async (): Promise<TestIssuer> => {
  const issuer = 'https://login.example.org/';
  let current: { readonly alg: string; readonly kid: string; readonly privateKey: CryptoKey; readonly jwk: JWK };
  let published = { status: 200, text: '' };
  let keyRequests = 0;
  const rotate = async (alg = 'ES256'): Promise<void> => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const kid = `key-${crypto.randomUUID()}`;
    current = { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
    published = { status: 200, text: JSON.stringify({ keys: [current.jwk] }) };
  };
  await rotate();
  const server = createServer((_, response) => {
    keyRequests += 1;
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
    keyRequests: () => keyRequests,
    token: ({ claims, header, key = current.privateKey } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const user = { sub: '248289761001', name: 'Léa Marchand', preferred_username: 'lea-m', locale: 'fr-FR' };
      return new SignJWT({ ...user, iss: issuer, aud: 'wizness', iat: now, exp: now + 300, ...claims })
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
