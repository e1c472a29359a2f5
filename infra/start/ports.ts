import { createServer } from 'node:net';

/** Rejects, saying what to do, where another program listens on `port`. 0 is always free. */
export const expectFreePort = (port: number, host: string, setting: string): Promise<void> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return failed(error);
      const message = `Port ${port} on ${host} is in use. Does Wizness Graph run already? Stop what runs there, or set ${setting} to another port.`;
      failed(new Error(message));
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => done()));
  });
