import { blocksOf } from './wizness-blocks';

/** Each block as one line. */
const outline = (text: string) =>
  blocksOf(text).map((block) => {
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    if (block.kind !== 'LIST') return `${block.kind} ${slice(block)}`;
    return `${block.numbering === null ? 'BULLETS' : `FROM ${block.items[0]?.number}`} ${block.items.map(slice).join(' / ')}`;
  });

describe('Headings', () => {
  test.each([
    'Un titre court',
    'La voiture : un bien commun',
    'En route pour « la mobilité »',
    '2012, année du vélo',
    'L’exemple de Voiture&Co',
    'Phase I',
  ])('%j is a heading', (line) => {
    expect(outline(`Un mot.\n\n${line}\n\nUn mot.`)).toEqual([
      'PARAGRAPH Un mot.',
      `HEADING ${line}`,
      'PARAGRAPH Un mot.',
    ]);
  });

  test.each([
    'Une phrase finie.',
    'Vous ont-ils convaincus ?',
    'Il a dit « oui. »',
    'Les invités suivants :',
    'une suite sans majuscule',
    'Hier, j’ai vu la fin',
    'Je suis venu',
    'Et nous voici',
    'Today I saw it',
    '{{LNK|Un lien|http://example.org/}}',
    '* * *',
    `Mot ${'mot '.repeat(40)}`.trim(),
    'Deux\nlignes',
  ])('%j is not a heading', (text) => {
    expect(outline(`Un mot.\n\n${text}\n\nUn mot.`)[1]).toBe(`PARAGRAPH ${text}`);
  });

  test('The last line is not a heading', () => {
    expect(outline('Un mot.\n\nUne signature')).toEqual(['PARAGRAPH Un mot.', 'PARAGRAPH Une signature']);
  });
});

describe('Lists', () => {
  test.each([
    ['• un\n•  deux', ['BULLETS un / deux']],
    ['Voici :\n• un\nsuite\n• deux', ['PARAGRAPH Voici :', 'BULLETS un\nsuite / deux']],
    ['• un\n\n• deux', ['BULLETS un / deux']],
    ['1. un\n2. deux\n• trois', ['FROM 1 un / deux', 'BULLETS trois']],
    ['1. un\n\n2. deux\n\n4. quatre', ['FROM 1 un / deux', 'FROM 4 quatre']],
    ['1. un\r\n2. deux  \r\n', ['FROM 1 un / deux']],
    ['2012. Une année', ['PARAGRAPH 2012. Une année']],
    ['1.5 million', ['PARAGRAPH 1.5 million']],
    ['  • retrait', ['BULLETS retrait']],
    ['‐ un\n‑ deux\n− trois\n― quatre', ['BULLETS un / deux / trois / quatre']],
    ['-un\n-deux', ['BULLETS un / deux']],
    ['- un\n– deux', ['BULLETS un / deux']],
    ['- un\n  suite\n- deux', ['BULLETS un\n  suite / deux']],
    ['+ un\n+ deux', ['BULLETS un / deux']],
    ['❖ un\n❖ deux', ['BULLETS un / deux']],
    ['\uf0b7 un\n\uf0b7 deux', ['BULLETS un / deux']],
    ['1)un\n2)deux', ['FROM 1 un / deux']],
    ['1 - un\n2 - deux', ['FROM 1 un / deux']],
    ['1°) un\n2°) deux', ['FROM 1 un / deux']],
    ['[1] un\n[2] deux', ['FROM 1 un / deux']],
    ['１．un\n２．deux', ['FROM 1 un / deux']],
    ['① un\n② deux', ['FROM 1 un / deux']],
    ['a) un\nb) deux', ['FROM 1 un / deux']],
    ['h) un\ni) deux\nj) trois', ['FROM 8 un / deux / trois']],
    ['i) un\nii) deux\niii) trois', ['FROM 1 un / deux / trois']],
    ['II. deux\nIII. trois', ['FROM 2 deux / trois']],
    ['— Bonjour, dit-il.\nIl sourit.\n— Bonsoir.', ['PARAGRAPH — Bonjour, dit-il.\nIl sourit.\n— Bonsoir.']],
    ['- 5 degrés hier.\nIl pleut.', ['PARAGRAPH - 5 degrés hier.\nIl pleut.']],
    ['-5 degrés hier\n-12 degrés ici', ['PARAGRAPH -5 degrés hier\n-12 degrés ici']],
    ['A. Dupont\nB. Martin', ['PARAGRAPH A. Dupont\nB. Martin']],
    ['12 - 15 mai : fête\n20 - 22 mai : repos', ['PARAGRAPH 12 - 15 mai : fête\n20 - 22 mai : repos']],
    ['1.5 million\n2.5 millions', ['PARAGRAPH 1.5 million\n2.5 millions']],
    ['c) seul\nUn mot', ['PARAGRAPH c) seul\nUn mot']],
    ['', []],
    [' \n\u00a0\n', []],
  ])('%j', (text, blocks) => {
    expect(outline(text)).toEqual(blocks);
  });
});
