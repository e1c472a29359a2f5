import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { createLogger } from '@wizness/kernel';
import { readServiceSettings } from '../command/open-services';
import { loadDemo } from '../demo/load-demo';
import { runAttack } from './run-attack';
import { MODES, startTarget, type Target } from './target';

/** Fixed, so that the test tries the same each time. `npm run attack` tries more. */
const OPTIONS = { seed: 1, cases: 40 };

describe.each(MODES)('The product (%s), attacked from outside', (mode) => {
  let database: TestDatabase;
  let target: Target;

  beforeAll(async () => {
    const log = createLogger('attack', 'silent');
    database = await cloneDatabase('demo', (databaseUrl) =>
      loadDemo({ databaseUrl, settings: readServiceSettings({}), log }),
    );
    target = await startTarget(mode, database.url);
  }, 180_000);
  afterAll(async () => {
    await target.stop();
    await database.drop();
  }, 60_000);

  test('fails nowhere, accepts no dead credential, and goes on serving another client', async () => {
    const { kinds, bystander, violations } = await runAttack(target, OPTIONS);
    expect(violations).toEqual([]);
    expect(bystander).toMatchObject({ failed: 0 });
    for (const { kind, requests } of kinds) expect([kind, requests]).not.toEqual([kind, 0]);
  }, 180_000);
});
