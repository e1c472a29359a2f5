/** URL of the server on `port` of this machine that listens on `host`: for 0.0.0.0 and `::`, that of the loopback address. */
export const serverUrl = (host: string, port: number | string): string => {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};
