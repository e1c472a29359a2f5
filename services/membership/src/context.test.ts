import { BACKGROUND_TIMEOUTS, anonymous, createLogger, openDatabase } from '@wizness/kernel';
import { MembershipHarness } from '../test/support/membership-harness';
import { MembershipContext, type Resources } from './context';
import { createMailer } from './mail/mailer';
import { storage } from './storage';

describe('The context of an operation', () => {
  let harness: MembershipHarness;
  beforeAll(async () => void (harness = await MembershipHarness.open()));
  afterAll(() => harness.close());

  test('Resolving a member creates no command and uses neither the throttle nor the signing keys', async () => {
    const id = await harness.join('lea');
    const resources: Resources = {
      get attempts(): never {
        throw new Error('The throttle was used.');
      },
      mailer: createMailer(harness.settings),
      mayMail: () => Promise.resolve(true),
      get publicUrl(): never {
        throw new Error('The public URL was used.');
      },
    };
    const settings = {
      url: harness.running.url,
      log: createLogger('membership', 'silent'),
      poolSize: 1,
      timeouts: BACKGROUND_TIMEOUTS,
    };
    const db = await openDatabase(settings, storage);
    const context = new MembershipContext(db.manager, { identity: anonymous, clock: harness.clock }, resources);
    expect(await context.loaders.memberById.load(id)).toMatchObject({ handle: 'lea' });
    expect(() => context.registrations).toThrow('The throttle was used.');
    expect(() => context.dataExportLinks).toThrow('The public URL was used.');
    await db.destroy();
  });
});
