import { createServer } from 'node:net';

/** Rejects if another program listens on `port`. The message says which setting to change. Port 0 is always free. */
export const expectFreePort = (port: number, host: string, setting: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      const message = `Port ${port} on ${host} is in use, perhaps by another Wizness Graph. Stop that program, or set ${setting} to another port.`;
      reject(new Error(message));
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
  });
