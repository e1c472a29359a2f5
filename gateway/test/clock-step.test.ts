import { type Clock, systemClock } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';
import { type Members, openMembers, PUBLIC_URL } from './support/members';
import { bearer, send } from './support/requests';
import { posts, scores } from './support/two-subgraphs';

const HOUR_SECONDS = 3600;

let offsetSeconds = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + offsetSeconds * 1000),
  newId: systemClock.newId,
};
let database: TestDatabase;
let members: Members;
let gateway: TestGateway;

beforeAll(async () => {
  database = await testDatabase();
  members = await openMembers(database);
  const services = [members.membership, posts, scores];
  gateway = await startEmbedded(database, { services, publicUrl: PUBLIC_URL, clock });
});
afterAll(async () => {
  await gateway.close();
  await members.close();
  await database.drop();
});

const isAccepted = async (): Promise<boolean> => {
  const now = Math.floor(clock.now().getTime() / 1000);
  const token = await members.token({ iat: now, nbf: now, exp: now + 600 });
  return (await send(gateway, bearer(token))).status === 200;
};

test('A clock that is set back by an hour does not keep the gateway from finding a new key', async () => {
  expect(await isAccepted()).toBe(true);
  offsetSeconds = -HOUR_SECONDS;
  await members.rotateKeys();
  await waitUntil(isAccepted);
});
