import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { linesOf, sliceCodePoints } from '../rich-text/text-position';
import { readWiznessPage, type WiznessPage } from './wizness-page';

const HEAD = ['Register Sign In', '', 'New to\u00a0Wizness Community?', '', 'Join Wizness to exchange things.', ''];
const TAIL = [
  '',
  'Join Wizness now to:',
  '  • Access the latest Sustainability news and events',
  '  • Share and rate good pratices with peers',
  '  • Collaborate around Sustainability main challenges',
];
const BODY = [
  'Nous avons passé la soirée à parler de mobilité durable avec l’équipe, et voici 2 idées :',
  '',
  '• Partager les trajets',
  '• Réparer les voitures',
  '',
  'Un programme à suivre',
  '',
  'Voir {{LNK|Voiture&Co|http://example.org/}} et {{LNK|Voiture&Co|http://example.org/}}.',
];

const read = (text: string) => readWiznessPage(Buffer.from(text, 'utf8'));
const page = (body: readonly string[], title = 'Une soirée') => read([...HEAD, title, '', ...body, ...TAIL].join('\n'));

const messagesOf = ({ warnings }: WiznessPage) => warnings.map(({ message }) => message);

/** Expects the text between the offsets of each part to be the text of that part. */
function expectCorrectOffsets(given: WiznessPage): void {
  const slice = (start: number, end: number) => sliceCodePoints(given.source, start, end);
  expect(slice(given.bodyStart, given.bodyEnd)).toBe(given.body);
  for (const span of [...given.headings, ...given.lists.flatMap(({ items }) => items)]) {
    expect(slice(span.start, span.end)).toBe(span.text);
    expect(sliceCodePoints(given.body, span.start - given.bodyStart, span.end - given.bodyStart)).toBe(span.text);
  }
  for (const { start, end, label, rawUrl } of given.links) expect(slice(start, end)).toBe(`{{LNK|${label}|${rawUrl}}}`);
}

describe('A saved Wizness page', () => {
  test('Trap 4: the frame is removed from the article and kept in the source', () => {
    const given = page(BODY);
    expect(given.title).toBe('Une soirée');
    expect(given.body).toBe(BODY.join('\n'));
    expect(given.source).toContain('Register Sign In');
    expect(messagesOf(given)).toEqual([]);
    expectCorrectOffsets(given);
  });

  test('The digest is that of the bytes of the file', () => {
    const bytes = Buffer.from(`\ufeff${[...HEAD, 'Titre', '', ...BODY].join('\n')}`);
    expect(readWiznessPage(bytes).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('A byte order mark does not change offsets', () => {
    const text = [...HEAD, 'Titre', '', ...BODY, ...TAIL].join('\n');
    expect({ ...read(`\ufeff${text}`), sha256: '' }).toEqual({ ...read(text), sha256: '' });
  });

  test('CRLF line breaks are kept in the source and do not change the structure', () => {
    const text = [...HEAD, 'Titre', '', ...BODY, ...TAIL].join('\n');
    const given = read(text.replaceAll('\n', '\r\n'));
    expect(given.source).toContain('\r\n');
    expect(given.headings.map((heading) => heading.text)).toEqual(['Un programme à suivre']);
    expect(given.lists.map(({ items }) => items.map((item) => item.text))).toEqual([
      ['Partager les trajets', 'Réparer les voitures'],
    ]);
    expectCorrectOffsets(given);
  });

  test('A page without a frame is all article, with a warning', () => {
    const given = read(['Titre', '', ...BODY].join('\n'));
    expect(given.title).toBe('Titre');
    expect(messagesOf(given)).toEqual([expect.stringContaining('no line of the Wizness frame')]);
  });

  test('Trap 6: two links with one address are two links', () => {
    const { links } = page(BODY);
    expect(links).toHaveLength(2);
    expect(new Set(links.map(({ url }) => url)).size).toBe(1);
    expect(links[0]?.start).not.toBe(links[1]?.start);
  });

  test('Trap 7: a link has a label and an address, but no owner', () => {
    const [link] = page(BODY).links;
    expect(Object.keys(link ?? {}).toSorted()).toEqual(['end', 'label', 'rawUrl', 'start', 'status', 'url']);
  });

  test('Trap 5: a link without an address is kept, with a warning that has its position', () => {
    const given = page(['Un mot.', '', 'Voir {{LNK|Sustainable Life Media|}} ici.']);
    expect(given.links).toMatchObject([{ label: 'Sustainable Life Media', url: null, status: 'MISSING_URL' }]);
    expect(messagesOf(given)).toEqual([expect.stringMatching(/^Line 11, column 6: .*no address/)]);
    expectCorrectOffsets(given);
  });

  test('A link in the title is replaced by its label', () => {
    const given = page(BODY, 'Avec {{LNK|Voiture&Co|http://example.org/title}}');
    expect(given.title).toBe('Avec Voiture&Co');
    expect(given.links.map(({ url }) => url)).toContain('http://example.org/title');
    expectCorrectOffsets(given);
  });

  test('Trap 13: apostrophes are kept as they are written', () => {
    const given = page(["L’équipe d'HEC est là.", '', 'Fin.']);
    expect(given.body).toContain("L’équipe d'HEC");
  });

  test('Trap 14: neither "Hier soir" nor the clock gives a date', () => {
    const given = page(['Hier soir, une réunion a eu lieu.', '', 'Fin.']);
    expect(Object.keys(given).filter((key) => /date|written|published|author/i.test(key))).toEqual([]);
  });

  test('Trap 17: an announced number that differs from the list gives a warning', () => {
    const given = page([
      'Le plan tient en 3 facteurs :',
      '',
      '1. Un',
      '2. Deux',
      '',
      'Et deux critères :',
      '1. A',
      '2. B',
      '',
      'Fin.',
    ]);
    expect(given.lists.map(({ declared, items }) => [declared, items.length])).toEqual([
      [3, 2],
      [2, 2],
    ]);
    expect(messagesOf(given)).toEqual([
      expect.stringMatching(/^Line 11, column 4: .*announces 3 items, but the list has 2/),
    ]);
  });

  test('Trap 19: the language is that of the article, not of the frame', () => {
    expect(page(BODY).lang).toBe('fr');
    expect(page(['Last night we talked about sustainable mobility with the whole team.', '', 'The end.']).lang).toBe(
      'en',
    );
    expect(page(['Ok.', '', 'Oui.']).lang).toBe('und');
  });

  test('Trap 26: offsets are code points, also after characters outside the basic plane', () => {
    const given = page(
      ['🚗🚲 Un début.', '', 'Un titre 🚲 ici', '', '• 🚗 un', '• deux {{LNK|🚲|http://example.org/}}', '', 'Fin 🚗.'],
      '🚗 Titre',
    );
    expect(given.titleStart).toBe(HEAD.join('\n').length + 1);
    expect(given.titleEnd - given.titleStart).toBe(7);
    expect(given.headings).toHaveLength(1);
    expectCorrectOffsets(given);
  });
});

const seed = resolve(__dirname, '../../../../../shared/seed/alter-mardis-page.txt');
const inventoryFile = resolve(__dirname, '../../../../../shared/seed/inventory.json');
const present = existsSync(seed) && existsSync(inventoryFile);

// The text of the page may not be republished, so these tests run only where a copy is available.
(present ? describe : describe.skip)('The real page (skipped if it is not available)', () => {
  const given = present ? readWiznessPage(readFileSync(seed)) : read('Titre\n\nTexte.');
  const inventory: Record<string, { start: number; end: number }> = present
    ? JSON.parse(readFileSync(inventoryFile, 'utf8'))
    : {};
  const spanOf = (id: string) => ({ start: inventory[id]?.start, end: inventory[id]?.end });
  const offsets = ({ start, end }: { start: number; end: number }) => ({ start, end });

  test('Trap 4: title and body are on their lines', () => {
    const lines = linesOf(given.source);
    expect(given.title).toBe(lines[6]?.text);
    expect(given.body.startsWith(lines[8]?.text ?? '?')).toBe(true);
    expect(given.body.endsWith(lines[47]?.text ?? '?')).toBe(true);
    expectCorrectOffsets(given);
  });

  test('It has two headings, at M1 and M2', () => {
    expect(given.headings.map(offsets)).toEqual([spanOf('M1'), spanOf('M2')]);
  });

  test('It has three links, at L1 to L3, with two addresses', () => {
    expect(given.links.map(offsets)).toEqual([spanOf('L1'), spanOf('L2'), spanOf('L3')]);
    expect(new Set(given.links.map(({ url }) => url)).size).toBe(2);
    expect(given.links[1]?.label).toContain('&');
  });

  test('It has one bulleted and two numbered lists of three items, as announced', () => {
    expect(given.lists.map(({ ordered, items, declared }) => [ordered, items.length, declared])).toEqual([
      [false, 3, null],
      [true, 3, 3],
      [true, 3, 3],
    ]);
    expect(given.lists[0]?.items.map(offsets)).toEqual(['E14', 'E15', 'E16'].map(spanOf));
  });

  test('Every span of the inventory is at its offsets', () => {
    for (const { span, start, end } of Object.values<{ span?: string; start: number; end: number }>(inventory)) {
      expect(sliceCodePoints(given.source, start, end)).toBe(span);
    }
  });

  test('It is in French and gives no warnings', () => {
    expect(given.lang).toBe('fr');
    expect(messagesOf(given)).toEqual([]);
  });
});
