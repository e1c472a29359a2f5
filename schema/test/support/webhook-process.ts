import { startGateway } from '@wizness/gateway';
import { readServiceSettings } from '@wizness/infra';
import { BACKGROUND_TIMEOUTS, createLogger } from '@wizness/kernel';

/** Runs a gateway that sends webhooks in this process until the process ends. Prints "ready" when it has started. */
const work = async (databaseUrl: string, environment: string, timing: string): Promise<void> => {
  const settings = readServiceSettings(JSON.parse(environment));
  await startGateway({
    subgraphs: { mode: 'embedded', databaseUrl, settings, poolSize: 3, timeouts: BACKGROUND_TIMEOUTS },
    publicUrl: settings.membership.publicUrl,
    log: createLogger('gateway', 'silent'),
    subgraphTimeoutMs: 20_000,
    webhooks: { openHosts: ['127.0.0.1'], timing: JSON.parse(timing) },
  });
  process.stdout.write('ready\n');
};

const [, , url = '', environment = '{}', timing = '{}'] = process.argv;
void work(url, environment, timing);
