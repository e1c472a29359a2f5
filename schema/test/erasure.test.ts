import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type NewPost, PostKind, TextFormat } from '@wizness/content';
import { type Services, registerPost, withServices } from '@wizness/infra';
import { catalogue, systemClock } from '@wizness/kernel';
import { tablesHolding, type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind } from '@wizness/partnerships';
import { RateableKind } from '@wizness/ratings';
import { SCHEMA_FOLDER } from '../src/files';
import { STEPS } from './support/erasure';
import { demoDatabase, openGraph, silentLog } from './support/graphs';
import { PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

const EMAIL = 'ysolde@example.org';
const REPOSITORY = join(SCHEMA_FOLDER, '..');
/** Lets a process run TypeScript. */
const TYPESCRIPT = join(REPOSITORY, 'infra', 'test', 'support', 'typescript.cjs');
/** A word in everything that the member writes. */
const WORD = 'Zephyrwort';

/** Tables that record the erasure, and so may hold the id of an erased member. */
const ERASURE_RECORDS = ['events', 'erased_members'];

const joinMember = async ({ membership }: Services, mailbox: Mailbox): Promise<string> => {
  const joining = { email: EMAIL, password: PASSWORD, handle: 'ysolde', name: 'Ysolde', locale: 'fr' };
  await membership.registrations.register(joining);
  const { member } = await membership.registrations.verifyEmail({
    token: await mailbox.tokenFor(EMAIL, 1),
    password: PASSWORD,
  });
  if (!member) throw new Error('The member was not created.');
  await membership.signIns.signIn({ email: EMAIL, password: PASSWORD });
  return member.id;
};

/** Lets the member publish, comment, rate and vote, and record a fact that cites their post. */
const takePart = async (services: Services, memberId: string): Promise<void> => {
  const { content, ratings, partnerships } = services;
  const article: NewPost = {
    kind: PostKind.ARTICLE,
    slug: WORD.toLowerCase(),
    title: WORD,
    lang: 'fr',
    body: { source: WORD, format: TextFormat.PLAIN },
    authorId: memberId,
    editorId: memberId,
  };
  const published = await content.inTransaction(({ stores }) => stores.posts.publish(article));
  const { post } = published;
  await registerPost(services, published);
  const comment = { postId: post.id, authorId: memberId, body: WORD };
  await content.inTransaction(({ stores }) => stores.comments.add(comment));
  const { id: subjectId } = await partnerships.organisations.register({
    kind: OrganisationKind.ASSOCIATION,
    names: [{ value: 'Les Jardins du Sud', kind: NameKind.OFFICIAL }],
  });
  await ratings.inTransaction(async ({ stores }) => {
    await stores.subjects.register({ id: subjectId, kind: RateableKind.ORGANISATION });
    const review = { title: null, body: WORD, lang: 'fr' };
    await stores.ratings.rate({ memberId, subjectId, score: 5, review });
    const other = await stores.ratings.rate({ memberId: systemClock.newId('member'), subjectId, score: 2 });
    await stores.votes.vote({ memberId, ratingId: other?.id ?? '', helpful: true });
  });
  const { sources, facts, properties } = partnerships;
  await properties.defineMissing({
    properties: [{ key: 'statement', labels: { en: 'statement' }, valueKind: 'TEXT' }],
  });
  const quote = `A quote with ${WORD}.`;
  const document = { document: 'notice', title: WORD, lang: 'fr', text: quote, originKey: 'notice' };
  const { source } = await sources.save({ ...document, kind: 'POST', postId: post.id });
  await facts.record({
    document: 'notice',
    claim: 'quote',
    subjectId,
    property: 'statement',
    measure: 'STATEMENT',
    value: { kind: 'TEXT', text: quote, lang: 'fr' },
    citations: [{ sourceId: source.id, quote, lang: 'fr' }],
    recordedById: memberId,
  });
};

describe('Erasing a member while processes are killed', () => {
  let mailbox: Mailbox;
  let database: TestDatabase;
  let memberId: string;

  beforeAll(async () => {
    mailbox = await openMailbox();
    database = await demoDatabase();
    const { settings } = mailbox;
    const options = { databaseUrl: database.url, settings, clock: systemClock, log: silentLog };
    // The graph runs while the member joins, because the mail with the token is sent by background work.
    const graph = await openGraph('embedded', database, { settings });
    await withServices(options, async (services) => {
      memberId = await joinMember(services, mailbox);
      await takePart(services, memberId);
    });
    await graph.close();
  });
  afterAll(async () => {
    await database.drop();
    await mailbox.remove();
  });

  const tablesWith = async (text: string): Promise<string[]> => {
    const found: string[] = [];
    for (const { name: service } of catalogue) {
      const tables = await tablesHolding(database.urlOf(service), service, text);
      found.push(...tables.filter((table) => !ERASURE_RECORDS.includes(table)).map((table) => `${service}.${table}`));
    }
    return found;
  };

  /** Runs the erasure in a child process that kills itself at `step`. Returns the signal. */
  const eraseUntil = (step: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const program = ['--require', TYPESCRIPT, join(__dirname, 'support/erasure.ts')];
      const child = spawn(process.execPath, [...program, database.url, memberId, PASSWORD, step], {
        cwd: REPOSITORY,
        env: mailbox.environment,
        stdio: 'ignore',
        timeout: 30_000,
        killSignal: 'SIGTERM',
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
    });

  test('Completes in all four services, whichever step the process was killed at', async () => {
    const tables = await tablesWith(memberId);
    for (const { name: service } of catalogue) expect(tables).toContainEqual(expect.stringMatching(`^${service}\\.`));
    expect(await tablesWith(WORD)).toEqual([
      'content.comments',
      'content.post_revisions',
      'content.posts',
      'partnerships.citations',
      'partnerships.citations_versions',
      'partnerships.facts',
      'partnerships.sources',
      'partnerships.sources_versions',
      'ratings.ratings',
    ]);
    for (const step of STEPS) expect({ step, ended: await eraseUntil(step) }).toEqual({ step, ended: 'SIGKILL' });
    const graph = await openGraph('embedded', database, { settings: mailbox.settings });
    try {
      await waitUntil(async () => (await tablesWith(memberId)).length + (await tablesWith(WORD)).length === 0);
      for (const text of [WORD, EMAIL, 'Ysolde']) {
        expect({ text, tables: await tablesWith(text) }).toEqual({ text, tables: [] });
      }
    } finally {
      await graph.close();
    }
  });
});
