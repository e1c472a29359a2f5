import { isDeepStrictEqual } from 'node:util';
import { quantile } from '../distribution';
import { ask, type Duration, measure, type Measured, type Target } from './load';

export interface CompareOptions<Name extends string> {
  readonly targets: ReadonlyMap<Name, Target>;
  /** The first is the base of the ratios. */
  readonly names: Readonly<Record<Name, string>>;
  /** Another one that the CPU time is compared with, in a column of its own with this title. */
  readonly rival?: { readonly name: Name; readonly title: string };
  readonly body: string;
  readonly rounds: number;
  /** Seconds that a target is measured in each round. */
  readonly seconds: number;
  /** Requests before the first round: the code of a gateway is compiled while it runs. */
  readonly warmUp: Duration;
  /** What has to be equal of the answers. Defaults to all of them. */
  readonly contentOf?: (answer: unknown) => unknown;
}

const expectEqualAnswers = async (
  targets: ReadonlyMap<string, Target>,
  body: string,
  contentOf: (answer: unknown) => unknown,
): Promise<number> => {
  const texts: string[] = [];
  for (const target of targets.values()) texts.push(await ask(target, target.nextBody?.() ?? body));
  const answers = texts.map((text) => JSON.parse(text) as { errors?: unknown });
  const hasErrors = answers.some(({ errors }) => errors !== undefined);
  const [first, ...others] = hasErrors ? [] : answers.map(contentOf);
  if (hasErrors || !others.every((other) => isDeepStrictEqual(other, first))) {
    throw new Error(`The gateways answer differently: ${texts.map((text) => text.slice(0, 300)).join('\n')}`);
  }
  return Buffer.byteLength(texts[0] ?? '');
};

const medianOf = (runs: readonly Measured[], of: (run: Measured, round: number) => number): number =>
  quantile(runs.map(of), 0.5);

/** How many times less CPU time a request took than with another gateway, in each round. */
const cheaperThan =
  (base: readonly Measured[], cpuMsOf: (run: Measured) => number = ({ cpuMsPerRequest }) => cpuMsPerRequest) =>
  (run: Measured, round: number): number =>
    (base[round] ? cpuMsOf(base[round]) : 0) / cpuMsOf(run);

const withDatabase = ({ cpuMsPerRequest, databaseMsPerRequest = 0 }: Measured): number =>
  cpuMsPerRequest + databaseMsPerRequest;

/** A column of the table: its title, and its cell for the rounds of a gateway. */
type Column = readonly [title: string, cell: (runs: readonly Measured[]) => string];

const ratio =
  (of: (run: Measured, round: number) => number, digits = 1) =>
  (runs: readonly Measured[]): string =>
    `${medianOf(runs, of).toFixed(digits)} ×`;

/** Ratios are those of each round, because a busy machine slows all gateways of a round. */
const columnsFor = (base: readonly Measured[], rival?: { title: string; runs: readonly Measured[] }): Column[] => {
  const faster = (run: Measured, round: number): number =>
    run.requestsPerSecond / (base[round]?.requestsPerSecond ?? 0);
  const ofDatabase: Column[] = [
    ['with PostgreSQL', (runs) => medianOf(runs, withDatabase).toFixed(2)],
    ['ratio', ratio(cheaperThan(base, withDatabase), 2)],
  ];
  return [
    ['requests/s', (runs) => medianOf(runs, ({ requestsPerSecond }) => requestsPerSecond).toFixed(0)],
    ['ratio', ratio(faster)],
    ['CPU ms/request', (runs) => medianOf(runs, ({ cpuMsPerRequest }) => cpuMsPerRequest).toFixed(2)],
    ['ratio', ratio(cheaperThan(base))],
    ...(rival ? [[rival.title, ratio(cheaperThan(rival.runs))] as const] : []),
    ...(base.some(({ databaseMsPerRequest }) => databaseMsPerRequest !== undefined) ? ofDatabase : []),
    [
      'p50 / p99 ms',
      (runs) => `${medianOf(runs, ({ p50 }) => p50).toFixed(0)} / ${medianOf(runs, ({ p99 }) => p99).toFixed(0)}`,
    ],
    ['memory MiB', (runs) => (medianOf(runs, ({ memory }) => memory) / 2 ** 20).toFixed(0)],
  ];
};

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/**
 * Measures one request in interleaved rounds: each round measures every target once. All answers must be equal first. Returns a
 * table in Markdown.
 */
export const compare = async <Name extends string>(title: string, options: CompareOptions<Name>): Promise<string> => {
  const { targets, names, rival, body, rounds, seconds, warmUp, contentOf = (answer) => answer } = options;
  const bytes = await expectEqualAnswers(targets, body, contentOf);
  const runs = new Map<Name, Measured[]>([...targets.keys()].map((name) => [name, []]));
  for (const target of targets.values()) await measure(target, body, warmUp);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, target] of targets) runs.get(name)?.push(await measure(target, body, { seconds }));
  }
  const [base = []] = runs.values();
  const columns = columnsFor(base, rival && { title: rival.title, runs: runs.get(rival.name) ?? [] });
  const caption = `${title}, ${(bytes / 1000).toFixed(0)} kB, medians of ${rounds} rounds:`;
  return [
    caption,
    '',
    line(['gateway', ...columns.map(([name]) => name)]),
    line(['---', ...columns.map(() => '---')]),
    ...[...runs].map(([name, measured]) => line([names[name], ...columns.map(([, cell]) => cell(measured))])),
  ].join('\n');
};
