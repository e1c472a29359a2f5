import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from '../../folders';

export interface ScriptResult {
  readonly code: number | string;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

const TYPESCRIPT = ['--import', 'tsx', '--conditions=source'];

/** Runs a program of infra as it was built, or a TypeScript file of its tests, given by its path within infra, in a process of its own. */
export const runScript = (
  path: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ScriptResult> =>
  new Promise((done) => {
    const program = path.endsWith('.ts') ? [...TYPESCRIPT, join('infra', path)] : [join('infra', 'dist', path)];
    const env = { TSX_TSCONFIG_PATH: 'tsconfig.base.json', ...environment };
    execFile(process.execPath, [...program, ...parameters], { cwd: REPOSITORY, env }, (error, out, err) =>
      done({ code: error?.code ?? 0, signal: error?.signal ?? null, out, err }),
    );
  });
