import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { createLogger, printLine, type Program, runProgram } from '@wizness/kernel';
import { loadDemo } from '../demo/load-demo';
import { provideDatabase } from '../postgres/database';
import { type Child, startChild } from './child';
import { readServicesEnvironment, readSharedSettings, shareEnvironment } from './environment';
import { expectFreePort } from './ports';
import { tellWhereToLook } from './startup-message';

/** The program of a package of this house, which lies beside its index. */
const mainOf = (name: string): string => join(dirname(require.resolve(`@wizness/${name}`)), 'main.js');

/** The end of a service is told, not shared: the others go on, and the gateway says which one is missing. */
const watch = (service: Child, isEnding: () => boolean): void => {
  void service.ended.then((how) => {
    if (!isEnding())
      printLine(`${service.name} has ended (${how}). The others go on; its fields are null until it is back.`);
  });
};

/** `npm run start:services`: every service and the gateway as a process of its own, on one PostgreSQL. */
const startServices = async (program: Program): Promise<void> => {
  const environment = readServicesEnvironment();
  const { PORT, HOST, LOG_LEVEL, ports } = environment;
  const { mail, variables } = readSharedSettings(environment);
  // The demo data are loaded here, by services that read the same settings.
  shareEnvironment(variables);
  await expectFreePort(PORT, HOST, 'PORT');
  for (const [name, port] of Object.entries(ports)) await expectFreePort(port, HOST, `${name.toUpperCase()}_PORT`);
  printLine('Opening the database …');
  const database = await provideDatabase(environment, { attach: false });
  await program.closeOnStop(() => database.stop());
  const databaseUrl = database.url;
  printLine('Loading the demo data, unless it is there …');
  await loadDemo(databaseUrl, createLogger('wizness', LOG_LEVEL));
  const shared = { ...variables, HOST, SUBGRAPH_SECRET: randomBytes(32).toString('hex') };
  let ending = false;

  const urls = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `http://${HOST}:${port}`]));
  // Where each finds the others' logs, and the gateway all of them.
  const addresses = Object.fromEntries(Object.entries(urls).map(([name, url]) => [`${name.toUpperCase()}_URL`, url]));
  const services: Child[] = [];
  await program.closeOnStop(() => Promise.all(services.map((service) => service.stop())));
  for (const [name, port] of Object.entries(ports)) {
    printLine(`Starting ${name} …`);
    const own = { DATABASE_URL: databaseUrl, PORT: String(port) };
    const service = startChild(name, mainOf(name), { ...shared, ...addresses, ...own });
    services.push(service);
    watch(service, () => ending);
  }
  await Promise.all(services.map((service) => service.waitUntilReady(urls[service.name] ?? '')));

  const gateway = startChild('gateway', mainOf('gateway'), {
    ...shared,
    ...addresses,
    MODE: 'remote',
    PORT: String(PORT),
  });
  await program.closeOnStop(() => {
    ending = true;
    return gateway.stop();
  });
  const url = `http://${HOST}:${PORT}`;
  await gateway.waitUntilReady(url);
  void gateway.ended.then((how) => {
    if (!ending) program.fail(`The gateway has ended (${how}).`);
  });
  tellWhereToLook(url, mail);
};

runProgram(startServices);
