import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type MailServer, type MailStage, startMailServer } from '../../test/support/mail-server';
import { MembershipHarness } from '../../test/support/membership-harness';

const MEMBERS = 20;

/** When each worker is killed: at which part of which of its mails. The last worker lives. */
const KILLS: readonly (readonly [stage: MailStage, mail: number])[] = [
  ['recipient', 1],
  ['text', 3],
  ['recipient', 2],
  ['text', 1],
];

describe('Digests whose workers are killed', () => {
  let harness: MembershipHarness;
  let server: MailServer;
  let worker: ChildProcess | null = null;

  beforeEach(async () => {
    server = await startMailServer();
    harness = await MembershipHarness.open({ smtpUrl: server.url });
    // A Tuesday, noon in Paris.
    harness.advance({ days: 365, hours: 2 });
    for (let number = 0; number < MEMBERS; number += 1) {
      const member = await harness.enrol(`member-${number}`);
      await harness.mutate('updateNotificationSettings', { weeklyDigest: true }, member);
    }
    await harness.sql(`INSERT INTO membership.jobs (id, kind, payload) VALUES ('job_1', 'plan-digests', '{}')`);
  });
  afterEach(async () => {
    worker?.kill('SIGKILL');
    await harness.close();
    await server.close();
  });

  /** Runs a worker until it has done what is due, or was killed. */
  const work = async (): Promise<void> => {
    const program = join(__dirname, '../../test/support/digest-process.mjs');
    const parameters = [harness.running.url, server.url, String(harness.clock.now().getTime())];
    worker = spawn(process.execPath, [program, ...parameters], { stdio: 'inherit' });
    await once(worker, 'exit');
    // What the worker had taken is free again once its lease has ended.
    await harness.sql(
      `UPDATE membership.jobs SET lease_until = now() - interval '1 s' WHERE ended_at IS NULL AND attempts > 0`,
    );
  };

  test('Reach no member twice, and are sent or known as given up for each', async () => {
    for (const [stage, mail] of KILLS) {
      let seen = 0;
      server.watch = async (at) => {
        if (at === stage) seen += 1;
        if (at !== stage || seen !== mail) return;
        const ended = worker && once(worker, 'exit');
        worker?.kill('SIGKILL');
        await ended;
      };
      await work();
      expect([stage, mail, worker?.signalCode]).toEqual([stage, mail, 'SIGKILL']);
    }
    server.watch = async () => undefined;
    await work();
    await work();
    const addresses = server.mails.map(({ to }) => JSON.stringify(to));
    expect(new Set(addresses).size).toBe(addresses.length);
    const [{ waiting, lost }] = (await harness.sql<{ waiting: number; lost: number }>(`
      SELECT count(*) FILTER (WHERE ended_at IS NULL)::int AS waiting, count(*) FILTER (WHERE failed)::int AS lost
      FROM membership.jobs WHERE kind = 'send-digest'`)) as [{ waiting: number; lost: number }];
    expect(waiting).toBe(0);
    expect(lost).toBeGreaterThan(0);
    expect(addresses.length + lost).toBeGreaterThanOrEqual(MEMBERS);
    expect(addresses.length).toBeGreaterThan(0);
  });
});
