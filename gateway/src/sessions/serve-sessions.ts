import { anonymous, type Clock, FaultCode } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorBody } from '../fronts/error-body';
import { callerIn, connectionOf } from '../fronts/graphql-context';
import type { GraphqlFront } from '../fronts/graphql-front';
import type { Authenticate } from '../pipeline/authenticate';
import type { GatewayContext } from '../pipeline/context';
import { createSessionCookies, readSessionCookies } from './session-cookies';
import { REFRESH, type SessionPayload, SIGN_IN, SIGN_OUT } from './session-operations';
import { isOwnPage } from './session-request';

export interface SessionOptions extends Pick<GraphqlFront, 'ask'> {
  readonly authenticate: Authenticate;
  /** Base URL of the site. It may have a path. */
  readonly publicUrl: string;
  readonly clock: Clock;
}

const credentials = z.object({ email: z.string().max(1000), password: z.string().max(1000) });

const REFUSAL =
  'Only pages of this site may use sessions in cookies. Programs sign in with the mutation signIn, and send its access token.';
const ENDED = 'There is no session to continue. Sign in.';

/** What a page needs of a session. The refresh token stays in the cookie, where no script can read it. */
const bodyOf = ({ tokens, userErrors }: SessionPayload) => ({
  accessToken: tokens?.accessToken ?? null,
  expiresAt: tokens?.accessTokenExpiresAt ?? null,
  userErrors,
});

/**
 * Sessions of the explorer. `POST /session` signs in, `POST /session/refresh` gives the next access token, `DELETE /session` signs
 * out. The refresh token is in an `HttpOnly`, `SameSite=Strict` cookie that is sent to these paths only; `/graphql` reads no cookie.
 * 403 for a request that no page of this site has sent, 401 without a live session, 503 while membership does not respond.
 */
export const serveSessions = (http: FastifyInstance, options: SessionOptions): void => {
  const { ask, authenticate, publicUrl, clock } = options;
  const cookies = createSessionCookies(publicUrl);

  const contextOf = (request: FastifyRequest, reply: FastifyReply): GatewayContext => {
    const { requestId, address, userAgent = null } = callerIn(request);
    return {
      requestId,
      identity: { ...anonymous, clientAddress: address, userAgent: userAgent?.slice(0, 500) ?? null },
      connection: connectionOf(reply),
    };
  };

  /** The payload of a mutation; null after the reply, if there is none. */
  const payloadOf = async (
    [request, reply]: readonly [FastifyRequest, FastifyReply],
    [query, field]: readonly [string, 'signIn' | 'refreshSession'],
    input: Record<string, unknown>,
  ): Promise<SessionPayload | null> => {
    const result = await ask(query, { input }, contextOf(request, reply));
    const { data, errors = [] } = result as unknown as {
      readonly data?: Readonly<Record<string, SessionPayload | null>> | null;
      readonly errors?: readonly {
        readonly message: string;
        readonly extensions?: { readonly code?: string; readonly retryAfter?: number };
      }[];
    };
    const payload = data?.[field];
    if (payload) return payload;
    const [{ message = '', extensions = {} } = {}] = errors;
    if (extensions.code === FaultCode.RATE_LIMITED) {
      const retryAfter = extensions.retryAfter ?? 1;
      void reply
        .code(429)
        .header('retry-after', `${retryAfter}`)
        .send(errorBody(FaultCode.RATE_LIMITED, message, { retryAfter }));
    } else {
      const unavailable = 'Sessions are unavailable at the moment. Try again later.';
      void reply.code(503).header('retry-after', '30').send(errorBody(FaultCode.SUBGRAPH_UNAVAILABLE, unavailable));
    }
    return null;
  };

  /** Keeps the tokens of a session, and gives the page what it needs of it. */
  const keep = (reply: FastifyReply, payload: SessionPayload): FastifyReply => {
    const { tokens, deviceToken } = payload;
    const written = [
      ...(tokens?.refreshToken
        ? cookies.kept(tokens.refreshToken, tokens.refreshTokenExpiresAt, clock.now().getTime())
        : []),
      ...(deviceToken ? [cookies.device(deviceToken)] : []),
    ];
    if (written.length > 0) void reply.header('set-cookie', written);
    return reply.send(bodyOf(payload));
  };

  void http.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      void reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      if (isOwnPage(request, publicUrl)) return undefined;
      return reply.code(403).send(errorBody(FaultCode.FORBIDDEN, REFUSAL));
    });

    scope.post('/session', { bodyLimit: 10_000 }, async (request, reply) => {
      const parsed = credentials.safeParse(request.body);
      if (!parsed.success) {
        return reply.code(400).send(errorBody('BAD_REQUEST', 'Send JSON with `email` and `password`.'));
      }
      const { deviceToken } = readSessionCookies(request.headers.cookie);
      const payload = await payloadOf([request, reply], [SIGN_IN, 'signIn'], { ...parsed.data, deviceToken });
      return payload ? keep(reply, payload) : reply;
    });

    scope.post('/session/refresh', { bodyLimit: 1000 }, async (request, reply) => {
      const { refreshToken } = readSessionCookies(request.headers.cookie);
      if (refreshToken === null) return reply.code(401).send(errorBody(FaultCode.UNAUTHENTICATED, ENDED));
      const payload = await payloadOf([request, reply], [REFRESH, 'refreshSession'], { refreshToken });
      if (!payload) return reply;
      if (payload.tokens) return keep(reply, payload);
      return reply.code(401).header('set-cookie', cookies.ended()).send(errorBody(FaultCode.UNAUTHENTICATED, ENDED));
    });

    // The session ends whatever happens to the mutation: without the cookie, the browser cannot continue it.
    scope.delete('/session', { bodyLimit: 1000 }, async (request, reply) => {
      const { refreshToken } = readSessionCookies(request.headers.cookie);
      void reply.header('set-cookie', cookies.ended());
      if (refreshToken === null) return reply.send({ endedSessions: 0 });
      const payload = await payloadOf([request, reply], [REFRESH, 'refreshSession'], { refreshToken });
      if (!payload) return reply;
      if (!payload.tokens) return reply.send({ endedSessions: 0 });
      const context = contextOf(request, reply);
      context.identity = await authenticate({
        ...callerIn(request),
        authorization: [`Bearer ${payload.tokens.accessToken}`],
      });
      await ask(SIGN_OUT, {}, context);
      return reply.send({ endedSessions: 1 });
    });
  });
};
