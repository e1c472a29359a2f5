import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@wizness/kernel';
import { DataFolderError } from './data-folder-error';
import { startEmbeddedPostgres } from './embedded-postgres';
import { startOwner } from '../test/support/embedded-owners';

const log = createLogger('test', 'silent');
const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };

let directory: string;
const mounts: string[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wizness-folder-'));
  chmodSync(directory, 0o755);
});
afterEach(() => {
  for (const path of mounts.splice(0)) execFileSync('umount', [path]);
  rmSync(directory, { recursive: true, force: true });
});

const start = (path: string) => startEmbeddedPostgres({ directory: path, durable: false, log });

/** The message of the refusal of a start on `path`; null if it was not refused for its folder. */
const refusal = async (path: string): Promise<string | null> => {
  try {
    const postgres = await start(path);
    await postgres.stop();
    return null;
  } catch (error) {
    return error instanceof DataFolderError ? error.message : null;
  }
};

/** An empty file system on `path`. */
const mount = (path: string, options: string): void => {
  mkdirSync(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `mode=0755,${options}`, 'tmpfs', path]);
  mounts.push(path);
};

const canMount = ((): boolean => {
  const path = mkdtempSync(join(tmpdir(), 'wizness-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', path], { stdio: 'ignore' });
    execFileSync('umount', [path]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { recursive: true });
  }
})();

const describeWithMount = canMount ? describe : describe.skip;
const describeAsRoot = isRoot ? describe : describe.skip;

describe('DATA_DIR', () => {
  test('that is a file, or below one, is refused in one line', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    expect(await refusal(file)).toMatch(/^Cannot use .*file: it is not a folder.*Set DATA_DIR to.*$/);
    expect(await refusal(join(file, 'data'))).toMatch(
      /^Cannot use .*file\/data: a part of the path is not a folder.*DATA_DIR.*$/,
    );
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  test('in /proc is refused in one line', async () => {
    expect(await refusal('/proc')).toMatch(/^Cannot use \/proc: .*DATA_DIR.*$/);
    expect(await refusal('/proc/data')).toMatch(/^Cannot use \/proc\/data: .*DATA_DIR.*$/);
  });
});

describeWithMount('DATA_DIR', () => {
  test('on a read-only file system is refused in one line', async () => {
    const path = join(directory, 'read-only');
    mount(path, 'ro');
    expect(await refusal(path)).toMatch(/^.*its file system is read-only.*$/);
    expect(await refusal(join(path, 'data'))).toMatch(/^.*its file system is read-only.*$/);
  });

  test('on a full disk is refused in one line, and works once there is space', async () => {
    const disk = join(directory, 'disk');
    mount(disk, 'size=25m');
    expect(await refusal(join(disk, 'data'))).toMatch(/^.*its disk is full.*Free some space.*$/);
    expect(readdirSync(join(disk, 'data'))).toEqual(['password']);
    execFileSync('mount', ['-o', 'remount,size=400m', disk]);
    await (await start(join(disk, 'data'))).stop();
    const filler = join(disk, 'filler');
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${filler} bs=1M 2>/dev/null; true`]);
    expect(await refusal(join(disk, 'data'))).toMatch(/^.*its disk is full.*$/);
    rmSync(filler);
    await (await start(join(disk, 'data'))).stop();
  });
});

describeAsRoot('Started as another user, DATA_DIR', () => {
  test('that this user may not write to is refused in one line', async () => {
    const expected =
      /^Cannot use [^\n]+: this user has no permission to write there \(EACCES\)\. Set DATA_DIR to [^\n]+\n$/;
    await expect(startOwner(join(directory, 'data'), NOBODY)).rejects.toThrow(expected);
    await expect(startOwner(directory, NOBODY)).rejects.toThrow(/^Cannot use [^\n]+\n$/);
  });
});

describeAsRoot('Started as root, a folder that another user prepared', () => {
  const prepare = (path: string): void => {
    mkdirSync(path);
    chownSync(path, NOBODY.uid, NOBODY.gid);
  };
  const data = () => join(directory, 'data');

  test('is refused if it belongs to that user', async () => {
    prepare(data());
    chownSync(data(), 1234, 1234);
    expect(await refusal(data())).toMatch(/^.*it belongs to another user \(uid 1234\).*$/);
    expect(readdirSync(data())).toEqual([]);
  });

  test('is refused if others can write to it, or to a folder above it', async () => {
    mkdirSync(data());
    chmodSync(data(), 0o777);
    expect(await refusal(data())).toMatch(/^.*other users can write to it\. Run: chmod go-w .*$/);
    chmodSync(data(), 0o755);
    chmodSync(directory, 0o777);
    expect(await refusal(data())).toMatch(/^.*other users can write to .*$/);
    chownSync(directory, 1234, 1234);
    chmodSync(directory, 0o755);
    expect(await refusal(data())).toMatch(/^.*other users can write to .*$/);
  });

  test('is refused if it is a symbolic link of that user', async () => {
    const target = join(directory, 'target');
    mkdirSync(target);
    symlinkSync(target, data());
    execFileSync('chown', ['-h', '1234', data()]);
    expect(await refusal(data())).toMatch(/^.*it is a symbolic link of another user.*$/);
    expect(readdirSync(target)).toEqual([]);
  });

  test('does not lead to files outside it', async () => {
    mkdirSync(data());
    const outside = join(directory, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(data(), 'cluster'));
    expect(await refusal(data())).toMatch(/^.*cluster: it is not a folder of this user.*$/);
    rmSync(join(data(), 'cluster'));
    const secret = join(directory, 'secret');
    writeFileSync(secret, 'of root', { mode: 0o600 });
    symlinkSync(secret, join(data(), 'password'));
    expect(await refusal(data())).toMatch(/^.*password: it is not a file of this user.*$/);
    expect(lstatSync(secret).uid).toBe(0);
    expect(lstatSync(outside).uid).toBe(0);
    expect(existsSync(join(outside, 'PG_VERSION'))).toBe(false);
  });

  test('belongs to root after a start, and only the cluster to the user of PostgreSQL', async () => {
    const postgres = await start(data());
    await postgres.stop();
    expect(lstatSync(data()).uid).toBe(0);
    expect(lstatSync(join(data(), 'cluster')).uid).not.toBe(0);
  });
});
