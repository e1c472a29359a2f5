import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { createLogger, systemClock } from '@wizness/kernel';
import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { REPOSITORY } from '../folders';
import { readServiceSettings, withServices } from '../command/open-services';

describe('npm run role', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase('role', (url) =>
      withServices(
        {
          databaseUrl: url,
          settings: readServiceSettings({}),
          clock: systemClock,
          log: createLogger('role', 'silent'),
        },
        async ({ membership }) => {
          await membership.members.enrol({ handle: 'lea', name: 'Léa', locale: 'fr' });
        },
      ),
    );
  });
  afterAll(() => database.drop());

  const run = (...parameters: string[]) =>
    new Promise<{ code: number | string; out: string; err: string }>((resolve) => {
      const program = ['--import', 'tsx', '--conditions=source', join('infra', 'role', 'main.ts')];
      const env = { TSX_TSCONFIG_PATH: 'tsconfig.base.json', DATABASE_URL: database.url };
      execFile(process.execPath, [...program, ...parameters], { cwd: REPOSITORY, env }, (error, out, err) =>
        resolve({ code: error?.code ?? 0, out, err }),
      );
    });

  test('Grants a role, and revokes it with --take', async () => {
    expect(await run('Lea', 'admin')).toEqual({ code: 0, out: 'lea: MEMBER, ADMIN\n', err: '' });
    expect(await run('lea', 'ADMIN', '--take')).toEqual({ code: 0, out: 'lea: MEMBER\n', err: '' });
  });

  test.each([
    [
      ['unknown', 'ADMIN'],
      /^There is no member with the handle "unknown"\. An account exists once its e-mail address is confirmed/,
    ],
    [['lea', 'QUEEN'], /^There is no role "QUEEN"\.\n\nnpm run role -- HANDLE ROLE/],
    [['lea'], /^Give a handle and a role\./],
  ])('Explains what is wrong with %p, and exits with 1', async (parameters, message) => {
    expect(await run(...parameters)).toEqual({ code: 1, out: '', err: expect.stringMatching(message) });
  });
});
