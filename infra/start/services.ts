import { randomBytes } from 'node:crypto';
import { createLogger, databaseOf, printLine, type Program, runProgram, serverUrl } from '@wizness/kernel';
import { loadDemo } from '../demo/load-demo';
import { provideDatabase } from '../postgres/database';
import { supervise } from '../process/supervise';
import { mainOf, startChild } from './child';
import { portSetting, readStartSettings, readStartVariables } from './environment';
import { expectFreePorts, gatewayAddresses } from './ports';
import { printStartupMessage } from './startup-message';
import { untilReady } from './until-ready';

/**
 * `npm run start:services`: each service and the gateway as a separate process, on one PostgreSQL. One that ends is started
 * again; meanwhile the others go on, and the gateway reports which one is missing.
 */
const startServices = async (program: Program): Promise<void> => {
  const {
    start,
    gateway,
    addresses,
    childVariables,
    services: settings,
  } = readStartSettings(await readStartVariables());
  const log = createLogger('wizness', gateway.logLevel);
  await expectFreePorts([
    ...gatewayAddresses(gateway),
    ...addresses.flatMap(({ name, host, port, metricsPort }) => [
      { host, port, portSetting: portSetting(name) },
      ...(metricsPort === undefined ? [] : [{ host, port: metricsPort, portSetting: 'METRICS_PORT' }]),
    ]),
  ]);
  printLine('Opening the database …');
  const { url: databaseUrl, stop: stopDatabase } = await provideDatabase(start, { attach: false, log });
  await program.closeOnStop(stopDatabase);
  if (start.loadsDemo) {
    printLine('Loading the demo data, if it is not there yet …');
    await loadDemo({ databaseUrl, settings, log });
  }

  const shared = {
    SUBGRAPH_SECRET: start.SUBGRAPH_SECRET ?? randomBytes(32).toString('hex'),
    // Where each service finds the event logs of the others, and the gateway all services.
    ...Object.fromEntries(addresses.map(({ urlSetting, url }) => [urlSetting, url])),
  };
  const startSupervised = (name: string, own: Readonly<Record<string, string>>) => {
    printLine(`Starting ${name} …`);
    const env = { ...childVariables, ...shared, ...own };
    return supervise({ name, start: async () => startChild(name, mainOf(name), env, gateway.drainSeconds), log });
  };
  const stops: (() => Promise<void>)[] = [];
  await program.closeOnStop(() => Promise.all(stops.map((stop) => stop())));
  const waits: Promise<void>[] = [];
  for (const { name, host, port, metricsPort, url, urlSetting } of addresses) {
    const { url: address, readUrl } = databaseOf(databaseUrl, name);
    const own = {
      DATABASE_URL: address,
      ...(readUrl !== undefined && { DATABASE_READ_URL: readUrl }),
      HOST: host,
      PORT: String(port),
      ...(metricsPort !== undefined && { METRICS_PORT: String(metricsPort) }),
    };
    const { first, stop } = await startSupervised(name, own);
    stops.push(stop);
    waits.push(untilReady({ name, url, urlSetting, ended: first.ended }));
  }
  await Promise.all(waits);

  const { first, stop: stopGateway } = await startSupervised('gateway', { MODE: 'remote', PORT: String(gateway.port) });
  await program.closeOnStop(stopGateway);
  const url = serverUrl(gateway.host, gateway.port);
  await untilReady({ name: 'gateway', url, urlSetting: 'HOST', ended: first.ended });
  printStartupMessage(url, settings.membership);
};

runProgram(startServices);
