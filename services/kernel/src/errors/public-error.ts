import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type DatabaseFault, databaseFault } from './database-fault';
import { FaultCode } from './fault';

const isMeantForTheCaller = (error: GraphQLError): boolean =>
  !error.originalError || error.originalError instanceof GraphQLError;

const MESSAGES: Readonly<Record<DatabaseFault | FaultCode.INTERNAL_SERVER_ERROR, string>> = {
  [FaultCode.SUBGRAPH_UNAVAILABLE]: 'The database of this service is unavailable.',
  [FaultCode.TIMEOUT]: 'The database of this service did not respond in time.',
  [FaultCode.INTERNAL_SERVER_ERROR]: 'Something went wrong on our side.',
};

/**
 * An execution error as the caller may see it. An error that was not thrown for the caller (an unreachable database, a bug)
 * keeps its path but loses its message, which may contain SQL, a file path or an address. The original goes to `report`.
 */
export const publicError = (error: GraphQLError, report: (error: GraphQLError) => void): GraphQLFormattedError => {
  if (isMeantForTheCaller(error)) return error.toJSON();
  report(error);
  const { locations, path } = error.toJSON();
  const code = databaseFault(error.originalError) ?? FaultCode.INTERNAL_SERVER_ERROR;
  return { message: MESSAGES[code], ...(locations && { locations }), ...(path && { path }), extensions: { code } };
};
