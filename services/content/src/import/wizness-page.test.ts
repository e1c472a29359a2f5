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

/** Everything that has offsets must give its own text back. */
function expectOffsetsToHold(given: WiznessPage): void {
  const slice = (start: number, end: number) => sliceCodePoints(given.source, start, end);
  expect(slice(given.bodyStart, given.bodyEnd)).toBe(given.body);
  for (const span of [...given.headings, ...given.lists.flatMap(({ items }) => items)]) {
    expect(slice(span.start, span.end)).toBe(span.text);
    expect(sliceCodePoints(given.body, span.start - given.bodyStart, span.end - given.bodyStart)).toBe(span.text);
  }
  for (const { start, end, label, rawUrl } of given.links) expect(slice(start, end)).toBe(`{{LNK|${label}|${rawUrl}}}`);
}

describe('a saved Wizness page', () => {
  test('trap 4: the frame is stripped from the article and kept in the source', () => {
    const given = page(BODY);
    expect(given.title).toBe('Une soirée');
    expect(given.body).toBe(BODY.join('\n'));
    expect(given.source).toContain('Register Sign In');
    expect(given.warnings).toEqual([]);
    expectOffsetsToHold(given);
  });

  test('the digest is that of the bytes', () => {
    const bytes = Buffer.from(`\ufeff${[...HEAD, 'Titre', '', ...BODY].join('\n')}`);
    expect(readWiznessPage(bytes).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('a byte order mark moves no offset', () => {
    const text = [...HEAD, 'Titre', '', ...BODY, ...TAIL].join('\n');
    expect({ ...read(`\ufeff${text}`), sha256: '' }).toEqual({ ...read(text), sha256: '' });
  });

  test('CRLF is kept in the source and changes no reading', () => {
    const text = [...HEAD, 'Titre', '', ...BODY, ...TAIL].join('\n');
    const given = read(text.replaceAll('\n', '\r\n'));
    expect(given.source).toContain('\r\n');
    expect(given.headings.map((heading) => heading.text)).toEqual(['Un programme à suivre']);
    expect(given.lists.map(({ items }) => items.map((item) => item.text))).toEqual([
      ['Partager les trajets', 'Réparer les voitures'],
    ]);
    expectOffsetsToHold(given);
  });

  test('a page without a frame is all article, with a warning', () => {
    const given = read(['Titre', '', ...BODY].join('\n'));
    expect(given.title).toBe('Titre');
    expect(given.warnings).toEqual([expect.stringContaining('No line of the Wizness frame')]);
  });

  test('trap 6: a link given twice is two links to one target', () => {
    const { links } = page(BODY);
    expect(links).toHaveLength(2);
    expect(new Set(links.map(({ url }) => url)).size).toBe(1);
    expect(links[0]?.start).not.toBe(links[1]?.start);
  });

  test('trap 7: a link is a label and an address, and says nothing of whose page that is', () => {
    const [link] = page(BODY).links;
    expect(Object.keys(link ?? {}).toSorted()).toEqual(['end', 'label', 'rawUrl', 'start', 'status', 'url']);
  });

  test('trap 5: a link without an address stands, with a warning that says where', () => {
    const given = page(['Un mot.', '', 'Voir {{LNK|Sustainable Life Media|}} ici.']);
    expect(given.links).toMatchObject([{ label: 'Sustainable Life Media', url: null, status: 'MISSING_URL' }]);
    expect(given.warnings).toEqual([expect.stringMatching(/^Line 11, column 6: .*no address/)]);
    expectOffsetsToHold(given);
  });

  test('a link in the title is read by its label', () => {
    const given = page(BODY, 'Avec {{LNK|Voiture&Co|http://example.org/title}}');
    expect(given.title).toBe('Avec Voiture&Co');
    expect(given.links.map(({ url }) => url)).toContain('http://example.org/title');
    expectOffsetsToHold(given);
  });

  test('trap 13: apostrophes are kept as they are written', () => {
    const given = page(["L’équipe d'HEC est là.", '', 'Fin.']);
    expect(given.body).toContain("L’équipe d'HEC");
  });

  test('trap 14: "Hier soir" gives no date, nor does the clock', () => {
    const given = page(['Hier soir, une réunion a eu lieu.', '', 'Fin.']);
    expect(Object.keys(given).filter((key) => /date|written|published|author/i.test(key))).toEqual([]);
  });

  test('trap 17: a count that differs from its list is a warning, one that agrees is none', () => {
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
    expect(given.warnings).toEqual([expect.stringMatching(/^Line 11, column 4: .*announces 3 items, the list has 2/)]);
  });

  test('trap 19: the language is that of the article, whatever the frame speaks', () => {
    expect(page(BODY).lang).toBe('fr');
    expect(page(['Last night we talked about sustainable mobility with the whole team.', '', 'The end.']).lang).toBe(
      'en',
    );
    expect(page(['Ok.', '', 'Oui.']).lang).toBe('und');
  });

  test('trap 26: offsets are code points, also after characters outside the basic plane', () => {
    const given = page(
      ['🚗🚲 Un début.', '', 'Un titre 🚲 ici', '', '• 🚗 un', '• deux {{LNK|🚲|http://example.org/}}', '', 'Fin 🚗.'],
      '🚗 Titre',
    );
    expect(given.titleStart).toBe(HEAD.join('\n').length + 1);
    expect(given.titleEnd - given.titleStart).toBe(7);
    expect(given.headings).toHaveLength(1);
    expectOffsetsToHold(given);
  });
});

const seed = resolve(__dirname, '../../../../../shared/seed/alter-mardis-page.txt');
const inventoryFile = resolve(__dirname, '../../../../../shared/seed/inventory.json');
const present = existsSync(seed) && existsSync(inventoryFile);

// Its text may not be republished, so this runs only beside a checkout of it.
(present ? describe : describe.skip)('the real page (skipped where it is not at hand)', () => {
  const given = present ? readWiznessPage(readFileSync(seed)) : read('Titre\n\nTexte.');
  const inventory: Record<string, { start: number; end: number }> = present
    ? JSON.parse(readFileSync(inventoryFile, 'utf8'))
    : {};
  const placeOf = (id: string) => ({ start: inventory[id]?.start, end: inventory[id]?.end });
  const place = ({ start, end }: { start: number; end: number }) => ({ start, end });

  test('trap 4: title and body stand on their lines', () => {
    const lines = linesOf(given.source);
    expect(given.title).toBe(lines[6]?.text);
    expect(given.body.startsWith(lines[8]?.text ?? '?')).toBe(true);
    expect(given.body.endsWith(lines[47]?.text ?? '?')).toBe(true);
    expectOffsetsToHold(given);
  });

  test('two headings, at M1 and M2', () => {
    expect(given.headings.map(place)).toEqual([placeOf('M1'), placeOf('M2')]);
  });

  test('three links, at L1 to L3, over two targets', () => {
    expect(given.links.map(place)).toEqual([placeOf('L1'), placeOf('L2'), placeOf('L3')]);
    expect(new Set(given.links.map(({ url }) => url)).size).toBe(2);
    expect(given.links[1]?.label).toContain('&');
  });

  test('one bulleted and two numbered lists of three; what is announced is there', () => {
    expect(given.lists.map(({ ordered, items, declared }) => [ordered, items.length, declared])).toEqual([
      [false, 3, null],
      [true, 3, 3],
      [true, 3, 3],
    ]);
    expect(given.lists[0]?.items.map(place)).toEqual(['E14', 'E15', 'E16'].map(placeOf));
  });

  test('every span of the inventory is found at its offsets', () => {
    for (const { span, start, end } of Object.values<{ span?: string; start: number; end: number }>(inventory)) {
      expect(sliceCodePoints(given.source, start, end)).toBe(span);
    }
  });

  test('French, and nothing to warn of', () => {
    expect(given.lang).toBe('fr');
    expect(given.warnings).toEqual([]);
  });
});
