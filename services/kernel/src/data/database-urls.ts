/** Where the database of one service is. */
export interface ServiceDatabaseUrl {
  readonly url: string;
  /** A standby of it, from which queries read. Undefined: none. */
  readonly readUrl?: string;
}

/** The databases of the services: one address for all of them, or that of each service by its name. */
export type DatabaseUrls = string | Readonly<Record<string, ServiceDatabaseUrl>>;

/** Stands for the name of the service in an address. `URL` encodes braces. */
const SERVICE_NAME = /\{service\}|%7Bservice%7D/gi;

/** The address of a service's database, where `{service}` is replaced by the service's name. */
export const urlOfService = (url: string, service: string): string => url.replaceAll(SERVICE_NAME, service);

/** The database of a service. Throws an Error if `urls` lists others only. */
export const databaseOf = (urls: DatabaseUrls, service: string): ServiceDatabaseUrl => {
  const found = typeof urls === 'string' ? { url: urls, readUrl: undefined } : urls[service];
  if (!found) throw new Error(`No database of the service ${service} is given.`);
  const { url, readUrl } = found;
  return {
    url: urlOfService(url, service),
    ...(readUrl !== undefined && { readUrl: urlOfService(readUrl, service) }),
  };
};
