import { createLogger, systemClock } from '@wizness/kernel';
import { cloneGraphDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { readServiceSettings, withServices } from '../command/open-services';
import { runScript } from '../test/support/run-script';

describe('npm run role', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneGraphDatabase('role', (url) =>
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

  const run = async (...parameters: string[]) => {
    const { code, out, err } = await runScript('role/main.js', parameters, { DATABASE_URL: database.url });
    return { code, out, err };
  };

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
