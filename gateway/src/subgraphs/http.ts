import { FaultCode } from '@wizness/kernel';
import { REQUEST_ID_HEADER } from '../pipeline/request-id';
import { postSigned, type RemoteService, type ServiceAnswer } from '../internal/post-signed';
import { type AskSubgraph, createSource, FetchFailure, type SourceOptions, type SubgraphAnswer } from './data-source';

/** An aborted request ends with the reason of its signal, which is a failure already. */
const unavailable = (cause: unknown): FetchFailure =>
  cause instanceof FetchFailure ? cause : new FetchFailure(FaultCode.SUBGRAPH_UNAVAILABLE, 'no answer', { cause });

const isAnswer = (body: unknown): body is SubgraphAnswer =>
  typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);

const read = ({ status, text }: ServiceAnswer): SubgraphAnswer => {
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

const askOverHttp =
  (remote: RemoteService): AskSubgraph =>
  async ({ query, operationName, variables, context, signal }) => {
    const { identity, requestId } = context;
    const content = { query, operationName, variables };
    const headers = { [REQUEST_ID_HEADER]: requestId };
    const post = { path: '/graphql', content, identity, headers, signal };
    return read(
      await postSigned(remote, post).catch((error: unknown) => {
        throw unavailable(error);
      }),
    );
  };

/** A subgraph in another process, asked with the identity signed for it. */
export const httpSource = (remote: RemoteService, options: SourceOptions) =>
  createSource(remote.service, askOverHttp(remote), options);
