import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expectFreePort } from './ports';

test('A port in use is reported with its setting, and the check does not occupy a free port', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(expectFreePort(port, '127.0.0.1', 'RATINGS_PORT')).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use, perhaps by another Wizness Graph. Stop that program, or set RATINGS_PORT to another port.`,
  );
  server.close();
  await once(server, 'close');
  await expectFreePort(port, '127.0.0.1', 'PORT');
  await expectFreePort(port, '127.0.0.1', 'PORT');
});
