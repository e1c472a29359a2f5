import {
  type DocumentNode,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { engineErrors } from './engine-errors';
import type { Variables } from './operation/conditions';
import { createPrepare } from './operation/prepare';
import type { RewrittenOperation } from './operation/rewrite';
import type { Fetch } from './plan';
import type { ChooseLabels } from './planning/override-labels';
import type { Planner } from './planning/planner';
import type { Program } from './program/compile';
import { createProgramCache, type ProgramCacheOptions } from './program/program-cache';
import type { DataObject } from './run/data';
import type { FetchError } from './run/fetch-errors';
import type { Collected, FetchedResponse } from './run/run-fetch';
import { runProgram } from './run/run-program';
import { JsonData } from './shape/json-data';
import type { IsSubtype } from './subtypes';

export interface EngineOptions {
  readonly apiSchema: GraphQLSchema;
  readonly planner: Planner;
  readonly isSubtype: IsSubtype;
  readonly chooseLabels: ChooseLabels;
  readonly cache: ProgramCacheOptions;
}

/** A valid operation of a client. */
interface ClientOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

interface EngineCall {
  send(fetch: Fetch, variables: DataObject): Promise<FetchedResponse>;
  /** The code of a fault for what `send` rejected with. */
  codeOf(error: unknown): string;
  /** How long the response may be, in UTF-16 code units. */
  readonly maxLength: number;
  /** Called with the program before it runs; not for an operation that fetches nothing. */
  onProgram?(program: Program): void;
}

interface EngineResult {
  /** Undefined if the variables are not valid. */
  readonly data?: JsonData | null;
  readonly errors?: readonly GraphQLError[];
}

/** Runs operations on one supergraph. */
export interface Engine {
  /** Rejects with ResponseTooLong if the response is longer than the call allows. */
  execute(operation: ClientOperation, call: EngineCall): Promise<EngineResult>;
  /** The program of an operation; null if it fetches nothing. Throws the first error of the variables. */
  programOf(operation: ClientOperation): Program | null;
}

/** Errors in the variables of one operation that are reported. */
const MAX_VARIABLE_ERRORS = 50;

export const createEngine = (options: EngineOptions): Engine => {
  const { apiSchema, planner, isSubtype, chooseLabels, cache } = options;
  const prepare = createPrepare(apiSchema);
  const programs = createProgramCache(planner, isSubtype, cache);

  const coerce = ({ operation: { variableDefinitions = [] }, variables }: ClientOperation) =>
    variableDefinitions.length === 0
      ? { coerced: {}, errors: undefined }
      : getVariableValues(apiSchema, variableDefinitions, variables, { maxErrors: MAX_VARIABLE_ERRORS });

  /** Runs the fetches of an operation, which fill `collected`. */
  const fetchData = async (
    rewritten: RewrittenOperation,
    collected: Collected,
    sent: Variables,
    { send, codeOf, onProgram }: EngineCall,
  ): Promise<readonly FetchError[]> => {
    const program = programs.programOf(rewritten, chooseLabels());
    onProgram?.(program);
    const variable = (name: string): unknown => rewritten.variableValue(name, sent);
    return runProgram(program, { collected, isShareable: program.isShareable, isSubtype, variable, send, codeOf });
  };

  return {
    execute: async (operation, call) => {
      const { coerced, errors: variableErrors } = coerce(operation);
      if (variableErrors) return { errors: variableErrors };
      const prepared = prepare(operation.document, operation.operation);
      const { rewritten, shape, keys } = prepared.variantFor(coerced);
      const collected: Collected = { data: {}, shared: new Set(), unknown: new Set(), isPlain: true };
      const errors = rewritten ? await fetchData(rewritten, collected, operation.variables, call) : [];
      const { json, mismatches } = shape(collected, prepared.introspect(operation.variables), call.maxLength);
      const data = json === 'null' ? null : new JsonData(json);
      const clientErrors = engineErrors(errors, { data, mismatches }, keys);
      return clientErrors.length > 0 ? { data, errors: clientErrors } : { data };
    },
    programOf: (operation) => {
      const { coerced, errors } = coerce(operation);
      if (errors) throw errors[0];
      const { rewritten } = prepare(operation.document, operation.operation).variantFor(coerced);
      return rewritten && programs.programOf(rewritten, chooseLabels());
    },
  };
};
