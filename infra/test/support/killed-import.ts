// Usage: killed-import.ts DATABASE_URL NAME
// Imports a page of the demo, and kills its own process when partnerships has written and the import calls content.
import { createLogger, systemClock } from '@wizness/kernel';
import { readServiceSettings, type Services, withServices } from '../../command/open-services';
import { importPage } from '../../import/import-page';
import { demoPage } from './demo-page';

const [databaseUrl = '', name = ''] = process.argv.slice(2);

const kill = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

const killedServices = (services: Services): Services => {
  const imports: Services['content']['imports'] = Object.assign(Object.create(services.content.imports), {
    importPage: kill,
  });
  return { ...services, content: { ...services.content, imports } };
};

const log = createLogger('import', 'silent');

void withServices({ databaseUrl, settings: readServiceSettings(), clock: systemClock, log }, (services) =>
  importPage(killedServices(services), demoPage(name)),
);
