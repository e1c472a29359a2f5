import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const SERVICE = z.strictObject({
  /** Name of the subgraph. The package is `@wizness/<name>`, in `services/<name>`, and exports the subgraph as `<name>`. */
  name: z.string().regex(/^[a-z]+$/),
  databaseSchema: z.string().regex(/^[a-z_]+$/),
  /** Port of the service as a process of its own, if its setting PORT is not set. */
  port: z.int().min(1).max(65_535),
  /** Setting by which other programs find the service: `CONTENT_URL`. */
  urlSetting: z.string().regex(/^[A-Z_]+_URL$/),
});

export type CatalogueEntry = z.infer<typeof SERVICE>;

/** `services/catalogue.json`, the only list of services. The path is the same from `src` and from `dist`. */
export const catalogue: readonly CatalogueEntry[] = z
  .strictObject({ services: z.array(SERVICE) })
  .parse(JSON.parse(readFileSync(join(__dirname, '../../../catalogue.json'), 'utf8'))).services;

/** The entry of a service. Throws an Error if the catalogue does not list it. */
export const catalogueEntry = (name: string): CatalogueEntry => {
  const entry = catalogue.find((service) => service.name === name);
  if (!entry) throw new Error(`services/catalogue.json does not list the service "${name}".`);
  return entry;
};

/** Where a service is found by default: `http://127.0.0.1:4011`. */
export const defaultUrl = ({ port }: CatalogueEntry): string => `http://127.0.0.1:${port}`;
