import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PostKind, TextFormat } from '@wizness/content';
import { type Services, registerPost, withServices } from '@wizness/infra';
import { systemClock } from '@wizness/kernel';
import { tablesHolding, type TestDatabase } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind } from '@wizness/partnerships';
import { RateableKind } from '@wizness/ratings';
import { SCHEMA_FOLDER } from '../src/files';
import { STEPS } from './support/erasure';
import { demoDatabase, openGraph, quiet } from './support/graphs';
import { type Mailbox, openMailbox } from './support/mailbox';
import { until } from './support/until';

const PASSWORD = 'a lantern above nine quiet harbours';
const EMAIL = 'ysolde@example.org';
/** Stands in all that the member writes. */
const WORD = 'Zephyrwort';

const SERVICES = ['content', 'membership', 'partnerships', 'ratings'] as const;
/** Where the id of one who has left may stand: in what says that they have left. */
const REMEMBERING = ['events', 'erased_members'];

const joinUs = async ({ membership }: Services, mailbox: Mailbox): Promise<string> => {
  const joining = { email: EMAIL, password: PASSWORD, handle: 'ysolde', name: 'Ysolde', locale: 'fr' };
  await membership.registrations.register(joining);
  const { member } = await membership.registrations.verifyEmail(await mailbox.tokenFor(EMAIL, 1));
  if (!member) throw new Error('Nobody has joined.');
  await membership.signIns.signIn({ email: EMAIL, password: PASSWORD });
  return member.id;
};

/** Lets the member write, rate, vote and state a fact about what they wrote. */
const takePart = async (services: Services, memberId: string): Promise<void> => {
  const { content, ratings, partnerships } = services;
  const published = await content.posts.publish({
    kind: PostKind.ARTICLE,
    slug: WORD.toLowerCase(),
    title: WORD,
    lang: 'fr',
    body: { source: WORD, format: TextFormat.PLAIN },
    authorId: memberId,
    editorId: memberId,
  });
  const { post } = published;
  await registerPost(services, published);
  await content.comments.add({ postId: post.id, authorId: memberId, body: WORD });
  const { id: subjectId } = await partnerships.organisations.register({
    kind: OrganisationKind.ASSOCIATION,
    names: [{ value: 'Les Jardins du Sud', kind: NameKind.OFFICIAL }],
  });
  await ratings.subjects.register({ id: subjectId, kind: RateableKind.ORGANISATION });
  await ratings.ratings.rate({ memberId, subjectId, score: 5, review: { title: null, body: WORD, lang: 'fr' } });
  const another = await ratings.ratings.rate({ memberId: systemClock.newId('member'), subjectId, score: 2 });
  await ratings.votes.vote({ memberId, ratingId: another.rating?.id ?? '', helpful: true });
  const { sources, facts, properties } = partnerships;
  await properties.define({ properties: [{ key: 'statement', labels: { en: 'statement' }, valueKind: 'TEXT' }] });
  const words = `So says ${WORD}.`;
  const document = { document: 'notice', title: WORD, lang: 'fr', text: words, originKey: 'notice' };
  const { source } = await sources.save({ ...document, kind: 'POST', postId: post.id });
  await facts.record({
    document: 'notice',
    claim: 'so',
    subjectId,
    property: 'statement',
    measure: 'STATEMENT',
    value: { kind: 'TEXT', text: words, lang: 'fr' },
    citations: [{ sourceId: source.id, quote: words, lang: 'fr' }],
    recordedById: memberId,
  });
};

describe('a member who leaves while processes are killed', () => {
  let mailbox: Mailbox;
  let database: TestDatabase;
  let memberId: string;

  beforeAll(async () => {
    mailbox = await openMailbox();
    database = await demoDatabase();
    await withServices(database.url, systemClock, quiet, async (services) => {
      memberId = await joinUs(services, mailbox);
      await takePart(services, memberId);
    });
  });
  afterAll(async () => {
    await database.drop();
    await mailbox.remove();
  });

  const placesHolding = async (text: string): Promise<string[]> => {
    const places: string[] = [];
    for (const service of SERVICES) {
      const tables = await tablesHolding(database.url, service, text);
      places.push(...tables.filter((table) => !REMEMBERING.includes(table)).map((table) => `${service}.${table}`));
    }
    return places;
  };

  /** Erases in a process of its own until it dies; answers the signal. */
  const dieAt = (step: string): Promise<string> =>
    new Promise((done, failed) => {
      const program = ['--import', 'tsx', '--conditions=source', join(__dirname, 'support/erasure.ts')];
      const child = spawn(process.execPath, [...program, database.url, memberId, PASSWORD, step], {
        cwd: join(SCHEMA_FOLDER, '..'),
        env: { ...mailbox.environment, TSX_TSCONFIG_PATH: 'tsconfig.base.json' },
        stdio: 'ignore',
        timeout: 30_000,
        killSignal: 'SIGTERM',
      });
      child.once('error', failed);
      child.once('exit', (code, signal) => done(signal ?? `exit ${code}`));
    });

  test('is gone from all four services in the end, whichever step they were killed at', async () => {
    const places = await placesHolding(memberId);
    for (const service of SERVICES) expect(places).toContainEqual(expect.stringMatching(`^${service}\\.`));
    expect(await placesHolding(WORD)).toEqual([
      'content.comments',
      'content.post_revisions',
      'content.posts',
      'partnerships.citations',
      'partnerships.facts',
      'partnerships.sources',
      'ratings.ratings',
    ]);
    for (const step of STEPS) expect({ step, ended: await dieAt(step) }).toEqual({ step, ended: 'SIGKILL' });
    const graph = await openGraph('embedded', database);
    try {
      await until(async () => (await placesHolding(memberId)).length + (await placesHolding(WORD)).length === 0);
      for (const text of [WORD, EMAIL, 'Ysolde']) {
        expect({ text, places: await placesHolding(text) }).toEqual({ text, places: [] });
      }
    } finally {
      await graph.close();
    }
  }, 240_000);
});
