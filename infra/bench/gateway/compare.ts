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
}

const expectEqualAnswers = async (targets: ReadonlyMap<string, Target>, body: string): Promise<number> => {
  const texts: string[] = [];
  for (const target of targets.values()) texts.push(await ask(target, target.nextBody?.() ?? body));
  const [first, ...others] = texts.map((text) => JSON.parse(text) as { errors?: unknown });
  if (first?.errors !== undefined || !others.every((other) => isDeepStrictEqual(other, first))) {
    throw new Error(`The gateways answer differently: ${texts.map((text) => text.slice(0, 300)).join('\n')}`);
  }
  return Buffer.byteLength(texts[0] ?? '');
};

const medianOf = (runs: readonly Measured[], of: (run: Measured, round: number) => number): number =>
  quantile(runs.map(of), 0.5);

/** How many times less CPU time a request took than with another gateway, in each round. */
const cheaperThan =
  (base: readonly Measured[]) =>
  (run: Measured, round: number): number =>
    (base[round]?.cpuMsPerRequest ?? 0) / run.cpuMsPerRequest;

/** Ratios are those of each round, because a busy machine slows all gateways of a round. */
const row = (
  name: string,
  runs: readonly Measured[],
  base: readonly Measured[],
  rival: readonly Measured[] | undefined,
): string => {
  const faster = (run: Measured, round: number): number =>
    run.requestsPerSecond / (base[round]?.requestsPerSecond ?? 0);
  const cells = [
    name,
    medianOf(runs, ({ requestsPerSecond }) => requestsPerSecond).toFixed(0),
    `${medianOf(runs, faster).toFixed(1)} ×`,
    medianOf(runs, ({ cpuMsPerRequest }) => cpuMsPerRequest).toFixed(2),
    `${medianOf(runs, cheaperThan(base)).toFixed(1)} ×`,
    ...(rival ? [`${medianOf(runs, cheaperThan(rival)).toFixed(1)} ×`] : []),
    `${medianOf(runs, ({ p50 }) => p50).toFixed(0)} / ${medianOf(runs, ({ p99 }) => p99).toFixed(0)}`,
    `${(medianOf(runs, ({ memory }) => memory) / 2 ** 20).toFixed(0)}`,
  ];
  return `| ${cells.join(' | ')} |`;
};

const head = (rival: string | undefined): string[] => {
  const rivals = rival === undefined ? [] : [rival];
  const titles = ['gateway', 'requests/s', 'ratio', 'CPU ms/request', 'ratio', ...rivals, 'p50 / p99 ms', 'memory MiB'];
  return [`| ${titles.join(' | ')} |`, `| ${titles.map(() => '---').join(' | ')} |`];
};

/**
 * Measures one request in interleaved rounds: each round measures every target once. All answers must be equal first. Returns a
 * table in Markdown.
 */
export const compare = async <Name extends string>(title: string, options: CompareOptions<Name>): Promise<string> => {
  const { targets, names, rival, body, rounds, seconds, warmUp } = options;
  const bytes = await expectEqualAnswers(targets, body);
  const runs = new Map<Name, Measured[]>([...targets.keys()].map((name) => [name, []]));
  for (const target of targets.values()) await measure(target, body, warmUp);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, target] of targets) runs.get(name)?.push(await measure(target, body, { seconds }));
  }
  const [base = []] = runs.values();
  const ofRival = rival && runs.get(rival.name);
  const rows = [...runs].map(([name, measured]) => row(names[name], measured, base, ofRival));
  const caption = `${title}, ${(bytes / 1000).toFixed(0)} kB, medians of ${rounds} rounds:`;
  return [caption, '', ...head(rival?.title), ...rows].join('\n');
};
