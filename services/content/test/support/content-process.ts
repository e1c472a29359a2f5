import { content } from '@wizness/content';
import { BACKGROUND_TIMEOUTS, createLogger } from '@wizness/kernel';

const EMPTY_LOG = { read: () => Promise.resolve([]) };

/** Runs the background work of content in this process until the process ends. Prints "ready" when it has started. */
const work = async (url: string): Promise<void> => {
  const log = createLogger('content', 'silent');
  const running = await content.open({
    database: { url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
    settings: content.settings.parse({}),
    log,
  });
  const sources = { content: running.events, membership: EMPTY_LOG, partnerships: EMPTY_LOG, ratings: EMPTY_LOG };
  await running.startWork({ sources });
  process.stdout.write('ready\n');
};

void work(process.argv[2] ?? '');
