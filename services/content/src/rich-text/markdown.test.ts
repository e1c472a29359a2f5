import fc from 'fast-check';
import { readMarkdown } from './markdown';
import { renderRichText } from './rich-text';
import { sliceCodePoints } from './text-position';

const html = (source: string) =>
  renderRichText(source, 'MARKDOWN').html.replaceAll(' rel="nofollow ugc noopener"', '').trim();
const written = (source: string) =>
  readMarkdown(source).links.map(({ start, end }) => sliceCodePoints(source, start, end));

describe('Markdown', () => {
  test.each([
    [
      '# Un\n## Deux\n#### Quatre',
      '<h2 id="section-un">Un</h2>\n<h3 id="section-deux">Deux</h3>\n<h4 id="section-quatre">Quatre</h4>',
    ],
    ['**a** *b* ~~c~~ `d & e`', '<p><strong>a</strong> <em>b</em> <s>c</s> <code>d &amp; e</code></p>'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['4. a\n5. b', '<ol start="4">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ['```js\n<b>\n```', '<pre><code>&lt;b&gt;\n</code></pre>'],
    [
      '[Voiture&Co](http://example.org/?a&b "titre")',
      '<p><a href="http://example.org/?a&amp;b">Voiture&amp;Co</a></p>',
    ],
    [
      'https://example.org/a et www.example.org',
      '<p><a href="https://example.org/a">https://example.org/a</a> et www.example.org</p>',
    ],
    [
      '<https://example.org> <a@example.org>',
      '<p><a href="https://example.org/">https://example.org</a> <a href="mailto:a@example.org">a@example.org</a></p>',
    ],
    ['ftp://example.org/ //example.org/', '<p>ftp://example.org/ //example.org/</p>'],
    ['![une *photo*](https://example.org/p.png)', '<p><a href="https://example.org/p.png">une photo</a></p>'],
    ['[![photo](https://example.org/p.png)](https://example.org/)', '<p><a href="https://example.org/">photo</a></p>'],
    ['![photo](data:image/png;base64,iVBORw0)', '<p>photo</p>'],
    ['[ici](javascript:alert(1)) [là]()', '<p>ici là</p>'],
    ['<b>gras</b> &amp; &lt;', '<p>&lt;b&gt;gras&lt;/b&gt; &amp; &lt;</p>'],
    ['| a | b |\n|---|---|\n| c | d |', '<p>| a | b |\n|---|---|\n| c | d |</p>'],
  ])('%j', (source, expected) => {
    expect(html(source)).toBe(expected);
  });

  test('The text for search has no markup, and links as their labels', () => {
    const source =
      '# Un *titre*\r\n\r\nVoir [l’*équipe*](http://example.org/)\r\net `code`.\r\n\r\n- a\r\n- b\r\n\r\n```\r\ncode\r\n```';
    expect(renderRichText(source, 'MARKDOWN').text).toBe('Un titre\n\nVoir l’équipe\net code.\n\na\nb\n\ncode');
  });

  test('Links have a status, and a warning if they have no usable address', () => {
    const { links, warnings } = renderRichText(
      '😀 [a](javascript:alert(1))\n[b]() [c](https://example.org)',
      'MARKDOWN',
    );
    expect(links.map(({ label, rawUrl, url, status }) => [label, rawUrl, url, status])).toEqual([
      ['a', 'javascript:alert(1)', null, 'UNSAFE_SCHEME'],
      ['b', '', null, 'MISSING_URL'],
      ['c', 'https://example.org', 'https://example.org/', 'UNCHECKED'],
    ]);
    expect(warnings.map((warning) => warning.split(':')[0])).toEqual(['Line 1, column 3', 'Line 2, column 1']);
  });
});

describe('Trap 26: offsets of Markdown links in the source', () => {
  test.each([
    ['# 😀 [a](http://example.org/) #', ['[a](http://example.org/)']],
    ['> - x\r\n>   y *[a\r\n>   b](http://example.org/)* z', ['[a\r\n>   b](http://example.org/)']],
    ['\t- un\n\t- ![a](http://example.org/) ', []],
    ['-\tun\n\n\t[a](http://example.org/)', ['[a](http://example.org/)']],
    [
      'Titre [a](http://example.org/)\n===\n\n<https://example.org>',
      ['[a](http://example.org/)', '<https://example.org>'],
    ],
    ['[r] et [s][r]\n\n[r]: http://example.org/', ['[r]', '[s][r]']],
    ['x **http://example.org/a** http://example.org/a.', ['http://example.org/a', 'http://example.org/a']],
    ['\u00a0\n[a](http://example.org/)', ['[a](http://example.org/)']],
    ['a\0 [b](http://example.org/)', ['[b](http://example.org/)']],
  ])('%j', (source, expected) => {
    expect(written(source)).toEqual(expected);
  });

  test('Are correct for any link in any block', () => {
    const link = fc.constantFrom(
      '[é](https://example.org/a)',
      '<https://example.org/b>',
      'https://example.org/c',
      '![😀](https://example.org/d)',
    );
    const block = fc.constantFrom('', '# ', '> ', '- ', '1. ', '> > ', '- > ', '>\t- ', '  ');
    const word = fc.constantFrom('mot', '😀', '*fort*', '`code`', 'a & b', '\\*', '\u00a0', '&amp;');
    const paragraph = fc.tuple(
      block,
      fc.array(fc.tuple(word, link), { maxLength: 3 }),
      fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\r\n'),
    );
    fc.assert(
      fc.property(fc.array(paragraph), (paragraphs) => {
        const source = paragraphs
          .map(([mark, links, end]) => mark + links.map((pair) => pair.join(' ')).join(' ') + end)
          .join('');
        expect(written(source)).toEqual(paragraphs.flatMap(([, links]) => links.map(([, one]) => one)));
      }),
      { numRuns: 500 },
    );
  });

  test('Are in order and within the text for any text', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '![',
      '](http://example.org/)',
      '<',
      '>',
      'http://example.org',
      '\n',
      '\r',
      '\t',
      ' ',
      '- ',
      '> ',
      '#',
      '\u00a0',
      '\0',
      'a',
      '😀',
      '*',
      '`',
      '\\',
      '===',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const source = pieces.join('');
        let from = 0;
        for (const { start, end } of readMarkdown(source).links) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(sliceCodePoints(source, start, end)).toMatch(/^(?:!?\[[^]*[\])]|<[^]*>|http:[^]*)$/);
          from = end;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('A bare address ends before a quotation mark or an ellipsis', () => {
  test.each([
    ['Voir «https://vermelle.example/plan» avant samedi', 'https://vermelle.example/plan'],
    ['Voir « https://vermelle.example/plan » avant samedi', 'https://vermelle.example/plan'],
    ['Voir “https://vermelle.example/plan” avant samedi', 'https://vermelle.example/plan'],
    ['Voir „https://vermelle.example/plan“ avant', 'https://vermelle.example/plan'],
    ['Voir ‹https://vermelle.example/plan› avant', 'https://vermelle.example/plan'],
    ['Voir ‘https://vermelle.example/plan’ avant', 'https://vermelle.example/plan'],
    ['Voir "https://vermelle.example/plan" avant', 'https://vermelle.example/plan'],
    ['Voir https://vermelle.example/plan… et la suite', 'https://vermelle.example/plan'],
    ['Voir https://vermelle.example/plan... et la suite', 'https://vermelle.example/plan'],
    ['(https://vermelle.example/plan)', 'https://vermelle.example/plan'],
    ['https://vermelle.example/l’eau?a=1&b=2.', 'https://vermelle.example/l%E2%80%99eau?a=1&b=2'],
  ])('%s', (text, url) => {
    const { links } = readMarkdown(text);
    expect(links.map((link) => link.url)).toEqual([url]);
    expect(html(text)).not.toMatch(/[»”“›"…]<\/a>/);
    const [link] = links;
    expect(text.slice(link?.start, link?.end)).toBe(link?.rawUrl);
  });
});
