import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { internalProcedure } from '../http/procedure';
import type { ExternalIdentity, Identity, SessionReference } from './identity';

const EXTERNAL_IDENTITY: z.ZodType<ExternalIdentity> = z.object({
  issuer: z.url(),
  subject: z.string().min(1).max(255),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  locale: z.string().nullable(),
  issuedAt: z.iso.datetime({ offset: true }),
});

export const IDENTITY: z.ZodType<Identity> = z.object({
  memberId: z.string().min(1),
  roles: z.array(z.string()),
  scopes: z.array(z.string()),
  organisationId: z.string().nullish(),
  sessionId: z.string().nullish(),
  apiKeyId: z.string().nullish(),
  locale: z.string().nullish(),
});

const SESSION: z.ZodType<SessionReference> = z.object({ memberId: z.string(), sessionId: z.string() });

/** What {@link identifyProcedure} identifies. */
export type IdentifiedCredential =
  | { readonly apiKey: string }
  | { readonly foreign: ExternalIdentity }
  | { readonly session: SessionReference };

const CREDENTIAL: z.ZodType<IdentifiedCredential> = z.union([
  z.object({ apiKey: z.string() }),
  z.object({ foreign: EXTERNAL_IDENTITY }),
  z.object({ session: SESSION }),
]);

/**
 * `POST /identify`: the identity of an API key, of a person from an external issuer (`foreign`) whose token the gateway
 * has verified, or of a session whose access token it has verified. Null for a malformed or invalid credential.
 */
export const identifyProcedure = internalProcedure(
  'identify',
  CREDENTIAL.nullable().catch(null),
  z.object({ identity: IDENTITY.nullable() }),
);

/**
 * `POST /member-identity`: what a member may do at this moment, for what the graph does for them while they are away, such as
 * webhooks. Null for an erased member.
 */
export const memberIdentityProcedure = internalProcedure(
  'member-identity',
  z.object({ memberId: z.string() }),
  z.object({ identity: IDENTITY.nullable() }),
);

const KEY_SET = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }) as unknown as z.ZodType<JSONWebKeySet>;

/** `GET /.well-known/jwks.json`: the public keys with which membership signs (RFC 7517). */
export const keySetProcedure = internalProcedure('jwks', z.object({}), KEY_SET, {
  method: 'GET',
  path: '/.well-known/jwks.json',
  isPublic: true,
});
