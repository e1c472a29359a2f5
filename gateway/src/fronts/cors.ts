import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** In seconds: one day. Browsers lower it to a limit of their own. */
const PREFLIGHT_MAX_AGE = 24 * 60 * 60;

/** Origins whose pages may call the gateway: exact ones, or `*` for all, which then send no cookies. */
export type AllowedOrigins = '*' | readonly string[];

/** Lets pages of other origins send requests and read the responses (CORS). Without any origin, no page of another may. */
export const allowOrigins = async (http: FastifyInstance, origins: AllowedOrigins): Promise<void> => {
  if (origins.length === 0) return;
  await http.register(fastifyCors, {
    origin: origins === '*' ? '*' : [...origins],
    credentials: origins !== '*',
    methods: ['GET', 'POST'],
    exposedHeaders: [
      'content-language',
      'export-cursor',
      'ratelimit-limit',
      'ratelimit-policy',
      'ratelimit-remaining',
      'ratelimit-reset',
      'retry-after',
      'wizness-read-after',
      'www-authenticate',
      'x-request-id',
    ],
    maxAge: PREFLIGHT_MAX_AGE,
  });
};
