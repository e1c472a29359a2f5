import { catalogue } from '@wizness/kernel';
import { cloneGraphDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { ROWS } from '../src/access/rows';
import { accessTable, requiredRowsOf } from '../src/access/table';
import { type ServiceName, SUBGRAPHS } from '../src/access/scenario/services';
import { readCommitted } from '../src/files';

describe('The access table', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneGraphDatabase('access', async () => undefined);
  });
  afterAll(() => database.drop());

  test('matches the responses of the services', async () => {
    expect(await accessTable(database.url)).toBe(readCommitted('access.md'));
  });

  test('covers every service of the catalogue', () => {
    expect(Object.keys(SUBGRAPHS).toSorted()).toEqual(catalogue.map(({ name }) => name).toSorted());
  });

  test.each(Object.keys(SUBGRAPHS) as ServiceName[])('has a row for every root field and entity of %s', (service) => {
    const rows = ROWS.filter((row) => row.service === service).map(({ name }) => name);
    expect(rows.toSorted()).toEqual(requiredRowsOf(service).toSorted());
  });
});
