import { FaultCode } from '@wizness/kernel';
import { postSigned, type RemoteService, type ServiceResponse } from '../internal/post-signed';
import { REQUEST_ID_HEADER } from '../pipeline/request-id';
import {
  createDataSource,
  type DataSourceOptions,
  FetchFailure,
  type SendFetch,
  type SubgraphResponse,
} from './data-source';

/** An aborted request rejects with the reason of its signal, which already is a failure. */
const unavailable = (cause: unknown): FetchFailure =>
  cause instanceof FetchFailure ? cause : new FetchFailure(FaultCode.SUBGRAPH_UNAVAILABLE, 'no response', { cause });

const isSubgraphResponse = (body: unknown): body is SubgraphResponse =>
  typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);

const readResponse = ({ status, text }: ServiceResponse): SubgraphResponse => {
  if (status === 400)
    throw new FetchFailure(FaultCode.INTERNAL_SERVER_ERROR, `the subgraph refused a planned operation: ${text}`);
  if (status === 401)
    throw new FetchFailure(FaultCode.SUBGRAPH_UNAVAILABLE, 'the subgraph has a different SUBGRAPH_SECRET');
  if (status === 500) throw new FetchFailure(FaultCode.INTERNAL_SERVER_ERROR, 'the subgraph failed');
  if (status !== 200) throw new FetchFailure(FaultCode.SUBGRAPH_UNAVAILABLE, `status ${status}`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw unavailable(cause);
  }
  if (!isSubgraphResponse(body))
    throw new FetchFailure(FaultCode.SUBGRAPH_UNAVAILABLE, 'the body is not a GraphQL response');
  return body;
};

/** A response of this size is a fault: the cost limit of operations allows far less. */
const MAX_BYTES = 64 * 1024 * 1024;

const sendOverHttp =
  (remote: RemoteService): SendFetch =>
  async ({ query, operationName, variables, context, signal }) => {
    const { identity, requestId } = context;
    const content = { query, operationName, variables };
    const headers = { [REQUEST_ID_HEADER]: requestId };
    const request = { path: '/graphql', content, identity, headers, signal, maxBytes: MAX_BYTES };
    return readResponse(
      await postSigned(remote, request).catch((error: unknown) => {
        throw unavailable(error);
      }),
    );
  };

/** The data source of a subgraph in another process. Each request carries the caller's identity, signed. */
export const httpDataSource = (remote: RemoteService, options: DataSourceOptions) =>
  createDataSource(remote.service, sendOverHttp(remote), options);
