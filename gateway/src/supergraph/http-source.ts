import { FaultCode, IDENTITY_HEADER, signIdentity } from '@wizness/kernel';
import type { Pool } from 'undici';
import { REQUEST_ID_HEADER } from '../request-id';
import { type AskSubgraph, createSource, FetchFailure, type SourceOptions, type SubgraphAnswer } from './source';

interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** An aborted request ends with the reason of its signal, which is a failure already. */
const unavailable = (cause: unknown): FetchFailure =>
  cause instanceof FetchFailure ? cause : new FetchFailure(FaultCode.SUBGRAPH_UNAVAILABLE, 'no answer', { cause });

const isAnswer = (body: unknown): body is SubgraphAnswer =>
  typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);

const read = ({ status, text }: HttpAnswer): SubgraphAnswer => {
  if (status === 400)
    throw new FetchFailure(FaultCode.INTERNAL_SERVER_ERROR, `it refused a planned operation: ${text}`);
  if (status === 401) throw new FetchFailure(FaultCode.SUBGRAPH_UNAVAILABLE, 'it has another SUBGRAPH_SECRET');
  if (status === 500) throw new FetchFailure(FaultCode.INTERNAL_SERVER_ERROR, 'it failed');
  if (status !== 200) throw new FetchFailure(FaultCode.SUBGRAPH_UNAVAILABLE, `it answered with status ${status}`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw unavailable(cause);
  }
  if (!isAnswer(body)) throw new FetchFailure(FaultCode.SUBGRAPH_UNAVAILABLE, 'its answer is not one of GraphQL');
  return body;
};

const askOverHttp = (service: string, pool: Pool, secret: Uint8Array): AskSubgraph => {
  return async ({ query, operationName, variables, context, signal }) => {
    const body = JSON.stringify({ query, operationName, variables });
    const asked = { service, method: 'POST', path: '/graphql', body };
    const headers = {
      'content-type': 'application/json',
      [IDENTITY_HEADER]: await signIdentity(context.identity, asked, secret),
      [REQUEST_ID_HEADER]: context.requestId,
    };
    let answer: HttpAnswer;
    try {
      const response = await pool.request({ path: '/graphql', method: 'POST', headers, body, signal });
      answer = { status: response.statusCode, text: await response.body.text() };
    } catch (error) {
      throw unavailable(error);
    }
    return read(answer);
  };
};

/** A subgraph in another process, asked through `pool` with the identity signed for it. */
export const httpSource = (service: string, pool: Pool, secret: Uint8Array, options: SourceOptions) =>
  createSource(service, askOverHttp(service, pool, secret), options);
