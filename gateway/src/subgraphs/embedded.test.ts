import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@wizness/kernel';
import { services } from './embedded';

const SERVICES = join(__dirname, '../../../services');

const packages = readdirSync(SERVICES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'kernel')
  .map(({ name }) => name);

describe('services/catalogue.json', () => {
  test('lists every package in services/ but the kernel, and nothing else', () => {
    expect(catalogue.map(({ name }) => name).toSorted()).toEqual(packages.toSorted());
  });

  test('states the name and the database schema of each subgraph', () => {
    expect(services.map(({ name, storage }) => ({ name, databaseSchema: storage.schema }))).toEqual(
      catalogue.map(({ name, databaseSchema }) => ({ name, databaseSchema })),
    );
  });

  test('gives each service a port and a URL setting of its own', () => {
    expect(new Set(catalogue.map(({ port }) => port)).size).toBe(catalogue.length);
    expect(new Set(catalogue.map(({ urlSetting }) => urlSetting)).size).toBe(catalogue.length);
  });
});
