import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { catalogue } from '@wizness/kernel';
import { REPOSITORY } from '../../folders';

const CONFIGURATION = [
  '.dependency-cruiser.js',
  '.github/dictionary.txt',
  '.oxlintrc.json',
  'biome.json',
  'cspell.json',
  'knip.json',
  'package.json',
  'tsconfig.base.json',
  'services/catalogue.json',
  ...['kernel', ...catalogue.map(({ name }) => name)].map((name) => `services/${name}/package.json`),
  'gateway/package.json',
  'schema/package.json',
  'infra/package.json',
];

const COMMANDS = {
  lint: ['oxlint', '--type-aware', '--format=unix'],
  imports: ['depcruise', '--config', '.dependency-cruiser.js', 'services', 'gateway', 'infra', 'schema'],
  'unused code': ['knip', '--no-config-hints', '--include', 'exports,types,files'],
  spelling: ['cspell', '--no-progress', '--no-summary'],
} as const;

export type Check = keyof typeof COMMANDS;

/**
 * A small copy of the repository in a temporary folder: its configuration, its packages' package.json, and `files` (path
 * to text). `run` runs one check of `npm test` on it.
 */
export const plantTree = (files: Readonly<Record<string, string>>) => {
  const root = mkdtempSync(join(tmpdir(), 'wizness-planted-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const path of CONFIGURATION) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    copyFileSync(join(REPOSITORY, path), join(root, path));
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  write(
    'tsconfig.json',
    JSON.stringify({ extends: './tsconfig.base.json', include: ['services', 'gateway', 'schema', 'infra'] }),
  );
  for (const folder of ['services/kernel', 'services/content', 'services/ratings', 'gateway']) {
    write(`${folder}/src/index.ts`, 'export {};\n');
  }
  write('schema/src/main.ts', 'export {};\n');
  write('infra/index.ts', 'export {};\n');
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    run: (check: Check): { readonly status: number | null; readonly output: string } => {
      const [command, ...parameters] = COMMANDS[check];
      const { status, stdout, stderr } = spawnSync(join(REPOSITORY, 'node_modules', '.bin', command), parameters, {
        cwd: root,
        encoding: 'utf8',
      });
      return { status, output: `${stdout}${stderr}` };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};
