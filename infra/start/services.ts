import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { catalogue, createLogger, printLine, type Program, runProgram } from '@wizness/kernel';
import { loadDemo } from '../demo/load-demo';
import { provideDatabase } from '../postgres/database';
import { type Child, startChild } from './child';
import { portSetting, readStartSettings } from './environment';
import { expectFreePort } from './ports';
import { printStartupMessage } from './startup-message';

/** The program of a package, which is beside its index. */
const mainOf = (name: string): string => join(dirname(require.resolve(`@wizness/${name}`)), 'main.js');

/** A service that exits is reported. The others go on, and the gateway reports which one is missing. */
const reportExit = (service: Child, isStopping: () => boolean): void => {
  void service.ended.then((how) => {
    if (isStopping()) return;
    printLine(`${service.name} has ended (${how}). The others go on; its fields are null until it is back.`);
  });
};

/** `npm run start:services`: each service and the gateway as a separate process, on one PostgreSQL. */
const startServices = async (program: Program): Promise<void> => {
  const { start, gateway: gatewaySettings, ports, services: settings } = readStartSettings();
  const { host, port, logLevel } = gatewaySettings;
  const log = createLogger('wizness', logLevel);
  await expectFreePort(port, host, 'PORT');
  for (const { name } of catalogue) await expectFreePort(ports[name] ?? 0, host, portSetting(name));
  printLine('Opening the database …');
  const { url: databaseUrl, stop } = await provideDatabase(start, { attach: false, log });
  await program.closeOnStop(stop);
  if (start.loadsDemo) {
    printLine('Loading the demo data, if it is not there yet …');
    await loadDemo({ databaseUrl, settings, log });
  }

  const urlOf = (name: string): string => `http://${host}:${ports[name]}`;
  const shared = {
    SUBGRAPH_SECRET: start.SUBGRAPH_SECRET ?? randomBytes(32).toString('hex'),
    // Where each service finds the event logs of the others, and the gateway all services.
    ...Object.fromEntries(catalogue.map(({ name, urlSetting }) => [urlSetting, urlOf(name)])),
  };
  let stopping = false;
  const services: Child[] = [];
  await program.closeOnStop(() => Promise.all(services.map((service) => service.stop())));
  for (const { name } of catalogue) {
    printLine(`Starting ${name} …`);
    const own = { DATABASE_URL: databaseUrl, PORT: String(ports[name]) };
    const service = startChild(name, mainOf(name), { ...shared, ...own });
    services.push(service);
    reportExit(service, () => stopping);
  }
  await Promise.all(services.map((service) => service.waitUntilReady(urlOf(service.name))));

  const gateway = startChild('gateway', mainOf('gateway'), { ...shared, MODE: 'remote', PORT: String(port) });
  await program.closeOnStop(() => {
    stopping = true;
    return gateway.stop();
  });
  const url = `http://${host}:${port}`;
  await gateway.waitUntilReady(url);
  void gateway.ended.then((how) => {
    if (!stopping) program.fail(`The gateway has ended (${how}).`);
  });
  printStartupMessage(url, settings.membership);
};

runProgram(startServices);
