import { z } from 'zod';
import type { DatabaseUrls } from '../data/database-urls';
import { DATABASE_URL_RULE, settings } from './settings';

/** Setting for the database of one service: `CONTENT_DATABASE_URL`. */
export const databaseUrlSetting = (service: string): string => `${service.toUpperCase()}_DATABASE_URL`;

/** Setting for a standby of the database of one service: `CONTENT_DATABASE_READ_URL`. */
export const databaseReadUrlSetting = (service: string): string => `${service.toUpperCase()}_DATABASE_READ_URL`;

type Variables = Partial<Record<string, unknown>>;

const urlsOf = (services: readonly string[], mayBeMissing: boolean) => {
  const own = services.map(databaseUrlSetting);
  const names = ['DATABASE_URL', ...own, 'DATABASE_READ_URL', ...services.map(databaseReadUrlSetting)];
  const isSet = (variables: Variables) => (name: string) => Boolean(variables[name]);
  const error = mayBeMissing ? `is required, unless all of ${own.join(', ')} are set` : DATABASE_URL_RULE;
  return z
    .object(Object.fromEntries(names.map((name) => [name, settings.databaseUrl.optional()])))
    .check(
      z.refine<Variables>(
        (variables) =>
          isSet(variables)('DATABASE_URL') ||
          own.every(isSet(variables)) ||
          (mayBeMissing && !own.some(isSet(variables))),
        // Even if another setting is wrong, so that all errors are listed at once.
        { path: ['DATABASE_URL'], error, when: () => true },
      ),
    )
    .transform((variables): DatabaseUrls | null => {
      const entries = services.map((service) => {
        const url = variables[databaseUrlSetting(service)] ?? variables['DATABASE_URL'];
        const readUrl = variables[databaseReadUrlSetting(service)] ?? variables['DATABASE_READ_URL'];
        return url === undefined ? [] : [[service, { url, ...(readUrl !== undefined && { readUrl }) }] as const];
      });
      return entries.flat().length === 0 ? null : Object.fromEntries(entries.flat());
    });
};

/**
 * The databases of `services`: each has the address of its own setting, otherwise that of DATABASE_URL, and perhaps a standby.
 * Null if none is set; an error if only some services have one.
 */
export const optionalDatabaseUrls = (services: readonly string[]) => urlsOf(services, true);

/** As {@link optionalDatabaseUrls}, where each service needs a database. */
export const databaseUrls = (services: readonly string[]) => urlsOf(services, false).transform((urls) => urls ?? {});
