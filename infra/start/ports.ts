import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { GatewaySettings } from '@wizness/gateway';
import { EnvironmentError } from '@wizness/kernel';

/** Where a server will listen, and the settings that say so. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  readonly portSetting: string;
}

/** Where the gateway will listen: for clients, and for the collector of metrics if that has a port. */
export const gatewayAddresses = ({
  host,
  port,
  metricsPort,
}: Pick<GatewaySettings, 'host' | 'port' | 'metricsPort'>): readonly ListenAddress[] => [
  { host, port, portSetting: 'PORT' },
  ...(metricsPort === undefined ? [] : [{ host, port: metricsPort, portSetting: 'METRICS_PORT' }]),
];

const listen = async (host: string, port: number): Promise<Server> => {
  const server = createServer();
  server.listen({ port, host, exclusive: true });
  await once(server, 'listening');
  return server;
};

const close = async (server: Server): Promise<void> => {
  server.close();
  await once(server, 'close');
};

/** How to correct a setting, for the errors of listen(2) and getaddrinfo(3). */
const describeProblem = ({ host, port, portSetting }: ListenAddress, error: NodeJS.ErrnoException): string => {
  switch (error.code) {
    case 'EADDRINUSE':
      return `${portSetting}: Port ${port} on ${host} is in use, perhaps by another Wizness Graph. Stop that program, or set ${portSetting} to another port.`;
    case 'EACCES':
      return `${portSetting}: This user may not listen on port ${port}. Set ${portSetting} to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST: ${host} is no address of this machine (${error.code}). Set HOST to one of its addresses, or to 0.0.0.0 for all.`;
    default:
      return `${portSetting}: Cannot listen on port ${port} of ${host}: ${error.message}.`;
  }
};

/** Rejects with EnvironmentError if a server cannot listen on one of `addresses`; lists all problems. Port 0 is always free. */
export const expectFreePorts = async (addresses: readonly ListenAddress[]): Promise<void> => {
  const problems = new Set<string>();
  const servers: Server[] = [];
  // All stay open until the last one is checked, so that two settings with the same port are a problem too.
  for (const address of addresses) {
    const { host, port, portSetting } = address;
    const same = addresses.find((other) => other.port === port && port !== 0);
    if (same && same !== address) {
      problems.add(`${portSetting}: ${same.portSetting} is ${port} too. Set one of them to another port.`);
      continue;
    }
    try {
      servers.push(await listen(host, port));
    } catch (error) {
      problems.add(describeProblem(address, error as NodeJS.ErrnoException));
    }
  }
  await Promise.all(servers.map(close));
  if (problems.size === 0) return;
  throw new EnvironmentError(`These settings cannot be used:\n${[...problems].map((line) => `  ${line}`).join('\n')}`);
};

/** `variables`, where each of `names` that is 0 has a free port instead. If HOST cannot be used, it stays 0. */
export const withFreePorts = async (
  names: readonly string[],
  variables: NodeJS.ProcessEnv,
): Promise<NodeJS.ProcessEnv> => {
  const host = variables['HOST']?.trim() || '127.0.0.1';
  const wanted = names.filter((name) => variables[name]?.trim() === '0');
  const opened = await Promise.allSettled(wanted.map(async (name) => [name, await listen(host, 0)] as const));
  const chosen = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const ports = chosen.map(([name, server]) => [name, String((server.address() as AddressInfo).port)] as const);
  await Promise.all(chosen.map(([, server]) => close(server)));
  return { ...variables, ...Object.fromEntries(ports) };
};
