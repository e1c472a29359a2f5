import { callOverHttp, graphqlProcedure, type RemoteService } from '@wizness/kernel';
import { createDataSource, type DataSourceOptions } from './data-source';

/** The data source of a subgraph in another process. Each request carries the caller's identity, signed. */
export const httpDataSource = (remote: RemoteService, options: DataSourceOptions) => {
  const call = callOverHttp(remote);
  return createDataSource(
    remote.service,
    ({ query, operationName, variables, context: { identity, requestId }, signal }) =>
      call(graphqlProcedure, { query, operationName, variables }, { identity, requestId, signal }),
    options,
  );
};
