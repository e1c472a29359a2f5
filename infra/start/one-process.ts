import { startGateway } from '@wizness/gateway';
import { createLogger, printLine, runProgram } from '@wizness/kernel';
import { loadDemo } from '../demo/load-demo';
import { provideDatabase } from '../postgres/database';
import { readStartSettings, readStartVariables } from './environment';
import { expectFreePorts, gatewayAddresses } from './ports';
import { printStartupMessage } from './startup-message';

/** `npm start`: the gateway with all services in it, on one PostgreSQL. */
runProgram(async (program) => {
  const { start, gateway, pool, services: settings } = readStartSettings(await readStartVariables());
  const log = createLogger('wizness', gateway.logLevel);
  await expectFreePorts(gatewayAddresses(gateway));
  printLine('Opening the database …');
  const { url: databaseUrl, stop } = await provideDatabase(start, { attach: false, log });
  await program.closeOnStop(stop);
  if (start.loadsDemo) {
    printLine('Loading the demo data, if it is not there yet …');
    await loadDemo({ databaseUrl, settings, log });
  }
  const limits = { eventRetentionDays: start.EVENT_RETENTION_DAYS, rateLimitPercent: start.RATE_LIMIT_PERCENT };
  const subgraphs = { mode: 'embedded', databaseUrl, ...pool, settings, ...limits } as const;
  const { url, close } = await startGateway({ ...gateway, subgraphs, log });
  await program.closeOnStop(close);
  printStartupMessage(url, settings.membership);
});
