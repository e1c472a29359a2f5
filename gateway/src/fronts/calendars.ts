import {
  calendarMemberProcedure,
  type CalendarSelection,
  type CallProcedure,
  type Identity,
  readCalendarProcedure,
} from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entityTagOf, isKnownTag } from './entity-tag';
import { errorBody } from './error-body';

/** Everyone gets the same public calendar. A personal one is kept by the program that reads it, and by no cache between. */
const PUBLIC = 'public, max-age=300';
const PRIVATE = 'private, max-age=900';

const EXTENSION = '.ics';

interface NamedRoute {
  readonly Params: { readonly name: string };
}

interface CalendarCalls {
  readonly content: CallProcedure | null;
  readonly membership: CallProcedure | null;
  readonly timeoutMs: number;
}

/** The part before `.ics`; null for another name. */
const stemOf = (name: string): string | null =>
  name.endsWith(EXTENSION) && name.length > EXTENSION.length ? name.slice(0, -EXTENSION.length) : null;

const notFound = (reply: FastifyReply) =>
  reply
    .code(404)
    .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .send(errorBody('NOT_FOUND', 'There is no such calendar.'));

const send = (request: FastifyRequest, reply: FastifyReply, calendar: string, cacheControl: string) => {
  const tag = entityTagOf(calendar);
  void reply.headers({
    'cache-control': cacheControl,
    etag: tag,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return reply.type('text/calendar; charset=utf-8').send(calendar);
};

/**
 * iCalendar (RFC 5545): `GET /events.ics` has the public events, `/events/<slug>.ics` one of them, and `/calendar/<token>.ics`
 * those that a member goes to. Programs that read calendars send no credentials, so the token in the address decides; no
 * cookie is read.
 */
export const serveCalendars = (http: FastifyInstance, { content, membership, timeoutMs }: CalendarCalls): void => {
  if (content === null) return;
  const read = async (selection: CalendarSelection, identity?: Identity): Promise<string | null> => {
    const options = { signal: AbortSignal.timeout(timeoutMs), ...(identity && { identity }) };
    return (await content(readCalendarProcedure, { selection }, options)).calendar;
  };

  http.get('/events.ics', async (request, reply) => {
    const calendar = await read({ events: 'PUBLIC' });
    return calendar === null ? notFound(reply) : send(request, reply, calendar, PUBLIC);
  });

  http.get<NamedRoute>('/events/:name', async (request, reply) => {
    const slug = stemOf(request.params.name);
    const calendar = slug === null ? null : await read({ events: 'ONE', slug });
    if (slug === null || calendar === null) return notFound(reply);
    void reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(slug)}.ics`);
    return send(request, reply, calendar, PUBLIC);
  });

  http.get<NamedRoute>('/calendar/:name', async (request, reply) => {
    const token = stemOf(request.params.name);
    if (token === null || membership === null) return notFound(reply);
    const signal = AbortSignal.timeout(timeoutMs);
    const { identity } = await membership(calendarMemberProcedure, { token }, { signal });
    const calendar = identity && (await read({ events: 'ANSWERED' }, identity));
    return calendar === null ? notFound(reply) : send(request, reply, calendar, PRIVATE);
  });
};
