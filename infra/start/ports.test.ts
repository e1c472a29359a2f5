import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { expectFreePorts, gatewayAddresses, withFreePorts } from './ports';

const HOST = '127.0.0.1';
let occupied: Server;
let port: number;

beforeEach(async () => {
  occupied = createServer().listen(0, HOST);
  await once(occupied, 'listening');
  ({ port } = occupied.address() as AddressInfo);
});
afterEach(() => occupied.close());

test('All ports that cannot be used are reported with their settings, at once', async () => {
  const check = expectFreePorts([
    { host: HOST, port, portSetting: 'RATINGS_PORT' },
    { host: HOST, port: 0, portSetting: 'PORT' },
    { host: HOST, port, portSetting: 'CONTENT_PORT' },
    { host: '192.0.2.1', port: 0, portSetting: 'MEMBERSHIP_PORT' },
  ]);
  await expect(check).rejects.toThrow(
    `These settings cannot be used:
  RATINGS_PORT: Port ${port} on 127.0.0.1 is in use, perhaps by another Wizness Graph. Stop that program, or set RATINGS_PORT to another port.
  CONTENT_PORT: RATINGS_PORT is ${port} too. Set one of them to another port.
  HOST: 192.0.2.1 is no address of this machine (EADDRNOTAVAIL). Set HOST to one of its addresses, or to 0.0.0.0 for all.`,
  );
});

test('The gateway listens on the port of its metrics too, if that is set', async () => {
  const taken = { host: HOST, port: 0, metricsPort: port };
  await expect(expectFreePorts(gatewayAddresses(taken))).rejects.toThrow(`METRICS_PORT: Port ${port} on 127.0.0.1`);
  expect(gatewayAddresses({ ...taken, metricsPort: undefined })).toHaveLength(1);
});

test('The check does not occupy a free port', async () => {
  occupied.close();
  await once(occupied, 'close');
  const addresses = [{ host: HOST, port, portSetting: 'PORT' }];
  for (const _ of [1, 2]) await expect(expectFreePorts(addresses)).resolves.toBeUndefined();
});

test('Each port that is 0 is replaced by another free port, and the other variables are kept', async () => {
  const variables = { PORT: ' 0 ', CONTENT_PORT: '0', RATINGS_PORT: '4014', HOST: '' };
  const chosen = await withFreePorts(['PORT', 'CONTENT_PORT', 'RATINGS_PORT', 'MEMBERSHIP_PORT'], variables);
  expect(chosen).toEqual({
    ...variables,
    PORT: expect.stringMatching(/^[1-9]\d+$/),
    CONTENT_PORT: expect.stringMatching(/^[1-9]\d+$/),
  });
  expect(chosen['PORT']).not.toBe(chosen['CONTENT_PORT']);
  // A wrong HOST is reported when the settings are read.
  expect(await withFreePorts(['PORT'], { PORT: '0', HOST: '192.0.2.1' })).toEqual({ PORT: '0', HOST: '192.0.2.1' });
});
