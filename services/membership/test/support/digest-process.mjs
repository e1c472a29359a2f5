import { createRequire } from 'node:module';

const { membership } = createRequire(import.meta.url)('@wizness/membership');
const { createLogger, systemClock } = createRequire(import.meta.url)('@wizness/kernel');

/** Runs the jobs of membership that are due at a time, in this process. Content chooses one post for everybody. */
const [url, smtpUrl, now] = process.argv.slice(2);
const running = await membership.open({
  database: { url, poolSize: 4 },
  settings: membership.settings.parse({ SMTP_URL: smtpUrl, MAIL_FROM: 'Wizness <post@wizness.test>' }),
  log: createLogger('membership', 'silent'),
});
const card = { id: 'post_1', title: 'Vélos', url: 'https://wizness.test/posts/velos', excerpt: 'Sur les vélos.' };
const content = async () => ({ cards: [card] });
await running.runDueJobs({ ...systemClock, now: () => new Date(Number(now)) }, { content });
await running.close();
