import { createGeneration } from '@wizness/gateway';
import { createLogger } from '@wizness/kernel';
import { getOperationAST, parse, validate } from 'graphql';

export interface PlanRequest {
  /** In SDL. */
  readonly supergraph: string;
  readonly planner: 'hive' | 'apollo';
  /** A valid document with one operation. */
  readonly query: string;
}

/** Milliseconds of CPU time. */
export interface PlanTimes {
  /** Of loading the supergraph, with the schema that documents are validated against. */
  readonly load: number;
  /** Of parsing and validating the document. */
  readonly read: number;
  /** Of everything from the valid document to the program that runs. */
  readonly plan: number;
}

const log = createLogger('bench', 'warn');

/** Runs `work` and adds its CPU time to `times`. */
const timed = <Result>(times: Record<keyof PlanTimes, number>, part: keyof PlanTimes, work: () => Result): Result => {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  times[part] = (user + system) / 1000;
  return result;
};

const planOnce = ({ supergraph, planner, query }: PlanRequest): PlanTimes => {
  const times = { load: 0, read: 0, plan: 0 };
  const { apiSchema, engine } = timed(times, 'load', () => createGeneration(supergraph, { planner, log }));
  const document = timed(times, 'read', () => {
    const parsed = parse(query);
    const [invalid] = validate(apiSchema, parsed);
    if (invalid) throw invalid;
    return parsed;
  });
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document has several operations.');
  timed(times, 'plan', () => engine.programOf({ document, operation, variables: {} }));
  return times;
};

const REPEATED = 10;

/** Started by `fork`: plans on a newly loaded supergraph, first in a new process and then again, and sends the times. */
process.on('message', (request: PlanRequest) => {
  const first = planOnce(request);
  const later = Array.from({ length: REPEATED }, () => planOnce(request));
  process.send?.({ first, later });
});
process.on('disconnect', () => process.exit());
