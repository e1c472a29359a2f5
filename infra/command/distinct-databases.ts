import { loadServices } from '@wizness/gateway';
import { databaseOf, type DatabaseUrls, type Storage } from '@wizness/kernel';

/** A database, and what the services in it store. */
export interface DistinctDatabase {
  readonly url: string;
  readonly storages: readonly Storage[];
}

/** Each database of `urls` once: services with the same address share it. */
export const distinctDatabases = (urls: DatabaseUrls): readonly DistinctDatabase[] => {
  const byUrl = new Map<string, Storage[]>();
  for (const { name, storage } of loadServices()) {
    const { url } = databaseOf(urls, name);
    byUrl.set(url, [...(byUrl.get(url) ?? []), storage]);
  }
  return [...byUrl].map(([url, storages]) => ({ url, storages }));
};
