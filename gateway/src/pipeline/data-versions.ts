/** Versions of the data of services, by service name. */
export type DataVersions = ReadonlyMap<string, string>;

/** Reads the versions of some services now. A service that does not respond is missing. Never rejects. */
export type ReadVersions = (services: readonly string[]) => Promise<DataVersions>;

/**
 * Returns how versions are read: for each service one reading at a time, and however many wait, they get the version of the
 * next reading. So nobody gets a version that was read before they asked.
 * @param versionOf rejects if the service does not respond.
 */
export const createVersionReader = (versionOf: (service: string) => Promise<string>): ReadVersions => {
  const running = new Map<string, Promise<string | null>>();
  const waiting = new Map<string, Promise<string | null>>();
  const next = (service: string): Promise<string | null> => {
    const joined = waiting.get(service);
    if (joined) return joined;
    const reading = (running.get(service) ?? Promise.resolve()).then(() => {
      running.set(service, reading);
      waiting.delete(service);
      return versionOf(service).catch(() => null);
    });
    waiting.set(service, reading);
    return reading;
  };
  return async (services) => {
    const read = await Promise.all(services.map(async (service) => [service, await next(service)] as const));
    return new Map(read.filter((entry): entry is [string, string] => entry[1] !== null));
  };
};
