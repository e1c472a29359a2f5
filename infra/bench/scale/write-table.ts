import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INFRA } from '../../folders';

const README = join(INFRA, 'README.md');

/** Replaces the table of a benchmark in the README of this package. */
export const writeTable = async (name: string, table: string): Promise<void> => {
  const [start, end] = [`<!-- bench ${name}: start -->`, `<!-- bench ${name}: end -->`];
  const text = await readFile(README, 'utf8');
  const [before, after] = [text.indexOf(start) + start.length, text.indexOf(end)];
  if (after < before) throw new Error(`${README} has no place for the table: it lies between ${start} and ${end}.`);
  await writeFile(README, `${text.slice(0, before)}\n${table}\n${text.slice(after)}`);
};

/** A number as tables have it, with commas between thousands. Infinite stands for a service that did not answer in time. */
export const number = (value: number, digits = 0): string =>
  Number.isFinite(value)
    ? value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : 'no answer in time';
