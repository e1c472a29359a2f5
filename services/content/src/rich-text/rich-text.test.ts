import fc from 'fast-check';
import { ALLOWED_TAGS, sanitiseHtml } from './html';
import { type RichTextFormat, renderRichText } from './rich-text';
import { sliceCodePoints } from './text-position';

const REL = 'rel="nofollow ugc noopener"';
const FORMATS: readonly RichTextFormat[] = ['MARKDOWN', 'WIZNESS_LNK', 'PLAIN'];

/** Tags in the HTML that are not allowed or have other than the allowed attributes. */
function forbiddenTags(html: string): string[] {
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
  h2: /^ id="section[^"<>]*"$/,
  h3: /^ id="section[^"<>]*"$/,
  h4: /^ id="section[^"<>]*"$/,
};

describe('Wizness markup', () => {
  test('Headings, lists, paragraphs and links become HTML, and text is escaped', () => {
    const { html, text, links, warnings } = renderRichText(
      'Deux mots de {{LNK|Voiture&Co|http://example.org/?a=1&b="2"}} et de "A & B" <b>.\nSuite.\n\nUn titre\n\n• un\n• deux\n\n3. trois\n\nb) et\nc) cela\n',
      'WIZNESS_LNK',
    );
    expect(html).toBe(
      [
        `<p>Deux mots de <a href="http://example.org/?a=1&amp;b=%222%22" ${REL}>Voiture&amp;Co</a> et de &quot;A &amp; B&quot; &lt;b&gt;.<br />Suite.</p>`,
        '<h2 id="section-un-titre">Un titre</h2>',
        '<ul><li>un</li><li>deux</li></ul>',
        '<ol start="3"><li>trois</li></ol>',
        '<ol start="2" type="a"><li>et</li><li>cela</li></ol>',
      ].join('\n'),
    );
    expect(text).toBe(
      'Deux mots de Voiture&Co et de "A & B" <b>.\nSuite.\n\nUn titre\n\n• un\n• deux\n\n3. trois\n\nb) et\nc) cela',
    );
    expect(links).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  test('Trap 5: a link without a usable address is shown as its label, with a warning', () => {
    const { html, text, warnings } = renderRichText('{{LNK|ici|}} ou {{LNK|là|javascript:alert(1)}}.', 'WIZNESS_LNK');
    expect(html).toBe('<p>ici ou là.</p>');
    expect(text).toBe('ici ou là.');
    expect(warnings).toEqual([
      expect.stringMatching(/^Line 1, column 1: .*no address/),
      expect.stringMatching(/^Line 1, column 17: .*javascript:alert/),
    ]);
  });

  test('Trap 5: unbalanced markup stays literal, with a warning', () => {
    const { html, text, links, warnings } = renderRichText(
      'Un.\r\n\r\n😀 {{LNK|ici|http://example.org/',
      'WIZNESS_LNK',
    );
    expect(html).toBe('<p>Un.</p>\n<p>😀 {{LNK|ici|http://example.org/</p>');
    expect(text).toBe('Un.\n\n😀 {{LNK|ici|http://example.org/');
    expect(links).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^Line 3, column 3: .*not closed/)]);
  });

  test('A link with a blank label shows its address', () => {
    expect(renderRichText('{{LNK| |http://example.org/}}.', 'WIZNESS_LNK').text).toBe('http://example.org/.');
  });

  test('The number of warnings is limited', () => {
    const { warnings } = renderRichText('}} '.repeat(1000), 'WIZNESS_LNK');
    expect(warnings).toHaveLength(51);
    expect(warnings.at(-1)).toBe('And 950 more.');
  });
});

describe('Plain text', () => {
  test('Has paragraphs and line breaks but no markup', () => {
    expect(renderRichText(' a & b\r\nc\r\n\r\n{{LNK|x|http://example.org/}} *y* <i>z</i> ', 'PLAIN')).toEqual({
      text: 'a & b\nc\n\n{{LNK|x|http://example.org/}} *y* <i>z</i>',
      html: '<p>a &amp; b<br />c</p>\n<p>{{LNK|x|http://example.org/}} *y* &lt;i&gt;z&lt;/i&gt;</p>',
      links: [],
      headings: [],
      images: [],
      mentions: [],
      warnings: [],
    });
  });
});

describe('Sanitised HTML', () => {
  test('The check of this test finds forbidden tags', () => {
    const forbidden = ['<img src="x" />', '<p style="x">', '<a href="javascript:x" rel="nofollow ugc noopener">', '<b'];
    expect(forbiddenTags(`<p>a</p><br />${forbidden.join('')}`)).toEqual(forbidden);
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
    'Contains no forbidden tag or address for %s %j',
    (format, attack) => {
      const { html } = renderRichText(attack, format);
      expect(forbiddenTags(html)).toEqual([]);
      expect(html).not.toMatch(/href="(?!https?:|mailto:)/i);
    },
  );

  test('Contains only allowed tags for any text', () => {
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
        expect(forbiddenTags(renderRichText(fragments.join(''), format).html)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('The sanitiser removes forbidden tags without help of the renderers', () => {
    expect(sanitiseHtml('<p class="x" onclick="y">a<img src="https://example.org/x.png"><script>b</script></p>')).toBe(
      '<p>a</p>',
    );
    expect(sanitiseHtml('<a href="javascript:alert(1)" target="_top">a</a>')).toBe(`<a ${REL}>a</a>`);
    expect(sanitiseHtml('<a href="//example.org/">a</a>')).toBe(`<a ${REL}>a</a>`);
  });
});

test('Offsets are correct in a long hostile text', () => {
  const source = '• {{LNK|😀|http://example.org/}}\n\n}}\n'.repeat(20_000);
  const { links } = renderRichText(source, 'WIZNESS_LNK');
  expect(links).toHaveLength(20_000);
  const last = links.at(-1);
  expect(sliceCodePoints(source, last?.start ?? 0, last?.end ?? 0)).toBe('{{LNK|😀|http://example.org/}}');
});

describe('Text that deceives its readers', () => {
  test.each(['MARKDOWN', 'WIZNESS_LNK', 'PLAIN'] as const)(
    'The HTML of %s has no bidirectional controls and no characters without a width',
    (format) => {
      const source = 'a\u202eb\u202c c\u2066d\u2069 e\u200bf\u200f\u061c\ufeff\u2060 g\u{e0041}h';
      expect(renderRichText(source, format).html).toContain('<p>ab cd ef gh</p>');
    },
  );

  test('Joiners of scripts and emoji stay', () => {
    expect(renderRichText('می\u200cخواهم 👩\u200d🌾', 'PLAIN').html).toBe('<p>می\u200cخواهم 👩\u200d🌾</p>');
  });

  test.each([
    'http://user:pass@host.example/',
    'https://paypal.example@evil.example/',
    'https://:secret@host.example/',
  ])('An address with a user name is not a link: %s', (address) => {
    for (const [format, source] of [
      ['MARKDOWN', `[label](${address})`],
      ['MARKDOWN', `See ${address} now`],
      ['WIZNESS_LNK', `{{LNK|label|${address}}}`],
    ] as const) {
      const { html, links } = renderRichText(source, format);
      expect(links).toEqual([expect.objectContaining({ url: null, status: 'UNSAFE_SCHEME' })]);
      expect(html).not.toContain('<a ');
    }
  });
});
