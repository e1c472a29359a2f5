import type { TestDatabase } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import { createClient } from './support/client';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

const QUERY = `{
  topic(slug: "mobilite-durable") { label english: label(lang: "en") }
  enumLabels(names: ["FactMeasure"]) { values { value label } }
  facts(filter: { issueCodes: [MALFORMED_NUMBER] }, first: 1) {
    nodes { property { label english: label(lang: "en") } issues { code message english: message(lang: "en-GB") } }
  }
}`;

interface Answer {
  readonly topic: { readonly label: string; readonly english: string };
  readonly enumLabels: readonly [{ readonly values: readonly { readonly value: string; readonly label: string }[] }];
  readonly facts: {
    readonly nodes: readonly [
      {
        readonly property: { readonly label: string; readonly english: string };
        readonly issues: readonly { readonly code: string; readonly message: string; readonly english: string }[];
      },
    ];
  };
}

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.remove());

describe.each(MODES)('Texts for which no language is requested (%s)', (mode) => {
  let database: TestDatabase;
  let graph: TestGraph;
  beforeAll(async () => {
    database = await demoDatabase();
    graph = await openGraph(mode, database, { settings: mailbox.settings });
  });
  afterAll(async () => {
    await graph.close();
    await database.drop();
  });

  const read = async (headers: Record<string, string>): Promise<Answer> => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: QUERY }),
    });
    const { data, errors } = await response.json();
    expect(errors).toBeUndefined();
    return data;
  };
  /** The language of every text without `lang`: of a topic, an enum value, a property and an issue. */
  const languagesOf = ({ topic, enumLabels, facts }: Answer): string[] => {
    const [{ property, issues }] = facts.nodes;
    const issue = issues.find(({ code }) => code === 'MALFORMED_NUMBER');
    const target = enumLabels[0].values.find(({ value }) => value === 'TARGET');
    return [
      topic.label === topic.english ? 'en' : 'fr',
      target?.label === 'Objectif' ? 'fr' : 'en',
      property.label === property.english ? 'en' : 'fr',
      issue?.message === issue?.english ? 'en' : 'fr',
    ];
  };
  const ALL_FRENCH = ['fr', 'fr', 'fr', 'fr'];
  const ALL_ENGLISH = ['en', 'en', 'en', 'en'];

  test.each([
    ['*', ALL_FRENCH],
    ['it', ALL_FRENCH],
    ['it;q=0.8, en-GB;q=0.6, fr;q=0.4', ALL_ENGLISH],
    ['en;q=0.3, fr-CA', ALL_FRENCH],
  ])('Accept-Language %j', async (header, languages) => {
    expect(languagesOf(await read({ 'accept-language': header }))).toEqual(languages);
  });

  test("A member's locale comes before Accept-Language, by session and by API key", async () => {
    const client = createClient(() => graph.url);
    const email = await join(client, mailbox, `reader-${mode}`);
    const { accessToken } = await client.signIn(email, PASSWORD);
    const { secret } = await client.mutate('createApiKey', { name: 'x', scopes: ['FACTS_READ'] }, accessToken);
    const as = (credential: string) => ({ authorization: `Bearer ${credential}`, 'accept-language': 'en' });
    // Members read French unless they have set another language.
    expect(languagesOf(await read(as(accessToken)))).toEqual(ALL_FRENCH);
    expect(languagesOf(await read(as(String(secret))))).toEqual(ALL_FRENCH);
    expect(languagesOf(await read({ 'accept-language': 'en' }))).toEqual(ALL_ENGLISH);
  });
});
