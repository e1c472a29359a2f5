import { parse, validate } from 'graphql';
import { dataVersionProcedure } from '../data/data-version';
import { eventsProcedure, newestEventProcedure } from '../event-log/events-procedure';
import { personalDataProcedure } from '../privacy/personal-data';
import type { Logger } from '../runtime/log';
import type { RunningSubgraph, Subgraph } from '../subgraph';
import type { Clock } from '../values/clock';
import { createDocumentCache } from './document-cache';
import { executeRequest } from './execute-request';
import { graphqlProcedure } from './graphql-procedure';
import { implementProcedure, type ProcedureHandler } from './procedure';

/** Parses and validates each text once. Throws a GraphQLError if a text does not match the schema. */
const createReader = ({ schema }: Subgraph) =>
  createDocumentCache((query) => {
    const document = parse(query);
    const [error] = validate(schema, document);
    if (error) throw error;
    return document;
  });

/** The procedures of a running subgraph: those that every service has, and its own. */
export const proceduresOf = (
  subgraph: Subgraph,
  running: RunningSubgraph,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): readonly ProcedureHandler[] => {
  const documentOf = createReader(subgraph);
  return [
    implementProcedure(graphqlProcedure, async ({ query, variables, operationName, extensions }, caller) => {
      const { identity, requestId, signal } = caller;
      const { schema } = subgraph;
      const operation = { schema, document: documentOf(query), variables, operationName };
      return executeRequest(running, operation, {
        readAfter: extensions?.readAfter,
        contextOf: (reader) => running.createContext({ identity, clock, signal, reader }),
        report: (error) => {
          if (!signal.aborted) log.error({ err: error, requestId }, 'execution failed');
        },
      });
    }),
    implementProcedure(eventsProcedure, async ({ after, limit }) => ({
      events: await running.events.read(after, limit),
    })),
    implementProcedure(newestEventProcedure, async ({ after, waitMs = 0 }, { signal }) => ({
      position: await (after === undefined
        ? running.events.newest()
        : running.events.newestAfter(after, waitMs, signal)),
    })),
    implementProcedure(dataVersionProcedure, async () => ({ version: await running.dataVersion() })),
    implementProcedure(personalDataProcedure, ({ memberId }) => running.personalDataOf(memberId)),
    ...(subgraph.procedures?.(running, clock) ?? []),
  ];
};
