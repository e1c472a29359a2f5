import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { createDocumentCheck } from '../pipeline/document-check';
import type { DocumentRequest, PersistedOperations } from '../pipeline/persisted-operations';
import { isWellFormedJsonRequest } from '../pipeline/response-status';
import { respondToBrowser } from './browser-requests';
import { errorBody } from './error-body';

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The server reports it.
    return undefined;
  }
};

const documentRequestOf = ({ method, query, body }: FastifyRequest): DocumentRequest => {
  const parameters = ((method === 'GET' ? query : body) ?? {}) as DocumentRequest;
  const { extensions } = parameters;
  return typeof extensions === 'string' ? { query: parameters.query, extensions: jsonIn(extensions) } : parameters;
};

/** Inserts the document that the hash in `extensions` stands for, and removes the hash, which the server does not know. */
const insertDocument = (request: FastifyRequest, document: string, extensions: object): void => {
  const others = Object.fromEntries(Object.entries(extensions).filter(([name]) => name !== 'persistedQuery'));
  if (request.method !== 'GET') {
    request.body = { ...(request.body as object), query: document, extensions: others };
    return;
  }
  const { searchParams } = new URL(request.url, 'http://gateway.invalid');
  searchParams.set('query', document);
  searchParams.set('extensions', JSON.stringify(others));
  request.raw.url = `/graphql?${searchParams}`;
};

const statusOf = ({ extensions: { http } }: GraphQLError): number =>
  (http as { readonly status?: number } | undefined)?.status ?? 400;

/**
 * Sends a browser to the explorer. Refuses what a page of another site could send, a document that may not run, and one that
 * is too expensive to validate.
 */
export const createBeforeOperation = (persistedOperations: PersistedOperations) => {
  const checkDocument = createDocumentCheck();
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (respondToBrowser(request, reply)) return;
    try {
      const named = documentRequestOf(request);
      const document = persistedOperations.textOf(named);
      if (document === undefined) return;
      checkDocument(document);
      const { extensions } = named;
      if (typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions)
        insertDocument(request, document, extensions);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const body = errorBody(String(error.extensions['code']), error.message);
      const isWellFormed = isWellFormedJsonRequest(request.headers.accept ?? '', body);
      await reply.code(isWellFormed ? 200 : statusOf(error)).send(body);
    }
  };
};
