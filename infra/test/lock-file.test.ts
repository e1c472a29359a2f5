import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../folders';

interface LockEntry {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
}

const { packages } = JSON.parse(readFileSync(join(REPOSITORY, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockEntry>>;
};
const installed = Object.entries(packages).filter(([folder, { link }]) => folder.includes('node_modules/') && !link);

test('The lock file lists the integrity of every package: otherwise run `node infra/complete-lock.mjs`', () => {
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([folder]) => folder)).toEqual(
    [],
  );
});

test('The lock file names no host that packages come from', () => {
  expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([folder]) => folder)).toEqual([]);
});
