import fc from 'fast-check';
import { ALLOWED_TAGS, sanitiseHtml } from './html';
import { type RichTextFormat, renderRichText } from './rich-text';
import { sliceCodePoints } from './text-position';

const REL = 'rel="nofollow ugc noopener"';
const FORMATS: readonly RichTextFormat[] = ['MARKDOWN', 'WIZNESS_LNK', 'PLAIN'];

/** The tags of some HTML that are not on the list, or not written with just the attributes that go with them. */
function strayTags(html: string): string[] {
  const tags = html.match(/<[^>]*>?/g) ?? [];
  return tags.filter((tag) => {
    const [, slash = '', name = '', attributes = ''] = /^<(\/?)([a-z0-9]*)(.*?)(?: \/)?>$/s.exec(tag) ?? [];
    const allowed = slash === '' ? (ATTRIBUTES[name] ?? /^$/) : /^$/;
    return !ALLOWED_TAGS.includes(name) || !allowed.test(attributes);
  });
}

const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  a: /^ href="(?:https?:|mailto:)[^"<>]*" rel="nofollow ugc noopener"$/,
  ol: /^(?: start="\d+")?$/,
};

describe('Wizness markup', () => {
  test('headings, lists, paragraphs and links become HTML; names are escaped', () => {
    const { html, text, links, warnings } = renderRichText(
      'Deux mots de {{LNK|Voiture&Co|http://example.org/?a=1&b="2"}} et de "A & B" <b>.\nSuite.\n\nUn titre\n\n• un\n• deux\n\n3. trois\n',
      'WIZNESS_LNK',
    );
    expect(html).toBe(
      [
        `<p>Deux mots de <a href="http://example.org/?a=1&amp;b=%222%22" ${REL}>Voiture&amp;Co</a> et de &quot;A &amp; B&quot; &lt;b&gt;.<br />Suite.</p>`,
        '<h2>Un titre</h2>',
        '<ul><li>un</li><li>deux</li></ul>',
        '<ol start="3"><li>trois</li></ol>',
      ].join('\n'),
    );
    expect(text).toBe('Deux mots de Voiture&Co et de "A & B" <b>.\nSuite.\n\nUn titre\n\n• un\n• deux\n\n3. trois');
    expect(links).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  test('trap 5: a link that leads nowhere is its label, with a warning', () => {
    const { html, text, warnings } = renderRichText('{{LNK|ici|}} ou {{LNK|là|javascript:alert(1)}}.', 'WIZNESS_LNK');
    expect(html).toBe('<p>ici ou là.</p>');
    expect(text).toBe('ici ou là.');
    expect(warnings).toEqual([
      expect.stringMatching(/^Line 1, column 1: .*no address/),
      expect.stringMatching(/^Line 1, column 17: .*javascript:alert/),
    ]);
  });

  test('trap 5: unbalanced markup of a member stays literal, with a warning', () => {
    const { html, text, links, warnings } = renderRichText(
      'Un.\r\n\r\n😀 {{LNK|ici|http://example.org/',
      'WIZNESS_LNK',
    );
    expect(html).toBe('<p>Un.</p>\n<p>😀 {{LNK|ici|http://example.org/</p>');
    expect(text).toBe('Un.\n\n😀 {{LNK|ici|http://example.org/');
    expect(links).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^Line 3, column 3: .*not closed/)]);
  });

  test('a blank label shows the address', () => {
    expect(renderRichText('{{LNK| |http://example.org/}}.', 'WIZNESS_LNK').text).toBe('http://example.org/.');
  });

  test('a text that is wrong throughout gets a list that ends', () => {
    const { warnings } = renderRichText('}} '.repeat(1000), 'WIZNESS_LNK');
    expect(warnings).toHaveLength(51);
    expect(warnings.at(-1)).toBe('And 950 more.');
  });
});

describe('plain text', () => {
  test('has paragraphs and line breaks, and nothing is markup', () => {
    expect(renderRichText(' a & b\r\nc\r\n\r\n{{LNK|x|http://example.org/}} *y* <i>z</i> ', 'PLAIN')).toEqual({
      text: 'a & b\nc\n\n{{LNK|x|http://example.org/}} *y* <i>z</i>',
      html: '<p>a &amp; b<br />c</p>\n<p>{{LNK|x|http://example.org/}} *y* &lt;i&gt;z&lt;/i&gt;</p>',
      links: [],
      warnings: [],
    });
  });
});

describe('what gets through to a page', () => {
  test('the check itself sees a stray tag', () => {
    const stray = ['<img src="x" />', '<p style="x">', '<a href="javascript:x" rel="nofollow ugc noopener">', '<b'];
    expect(strayTags(`<p>a</p><br />${stray.join('')}`)).toEqual(stray);
  });

  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
    '<svg/onload=alert(1)>',
    '<iframe src="https://example.org"></iframe>',
    '<p style="position:fixed">x</p>',
    '[x](javascript:alert(1))',
    '[x](JAVASCRIPT&colon;alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '![x](data:image/svg+xml;base64,PHN2Zz4=)',
    '![x"onerror="alert(1)](https://example.org/a.png)',
    '[x](https://example.org/"onmouseover="alert(1))',
    '[x](mailto:a"onmouseover="alert(1))',
    '<javascript:alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
    '```html" onload="alert(1)\n<script>alert(1)</script>\n```',
    '{{LNK|<script>alert(1)</script>|http://example.org/}}',
    '{{LNK|x|http://example.org/"><script>alert(1)</script>}}',
    '{{LNK|x|mailto:a"><script>alert(1)</script>}}',
    '{{LNK|x|javascript:alert(1)}}',
  ];

  test.each(FORMATS.flatMap((format) => attacks.map((attack) => [format, attack] as const)))(
    '%s %j',
    (format, attack) => {
      const { html } = renderRichText(attack, format);
      expect(strayTags(html)).toEqual([]);
      expect(html).not.toMatch(/href="(?!https?:|mailto:)/i);
    },
  );

  test('never anything outside the list, whatever is written', () => {
    const fragment = fc.oneof(
      fc.constantFrom(
        ...attacks,
        '{{LNK|',
        '}}',
        '|',
        '[',
        '](',
        ')',
        '<',
        '>',
        '"',
        "'",
        '&',
        '&lt;',
        '\n',
        '\n\n',
        '• ',
        '1. ',
        '# ',
        '> ',
        '`',
      ),
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(fc.array(fragment), fc.constantFrom(...FORMATS), (fragments, format) => {
        expect(strayTags(renderRichText(fragments.join(''), format).html)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('the second wall holds without the first', () => {
    expect(sanitiseHtml('<p class="x" onclick="y">a<img src="https://example.org/x.png"><script>b</script></p>')).toBe(
      '<p>a</p>',
    );
    expect(sanitiseHtml('<a href="javascript:alert(1)" target="_top">a</a>')).toBe(`<a ${REL}>a</a>`);
    expect(sanitiseHtml('<a href="//example.org/">a</a>')).toBe(`<a ${REL}>a</a>`);
  });
});

test('offsets slice back in all that a long hostile text holds, and soon', () => {
  const source = '• {{LNK|😀|http://example.org/}}\n\n}}\n'.repeat(20_000);
  const started = performance.now();
  const { links } = renderRichText(source, 'WIZNESS_LNK');
  expect(links).toHaveLength(20_000);
  const last = links.at(-1);
  expect(sliceCodePoints(source, last?.start ?? 0, last?.end ?? 0)).toBe('{{LNK|😀|http://example.org/}}');
  expect(performance.now() - started).toBeLessThan(10_000);
});
