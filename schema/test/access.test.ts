import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { ROWS } from '../src/access/rows';
import { accessTable, askableOf } from '../src/access/table';
import { SUBGRAPHS, type ServiceName } from '../src/access/scenario/scenario';
import { readCommitted } from '../src/files';

describe('who may ask what', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase('access', async () => undefined);
  });
  afterAll(() => database.drop());

  test('is what the committed table says', async () => {
    expect(await accessTable(database.url)).toBe(readCommitted('access.md'));
  });

  test.each(Object.keys(SUBGRAPHS) as ServiceName[])('is told of all that can be asked of %s', (service) => {
    const told = ROWS.filter((row) => row.service === service).map(({ name }) => name);
    expect(told.toSorted()).toEqual(askableOf(service).toSorted());
  });
});
