import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../folders';
import { quantile } from '../distribution';
import { startChild } from './child';
import type { PlanRequest, PlanTimes } from './plan-process';
import { writeReport } from './write-report';

const SCHEMA = join(REPOSITORY, 'schema');

/** New processes for each planner, in turns. */
const ROUNDS = 7;

const PLANNERS = { hive: "Hive's planner", apollo: "Apollo's planner" } as const;

type PlannerName = keyof typeof PLANNERS;

interface Planned {
  readonly first: PlanTimes;
  readonly later: readonly PlanTimes[];
}

const planIn = async (planner: PlannerName): Promise<Planned> => {
  const { child } = startChild('plan-process');
  try {
    return await child.ask<Planned>({
      supergraph: readFileSync(join(SCHEMA, 'supergraph.graphql'), 'utf8'),
      planner,
      query: readFileSync(join(SCHEMA, 'operations', 'article-page.graphql'), 'utf8'),
    } satisfies PlanRequest);
  } finally {
    await child.stop();
  }
};

const row = (name: string, times: readonly PlanTimes[]): string => {
  const medians = (['load', 'read', 'plan'] as const).map((part) => {
    const values = times.map((each) => each[part]);
    return `${quantile(values, 0.5).toFixed(1)} (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`;
  });
  return `| ${[name, ...medians].join(' | ')} |`;
};

/** How long a gateway needs for an operation that it has never seen. Writes the report into the README of the gateway. */
export const benchPlans = async (): Promise<string> => {
  const planned: Readonly<Record<PlannerName, Planned[]>> = { hive: [], apollo: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const planner of ['hive', 'apollo'] as const) planned[planner].push(await planIn(planner));
  }
  const rows = (['hive', 'apollo'] as const).flatMap((planner) => [
    row(
      `${PLANNERS[planner]}, first operation of a process`,
      planned[planner].map(({ first }) => first),
    ),
    row(
      `${PLANNERS[planner]}, after a new supergraph`,
      planned[planner].flatMap(({ later }) => later),
    ),
  ]);
  return writeReport(
    'gateway-plans',
    [
      `Milliseconds of CPU time for J1, \`article-page\`: medians of ${ROUNDS} processes, from the least to the most:`,
      '',
      '| planner | load the supergraph | parse and validate | plan and compile |',
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n'),
  );
};
