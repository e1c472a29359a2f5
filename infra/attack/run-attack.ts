import { introspect } from './arguments';
import { startBystander, type Waiting } from './bystander';
import type { AttackKind } from './kind';
import { costBombs } from './kinds/cost-bombs';
import { deadCredentialsKind } from './kinds/dead-credentials';
import { deepVariables } from './kinds/deep-variables';
import { endedStreams } from './kinds/ended-streams';
import { floods } from './kinds/floods';
import { hidden } from './kinds/hidden';
import { lists } from './kinds/lists';
import { pages } from './kinds/pages';
import { races } from './kinds/races';
import { replays } from './kinds/replays';
import { strangers } from './kinds/strangers';
import { streams } from './kinds/streams';
import { uploads } from './kinds/uploads';
import { texts } from './kinds/texts';
import { webhooks } from './kinds/webhooks';
import { type KindReport, Reporter } from './report';
import type { Target } from './target';

const KINDS: readonly AttackKind[] = [
  costBombs,
  texts,
  lists,
  deepVariables,
  deadCredentialsKind,
  endedStreams,
  webhooks,
  strangers,
  hidden,
  uploads,
  pages,
  replays,
  races,
  streams,
  floods,
];

export interface AttackOptions {
  readonly seed: number;
  /** How many random cases each kind tries. */
  readonly cases: number;
  /** Whether each argument gets all values. Defaults to false: it gets a few, others for each argument. */
  readonly isComplete?: boolean;
  /** Random attacks are repeated with other seeds until this number of seconds has passed. Defaults to 0. */
  readonly seconds?: number;
  readonly onKind?: (report: KindReport) => void;
}

export interface AttackReport {
  readonly kinds: readonly KindReport[];
  /** What another client experienced meanwhile. */
  readonly bystander: Waiting;
  /** Of the largest process, in MiB; null if it is not known. */
  readonly peakMemory: number | null;
  /** All that must not happen, and did. */
  readonly violations: readonly string[];
}

/** Runs every kind of attack on `target`. */
export const runAttack = async (
  target: Target,
  { seed, cases, isComplete = false, seconds = 0, onKind }: AttackOptions,
): Promise<AttackReport> => {
  const schema = await introspect(target.url);
  const bystander = startBystander(target.url);
  const deadline = performance.now() + seconds * 1000;
  const kinds: KindReport[] = [];
  const run = async (kind: AttackKind, ownSeed: number): Promise<void> => {
    const report = new Reporter(kind.name, kind.isValid);
    try {
      await kind.run({ target, schema, report, seed: ownSeed, cases, isComplete });
    } catch (error) {
      report.violation(`The attack could not be run: ${String(error)}`);
    }
    kinds.push(report.report());
    onKind?.(report.report());
  };
  for (const kind of KINDS) await run(kind, seed);
  for (let next = seed + 1; performance.now() < deadline; next += 1) await run(costBombs, next);
  const waiting = await bystander.stop();
  const violations = [
    ...kinds.flatMap((report) => report.violations),
    ...kinds.filter(({ requests }) => requests === 0).map(({ kind }) => `${kind} sent no request`),
    ...(waiting.failed > 0 ? [`${waiting.failed} requests of another client failed`] : []),
    ...target.crashes(),
  ];
  return { kinds, bystander: waiting, peakMemory: target.peakMemory(), violations };
};
