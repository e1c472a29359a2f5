import { startGateway } from '@wizness/gateway';
import { createLogger } from '@wizness/kernel';
import { loadDemo } from '../demo/load-demo';
import { provideDatabase } from '../postgres/database';
import { readSharedSettings, readStartEnvironment, shareEnvironment } from './environment';
import { live, say } from './life';
import { expectFreePort } from './ports';
import { tellWhereToLook } from './startup-message';

/** `npm start`: the gateway with all four services in it, on one PostgreSQL. */
live(async (life) => {
  const environment = readStartEnvironment();
  const { PORT, HOST, LOG_LEVEL } = environment;
  const { mail, variables } = readSharedSettings(environment);
  shareEnvironment(variables);
  await expectFreePort(PORT, HOST, 'PORT');
  say('Opening the database …');
  const database = await provideDatabase(environment, { join: false });
  await life.owns(() => database.stop());
  const databaseUrl = database.url;
  const log = createLogger('wizness', LOG_LEVEL);
  say('Loading the demo data, unless it is there …');
  await loadDemo(databaseUrl, log);
  const gateway = await startGateway({ subgraphs: { mode: 'embedded', databaseUrl }, log, port: PORT, host: HOST });
  await life.owns(() => gateway.close());
  tellWhereToLook(gateway.url, mail);
});
