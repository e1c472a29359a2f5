import { createLogger } from '@wizness/kernel';
import { getOperationAST, parse, validate } from 'graphql';
import { printProgram } from '../engine/program/print-program';
import { createGeneration } from './generation';

/** Returns the plan of an operation as text. Throws if the source does not match the schema. */
export type PlanOf = (source: string, operationName?: string) => string;

/** A planner for `supergraph` (SDL) that plans as the gateway does. Conditions have the defaults of their variables. */
export const createPlanner = (supergraph: string): PlanOf => {
  const { apiSchema, engine } = createGeneration(supergraph, { log: createLogger('planner', 'warn'), random: () => 1 });
  return (source, operationName) => {
    const document = parse(source);
    const [invalid] = validate(apiSchema, document);
    if (invalid) throw invalid;
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Error('Set operationName to the name of one operation of the document.');
    const program = engine.programOf({ document, operation, variables: {} });
    return program ? printProgram(program) : 'no requests';
  };
};
