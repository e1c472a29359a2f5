import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { GRAPHQL_RESPONSE_TYPE } from './cross-site';
import { badRequest } from './graphql-parameters';

const JSON_TYPE = 'application/json; charset=utf-8';
const TYPES = [JSON_TYPE, `${GRAPHQL_RESPONSE_TYPE}; charset=utf-8`];

/** Clients send few different headers. A long one is not kept. */
const chosen = new LRUCache<string, string>({ max: 100 });
const MAX_KEPT_LENGTH = 500;

/** The media type of a response by the Accept header of its request. Throws BAD_REQUEST (status 406) if there is none. */
export const chooseMediaType = (accept: string | undefined): string => {
  if (!accept) return JSON_TYPE;
  const known = chosen.get(accept);
  if (known) return known;
  const type = new Negotiator({ headers: { accept } }).mediaType(TYPES);
  if (!type) throw badRequest(`The Accept header must allow ${TYPES.join(' or ')}.`, 406);
  if (accept.length <= MAX_KEPT_LENGTH) chosen.set(accept, type);
  return type;
};
