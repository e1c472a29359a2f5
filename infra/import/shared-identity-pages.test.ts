import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../folders';
import { pageOf } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';
import { readClaimsFile } from './claims-file';

const PAGES = join(REPOSITORY, '..', 'shared', 'cases', 'pages');
const hasPages = existsSync(PAGES);

(hasPages ? describe : describe.skip)(
  `The shared pages about identity${hasPages ? '' : ' (skipped: ../shared/cases/pages is not available)'}`,
  () => {
    let database: TestImports;

    beforeEach(async () => {
      database = await openTestDatabase();
    });
    afterEach(() => database.close());

    const importCase = (page: string, claims = page) =>
      database.importPage({
        page: pageOf(readFileSync(join(PAGES, `${page}.txt`))),
        claims: readClaimsFile(join(PAGES, `${claims}.claims.json`)),
      });
    const ask = (query: string) => database.ask<Record<string, unknown>>('partnerships', query);

    test('A file that closes a circle of parents is refused, and the known parent stays', async () => {
      await importCase('circle-1');
      await expect(importCase('circle-2')).rejects.toThrow(/Nothing is part of itself/);
      expect(await ask('{ organisation(name: "Groupe Ambrelin") { parent { name } children { name } } }')).toEqual({
        organisation: { parent: null, children: [{ name: 'Filiale Corvanne' }] },
      });
    });

    test('A name that ends before it begins is not stored', async () => {
      await importCase('name-ends-first').catch((error: unknown) => error);
      expect(await ask('{ organisation(name: "Laiterie Sorbane") { name } }')).toEqual({ organisation: null });
    });

    test('A claim that the next file no longer makes is not listed, and the other one is', async () => {
      await importCase('withdrawn', 'withdrawn-1');
      await importCase('withdrawn', 'withdrawn-2');
      expect(await ask('{ facts { nodes { citations { quote } } } }')).toEqual({
        facts: { nodes: [{ citations: [{ quote: 'La laiterie livre la cantine' }] }] },
      });
    });

    test('A retracted fact is listed only on request', async () => {
      await importCase('retracted');
      const listed = '{ facts { totalCount } asked: facts(filter: { statuses: [RETRACTED] }) { totalCount } }';
      expect(await ask(listed)).toEqual({ facts: { totalCount: 1 }, asked: { totalCount: 1 } });
    });

    test('A later file keeps the definition and the label of a topic, and the import reports the label', async () => {
      await importCase('topic', 'topic-1');
      const { topicDifferences } = await importCase('topic-again', 'topic-2');
      expect(topicDifferences.map(({ field, kept }) => [field, kept])).toEqual([
        ['labels.fr', 'Haie vive'],
        ['labels.en', 'Living hedge'],
      ]);
      const { topic } = await database.ask<{ topic: { label: string; definition: string } }>(
        'content',
        '{ topic(slug: "haie-vive") { label(lang: "fr") definition(lang: "fr") } }',
      );
      expect(topic.label).toBe('Haie vive');
      expect(topic.definition).toContain('rangée d’arbres');
    });
  },
);
