import { startGateway } from '@wizness/gateway';
import { createLogger, printLine, runProgram } from '@wizness/kernel';
import { loadDemo } from '../demo/load-demo';
import { provideDatabase } from '../postgres/database';
import { readSharedSettings, readStartEnvironment, shareEnvironment } from './environment';
import { expectFreePort } from './ports';
import { tellWhereToLook } from './startup-message';

/** `npm start`: the gateway with all four services in it, on one PostgreSQL. */
runProgram(async (program) => {
  const environment = readStartEnvironment();
  const { PORT, HOST, LOG_LEVEL } = environment;
  const { mail, variables } = readSharedSettings(environment);
  shareEnvironment(variables);
  await expectFreePort(PORT, HOST, 'PORT');
  printLine('Opening the database …');
  const database = await provideDatabase(environment, { attach: false });
  await program.closeOnStop(() => database.stop());
  const databaseUrl = database.url;
  const log = createLogger('wizness', LOG_LEVEL);
  printLine('Loading the demo data, unless it is there …');
  await loadDemo(databaseUrl, log);
  const gateway = await startGateway({ subgraphs: { mode: 'embedded', databaseUrl }, log, port: PORT, host: HOST });
  await program.closeOnStop(() => gateway.close());
  tellWhereToLook(gateway.url, mail);
});
