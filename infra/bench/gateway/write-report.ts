import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../folders';

const README = join(REPOSITORY, 'gateway', 'README.md');

/** Replaces the report of a benchmark in the README of the gateway. Throws if the README has no place for it. */
export const writeReport = (benchmark: string, report: string): string => {
  const [start, end] = [`<!-- npm run bench ${benchmark} -->\n`, `<!-- end of ${benchmark} -->`];
  const text = readFileSync(README, 'utf8');
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${README} has no place for the report of ${benchmark}.`);
  writeFileSync(README, `${text.slice(0, from)}${start}\n${report}\n\n${text.slice(to)}`);
  return report;
};
