import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../folders';
import { openTestDatabase, type TestImports } from '../test/support/import';
import { pageWithClaims } from '../test/support/page-claims';

/** A registered name, and how a page writes it. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['Cœur de Garonne', 'COEUR DE GARONNE'],
  ['Les Finals Doux', 'Les \ufb01nals Doux'],
  ['Les Affiches Vertes', 'Les A\ufb03ches Vertes'],
  ['Grange Bleue', 'Gr\u00adange\u00a0Ble\u00adue'],
  ['Moulin d’Aval', 'Moulin d\u02bcAval'],
  ['Groß Garten', 'Gross Garten'],
  ['İstanbul Bahçe', 'Istanbul Bahce'],
  ['Véloparc Élan', 'Ve\u0301loparc E\u0301lan'],
  ['Bjørkedal Énergie', 'Bjorkedal Energie'],
  ['Łąka Zielona', 'Laka Zielona'],
  ['Ferme Pomme', '\uff26\uff45\uff52\uff4d\uff45 Pomme'],
  ['Sentier & Cie', 'Sentier et Cie'],
  ['Serres\u202fBleues', 'Serres Bleues'],
  ['Pont-Verdier Nord', 'Pont Verdier Nord'],
  ['L’Orme-à-Nœuds', 'L’Orme à Noeuds'],
  ['« Les Tilleuls » Nord', '“Les Tilleuls” Nord'],
  ['Avant-Projet Bleu', 'Avant\u2011Projet Bleu'],
];

const FILE = join(REPOSITORY, '..', 'shared', 'cases', 'match.txt');

const sharedPairs = (): (readonly [string, string])[] =>
  (existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n') : [])
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) =>
      line.replace(/\\u([\dA-F]{4})/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
    )
    .map((line) => line.split('\t') as [string, string]);

describe('Each spelling of a name finds the same', () => {
  let database: TestImports;
  const pairs = [...PAIRS, ...sharedPairs()].map(([name, written], index) => ({
    name,
    written,
    slug: `pair-${index}`,
  }));

  beforeAll(async () => {
    database = await openTestDatabase();
    for (const { name, written, slug } of pairs) {
      const quote = `La haie de ${written} compte trois arbres`;
      const claim = {
        key: 'hedge',
        subject: 'club',
        property: 'service_offered',
        measure: 'STATEMENT',
        presence: 'VALUE',
        value: { quoted: false },
        quote,
      };
      const organisations = [{ key: 'club', kind: 'ASSOCIATION', names: [{ value: name, kind: 'OFFICIAL' }] }];
      await database.importPage(
        pageWithClaims(slug, [`${quote}.`], { organisations, claims: [claim] }, { lang: 'fr' }),
      );
    }
  });
  afterAll(() => database.close());

  test.each(
    pairs.flatMap(
      (pair) =>
        [
          [pair.name, pair],
          [pair.written, pair],
        ] as const,
    ),
  )('The spelling "%s"', async (text, { name, slug }) => {
    const words = JSON.stringify(text);
    const partnerships = await database.ask(
      'partnerships',
      `{ organisation(name: ${words}) { id name } organisations(filter: { text: ${words} }) { nodes { name } } facts(filter: { text: ${words} }) { nodes { citations { quote } } } }`,
    );
    expect(partnerships).toMatchObject({
      organisation: { name },
      organisations: { nodes: [{ name }] },
      facts: { nodes: [{ citations: [{ quote: expect.any(String) }] }] },
    });
    const { organisation } = partnerships as { organisation: { id: string } };
    const target = '... on Organisation { id }';
    expect(
      await database.ask(
        'content',
        `{ posts(filter: { text: ${words} }) { nodes { slug mentions { target { ${target} } } } } }`,
      ),
    ).toEqual({ posts: { nodes: [{ slug, mentions: [{ target: { id: organisation.id } }] }] } });
  });
});
