import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASE_PAGES, hasCases } from '../test/support/case-page';
import { pageOf } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';
import { readClaimsFile } from './claims-file';
import type { ImportReport } from './import-page';

interface Case {
  readonly kind: string;
  readonly name: string;
  readonly test: string;
  readonly steps: readonly (readonly [page: string, claims?: string])[];
  readonly expect: Readonly<Record<string, unknown>>;
}

const CASES: readonly Case[] = hasCases
  ? (JSON.parse(readFileSync(join(CASE_PAGES, 'expected.json'), 'utf8')) as { cases: Case[] }).cases
  : [];

interface FactRead {
  readonly status: string;
  readonly value: Readonly<Record<string, string>> | null;
  readonly issues: readonly { readonly code: string }[];
  readonly citations: readonly { quote: string; start: number; end: number; lang: string }[];
  readonly validTime: { from: { raw: string | null } | null };
}

const FACTS = `{ facts(first: 100) { nodes {
  status issues { code } citations { quote start end lang }
  value { ... on TextValue { text wording } ... on QuantityValue { amount lower upper } }
  validTime { from { raw edtf } to { raw } }
} } }`;

const POST = 'title lang body { source html links { url } }';

interface Post {
  readonly title: string;
  readonly lang: string;
  readonly body: { readonly source: string; readonly html: string; readonly links: readonly { url: string }[] };
}

(hasCases ? describe : describe.skip)(`The shared pages${hasCases ? '' : ' (skipped: not available)'}`, () => {
  let database: TestImports;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  const textOf = (page: string): string => readFileSync(join(CASE_PAGES, page), 'utf8');
  const run = ([page, claims]: Case['steps'][number], lang?: string): Promise<ImportReport> => {
    const file = claims === undefined ? null : readClaimsFile(join(CASE_PAGES, claims));
    const stated = file && lang !== undefined ? { ...file, document: { ...file.document, lang } } : file;
    return database.importPage({ page: pageOf(textOf(page)), claims: stated });
  };
  const facts = async () => (await database.ask<{ facts: { nodes: FactRead[] } }>('partnerships', FACTS)).facts.nodes;
  const postOf = async (slug: string) =>
    (await database.ask<{ post: Post }>('content', `{ post(slug: "${slug}") { ${POST} } }`)).post;
  const bounds = (value: FactRead['value']): string =>
    `${value?.['amount'] ?? value?.['lower']}|${value?.['amount'] ?? value?.['upper']}`;

  const CHECKS: Readonly<Record<string, (each: Case) => Promise<void>>> = {
    page: async ({ steps: [step = ['']], expect: expected }) => {
      const report = await run(step).catch((error: unknown) => error as Error);
      if (report instanceof Error) return expect(expected['warned']).toBe(true);
      const { title, lang, body } = await postOf(report.post.post.slug);
      if (expected['warned']) expect(report.warnings.length).toBeGreaterThan(0);
      if (expected['title']) expect(title).toBe(expected['title']);
      if (expected['lang']) expect(lang).toBe(expected['lang']);
      if (expected['links']) expect(body.links.map(({ url }) => url)).toEqual(expected['links']);
      if (expected['items']) expect(body.html.match(/<li>/g)).toHaveLength(expected['items'] as number);
      for (const part of (expected['never'] ?? []) as string[]) expect(body.html).not.toContain(part);
      for (const part of (expected['holds'] ?? []) as string[]) expect(body.html).toContain(part);
      if (expected['warnsNot'])
        expect(report.warnings.map(({ message }) => message).join()).not.toContain(expected['warnsNot']);
    },
    language: async ({ steps: [step = ['']], expect: expected }) => {
      const report = await run(step, 'fr');
      expect((await postOf(report.post.post.slug)).lang).toBe(expected['lang']);
      expect((await facts()).map(({ value }) => bounds(value))).toEqual([expected['number']]);
    },
    refusedLast: async ({ steps, expect: { organisation, differs } }) => {
      for (const step of steps.slice(0, -1)) await run(step);
      const query = `{ organisation(name: "${String(organisation)}") { names { value } parent { name } } }`;
      const before = await database.ask('partnerships', query);
      const last = steps.at(-1);
      await run(last ?? ['']).catch((error: unknown) => error);
      const after = await database.ask('partnerships', query);
      if (differs) expect(after).toEqual(before);
      else expect(JSON.stringify(after)).not.toContain('Sorbane');
    },
    withdrawn: async ({ steps, expect: { gone, stays } }) => {
      for (const step of steps) await run(step);
      const quotes = (await facts()).flatMap(({ citations }) => citations.map(({ quote }) => quote));
      expect(quotes).toEqual([stays]);
      expect(quotes).not.toContain(gone);
    },
    topicKept: async ({ steps, expect: { topic, definition, labels } }) => {
      for (const step of steps) await run(step);
      const read = await database.ask<{ topic: { label: string; definition: string } }>(
        'content',
        `{ topic(slug: "${String(topic)}") { label(lang: "fr") definition(lang: "fr") } }`,
      );
      expect(read.topic.definition).toContain(definition);
      expect(labels).toContain(read.topic.label);
    },
    otherLanguage: async ({ steps: [step = ['']], expect: { lang, number } }) => {
      await run(step);
      const all = await facts();
      expect(all).toHaveLength(2);
      const [english] = all.filter(({ citations }) => citations[0]?.quote.startsWith('We planted'));
      const isRead = bounds(english?.value ?? null) === number && english?.citations[0]?.lang === lang;
      expect(isRead || (english?.issues.length ?? 0) > 0).toBe(true);
    },
    itsWords: async ({ steps: [step = ['']] }) => {
      await run(step).catch((error: unknown) => error);
      const page = textOf(step[0]);
      for (const { value } of await facts()) {
        if (value?.['text'] !== undefined) expect(page).toContain(value['text']);
      }
    },
    collective: async ({ steps: [[page, claims = ''] = ['']], expect: { role, quote, words } }) => {
      const file = readClaimsFile(join(CASE_PAGES, claims));
      const participation = {
        role: 'NETWORK_MEMBER',
        organisation: null,
        collective: String(words),
        quote: String(quote),
      };
      const programmes = file.programmes?.map((each) => ({ ...each, participations: [participation as never] }));
      const { ids } = await database.importPage({ page: pageOf(textOf(page)), claims: { ...file, programmes } });
      const fields =
        'role collective organisation { name } fact { value { ... on QuantityValue { amount approximate } } }';
      const read = await database.ask(
        'partnerships',
        `{ programme(id: "${ids.get('hedge')}") { participations { ${fields} } } }`,
      );
      const fact = { value: { amount: '30', approximate: true } };
      expect(read).toEqual({ programme: { participations: [{ role, collective: words, organisation: null, fact }] } });
    },
    rawWords: async ({ steps: [step = ['']] }) => {
      await run(step);
      const [fact] = await facts();
      expect(fact?.validTime.from).toEqual({ raw: null, edtf: '2012-03-04' });
    },
    retracted: async ({ steps: [step = ['']] }) => {
      await run(step);
      expect((await facts()).map(({ status }) => status)).toEqual(['ACCEPTED']);
      const asked = '{ facts(filter: { statuses: [RETRACTED] }) { totalCount } }';
      expect(await database.ask('partnerships', asked)).toEqual({ facts: { totalCount: 1 } });
    },
    offsets: async ({ steps: [step = ['']] }) => {
      await run(step);
      const [citation] = (await facts()).flatMap(({ citations }) => citations);
      // The text of the source is what offsets count in.
      const { rows } = await database.sql('SELECT text FROM partnerships.sources');
      const text = [...((rows[0] as { text: string } | undefined)?.text ?? '')];
      expect(text.slice(citation?.start, citation?.end).join('')).toBe(citation?.quote);
    },
  };

  test.each(CASES.map((each) => [each.name, each] as const))('%s', async (_, each) => {
    expect(Object.keys(CHECKS)).toContain(each.test);
    await CHECKS[each.test]?.(each);
  });
});
