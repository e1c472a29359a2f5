import { sliceCodePoints } from '../rich-text/text-position';
import { readWiznessPage, type WiznessPage } from './wizness-page';

const FRAME = 'Register Sign In\n\nNew to Wizness Community?\nJoin Wizness to share.\n\n';
const read = (text: string) => readWiznessPage(Buffer.from(`${FRAME}${text}`));
const messagesOf = ({ warnings }: WiznessPage) => warnings.map(({ message }) => message);
const pageWith = (words: string) => read(`Le titre\n\nUn texte avec ${words} au milieu.\n\nFin.`);

describe('A page that was damaged is reported, with the position', () => {
  test.each([
    ['UTF-8 that was read as Windows-1252', 'vallÃ©e'],
    ['a typographic apostrophe that was read as Windows-1252', 'lâ€™Ã©cole'],
    ['a ligature that was read as Windows-1252', 'cÅ“ur'],
    ['a no-break space that was read as Windows-1252', 'haieÂ\u00a0!'],
    ['a euro sign that was read as Windows-1252', '5 â‚¬'],
    ['UTF-8 that was read as Mac Roman', 'vall√©e'],
    ['a byte order mark that was read as text', 'ï»¿avant'],
    ['a replacement character', 'vall\ufffde'],
    ['UTF-8 that was read twice as Windows-1252', 'vallÃƒÂ©e'],
    ['Windows-1252 that was read as Latin-1', 'l\u0092école'],
    ['an escape of JSON', 'vall\\u00e9e'],
    ['an escape of a mail', 'vall=C3=A9e'],
    ['an escape of an address', 'vall%C3%A9e'],
    ['a no-break space of it that became a space', 'jÃ'],
    ['Turkish that was read as Windows-1252', 'Ä°stanbul'],
    ['Greek that was read as Windows-1252', 'Î•Î»Î»Î·Î½'],
    ['Cyrillic that was read as Windows-1252', 'Ð´Ð°'],
    ['Japanese that was read as Windows-1252', 'æ—¥æœ¬'],
    ['an emoji that was read as Windows-1252', 'ðŸ˜€'],
    ['a replacement character that was read as Windows-1252', 'ï¿½cole'],
    ['Mac Roman that was read as Windows-1252', 'vallŽe'],
    ['Windows-1252 that was read as Mac Roman', 'vallÈe'],
    ['a DOS code page that was read as Windows-1252', 'd‚j'],
    ['UTF-8 that was read as Windows-1251', 'РґРµ'.replace('ґ', '\u0456').replace('µ', '\u00b5')],
  ])('%s', (_, words) => {
    expect(messagesOf(pageWith(words))).toEqual([expect.stringMatching(/^Line \d+, column \d+: .*decoded wrongly/)]);
  });

  test.each(['&nbsp', '&eacute', '&amp', '&#8217'])('The entity %s without its semicolon', (entity) => {
    expect(messagesOf(pageWith(entity))).toEqual([expect.stringContaining(`"${entity}" is an HTML entity`)]);
  });

  test.each(['<br>', '</p>', '<a href="https://vermelle.example/">'])('The tag %s', (tag) => {
    expect(messagesOf(pageWith(tag))).toEqual([expect.stringContaining(`${tag}" is an HTML tag`)]);
  });

  test.each([
    'https://vermelle.example/le-pl…',
    'https://vermelle.exam...',
    'https://haie',
    'https:// example',
    'https:/haie.example/plan',
    'https//example.org/plan',
    'https://vermelle.example/pl%C',
    'https://vermelle.example/pl-\nan',
    '{{LNK|a|https://vermelle.example/le-pl…}}',
    '{{LNK|a|https://vermelle.example/le plan}}',
    '{{LNK|a|https://vermelle.example/plan»}}',
  ])('A part of an address: %j', (words) => {
    expect(messagesOf(pageWith(words))).toEqual([expect.stringMatching(/looks like a part of an address/)]);
  });

  test.each(['&amp;', '&nbsp;', '&eacute;', '&#8217;', '&#x20AC;'])('The entity %s', (entity) => {
    expect(messagesOf(pageWith(entity))).toEqual([expect.stringContaining(`"${entity}" is an HTML entity`)]);
  });

  test.each(['CAFÉ', 'L’ÉTÉ', 'São Paulo', 'Ångström', 'Voiture&Co', 'R&D;', 'Â', '√2', '«À table»', 'Être'])(
    '"%s" is not damage',
    (words) => {
      expect(messagesOf(pageWith(words))).toEqual([]);
    },
  );
});

test.each(['vall?e', 'd?j?', '?t?', 'D?s'])('Letters that became question marks are reported: %s', (words) => {
  expect(messagesOf(pageWith(words))).toEqual([
    expect.stringMatching(/^Line \d+, column \d+: "[^"]+" may have lost a letter/),
  ]);
});

test.each([
  'Oui ? Non',
  'https://vermelle.example/plan?lieu=7',
  'vermelle.example/a?b',
  'СССР',
  'РОССИЯ',
  '50%C',
  'a=C3',
  'JÄÄ»',
  '«\u00a0l’été…»',
  'payé\u00a0€\u00a05',
  'MAÇÃ verde',
  'http://localhost/plan',
  'https://vermelle.example/?q=caf%C3%A9&x=1',
  'a < b > c',
  '?a=1&copy=2',
])('"%s" is not damage', (words) => {
  expect(messagesOf(pageWith(words))).toEqual([]);
});

test('Every place of one kind of damage is reported, so that a reviewer need not import again to find the next', () => {
  const page = read('Le titre\n\nUne vallÃ©e et un prÃ©.\nUn cafÃ©, R&amp;D, &nbsp;fin.\n\nFin.');
  expect(messagesOf(page)).toEqual([
    expect.stringMatching(/^Line 8, column 9: "Ã©"/),
    expect.stringMatching(/^Line 8, column 21: "Ã©"/),
    expect.stringMatching(/^Line 9, column 7: "Ã©"/),
    expect.stringMatching(/^Line 9, column 12: "&amp;"/),
    expect.stringMatching(/^Line 9, column 20: "&nbsp;"/),
  ]);
});

test('Each warning has a code, and the offsets of what it is about in code points', () => {
  const { source, warnings } = read('Le titre 🚲\n\n🚲 Une vallÃ©e, R&amp;D, un caf?ier.\nVoir {{LNK|le plan|}}.');
  const found = warnings.map(({ code, start, end }) => [code, sliceCodePoints(source, start ?? 0, end ?? 0)]);
  expect(found).toEqual([
    ['MOJIBAKE', 'Ã©'],
    ['HTML_ENTITY', '&amp;'],
    ['LOST_LETTER', 'caf?ier'],
    ['MISSING_URL', '{{LNK|le plan|}}'],
  ]);
});

test('Of a page that is damaged throughout, 20 places of each kind are reported with the total, and no kind hides another', () => {
  const page = read(`Le titre\n\n${'vallÃ©e '.repeat(300)}\n\n${'vall?e '.repeat(21)}\n\nFin.`);
  const warnings = messagesOf(page);
  expect(warnings).toHaveLength(40);
  expect(warnings[0]).toContain('There are 300 like this; the first 20 are listed.');
  expect(warnings[20]).toContain('There are 21 like this; the first 20 are listed.');
  expect(warnings.filter((warning) => warning.includes('There are'))).toHaveLength(2);
});

describe('An address', () => {
  const urlsOf = (markup: string) => pageWith(markup).links.map(({ url }) => url);

  test.each([
    ['{{LNK|a|https://vermelle.example/plan?lieu=7&amp;an=2012}}', 'https://vermelle.example/plan?lieu=7&an=2012'],
    ['{{LNK|a|https://vermelle.example/plan?lieu=7&#38;an=2012}}', 'https://vermelle.example/plan?lieu=7&an=2012'],
    ['{{LNK|a|https://vermelle.example/plan?lieu=7&amp;amp;an=2012}}', 'https://vermelle.example/plan?lieu=7&an=2012'],
    ['{{LNK|a|https://vermelle.example/plan\u200b}}', 'https://vermelle.example/plan'],
    ['{{LNK|a|https://vermelle.example/fiche/{lot}}}', 'https://vermelle.example/fiche/{lot}'],
    ['{{LNK|a|https://vermelle.example/{a}/{b}}}', 'https://vermelle.example/{a}/{b}'],
    ['({{LNK|a|https://vermelle.example/}})', 'https://vermelle.example/'],
  ])('%s links to %s', (markup, url) => {
    expect(urlsOf(markup)).toEqual([url]);
  });
});

describe('The title', () => {
  test.each(['Join Wizness to plant hedges in the valley', 'Join Wizness to share more'])(
    '"%s" is not the frame where no line of the frame is above it',
    (title) => {
      const page = readWiznessPage(Buffer.from(`${title}\n\nLe texte de la page.\n\nFin.`));
      expect(page.title).toBe(title);
    },
  );

  test('Is not the pitch below the bar to sign in, if it is no sentence', () => {
    const page = readWiznessPage(Buffer.from('Register Sign In\n\nJoin Wizness to plant hedges\n\nLe texte.\n\nFin.'));
    expect(page.title).toBe('Join Wizness to plant hedges');
  });

  test('A line that is removed alone is reported', () => {
    const page = readWiznessPage(Buffer.from('New to Wizness Community?\n\nLe titre\n\nLe texte.\n\nFin.'));
    expect(page.title).toBe('Le titre');
    expect(messagesOf(page)).toEqual([expect.stringMatching(/^Line 1, column 1: .*removed as a line/)]);
  });

  test.each(['Share and rate good practices with peers', 'Access the latest sustainability news and events'])(
    '"%s" is not the frame without a bullet or the call to action above it',
    (title) => {
      expect(read(`${title}\n\nLe texte de la page.\n\nFin.`).title).toBe(title);
    },
  );

  test.each(['\u0085', '\ufe0f', '\u034f', '\u200b', '\u3164', '\u2800', '\ufeff\u00a0', '\u2060'])(
    'A line of %j alone is blank',
    (line) => {
      expect(readWiznessPage(Buffer.from(`Le titre\n${line}\nLe texte.\n\nFin.`)).title).toBe('Le titre');
    },
  );
});

describe('Lists', () => {
  const itemsOf = (text: string) =>
    read(`Le titre\n\nUn texte :\n\n${text}\n\nFin.`).lists.map(({ items }) => items.length);

  test.each([
    ['hyphens', '- un\n- deux\n- trois', [3]],
    ['en dashes', '– un\n– deux', [2]],
    ['em dashes', '— un\n— deux', [2]],
    ['double hyphens', '-- un\n-- deux', [2]],
    ['asterisks', '* un\n* deux', [2]],
    ['blank lines between', '- un\n\n- deux', [2]],
    ['numbers with a parenthesis', '1) un\n2) deux', [2]],
    ['other bullets', '▪ un\n▪ deux', [2]],
    ['arrows', '→ un\n→ deux', [2]],
    ['numbers in parentheses', '(1) un\n(2) deux', [2]],
    ['numbers with a hyphen', '1- un\n2- deux', [2]],
    ['numbers with a slash', '1/ un\n2/ deux', [2]],
    ['numbers with a degree sign', '1° un\n2° deux', [2]],
  ])('with %s', (_, text, expected) => {
    expect(itemsOf(text)).toEqual(expected);
  });

  test('A single line that begins with a dash is a sentence', () => {
    expect(itemsOf('— Bonjour, dit-il.')).toEqual([]);
  });
});
