import fc from 'fast-check';
import { codePointLength, sliceCodePoints } from './text-position';
import { parseLinks } from './wizness-markup';

const only = (text: string) => {
  const { links, faults } = parseLinks(text);
  expect(faults).toEqual([]);
  expect(links).toHaveLength(1);
  return links[0];
};

describe('Trap 5: the grammar of Wizness links', () => {
  test('A label can contain "&" and single braces', () => {
    expect(only('{{LNK|Voiture&Co {x} "y"|http://example.org/a?b=1&c=2}}')).toMatchObject({
      label: 'Voiture&Co {x} "y"',
      rawUrl: 'http://example.org/a?b=1&c=2',
      url: 'http://example.org/a?b=1&c=2',
      status: 'UNCHECKED',
    });
  });

  test('An empty address is MISSING_URL', () => {
    expect(only('{{LNK|Sustainable Life Media|}}')).toMatchObject({ rawUrl: '', url: null, status: 'MISSING_URL' });
    expect(only('{{LNK|Sustainable Life Media|  }}')).toMatchObject({ url: null, status: 'MISSING_URL' });
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://example.org/',
    'blob:https://example.org/x',
    '//example.org/',
    '/path',
    'www.example.org',
    'http://',
  ])('%j is UNSAFE_SCHEME', (rawUrl) => {
    expect(only(`{{LNK|label|${rawUrl}}}`)).toMatchObject({ rawUrl, url: null, status: 'UNSAFE_SCHEME' });
  });

  test.each([
    ['HTTPS://Example.ORG', 'https://example.org/'],
    [' http://example.org/é "x" ', 'http://example.org/%C3%A9%20%22x%22'],
    ['mailto:someone@example.org', 'mailto:someone@example.org'],
  ])('%j is normalised to %j', (rawUrl, url) => {
    expect(only(`{{LNK|label|${rawUrl}}}`)).toMatchObject({ rawUrl, url, status: 'UNCHECKED' });
  });

  test.each([
    ['{{LNK|label|http://example.org/', [0]],
    ['{{LNK|label\n|http://example.org/}}', [0, 32]],
    ['😀 {{LNK|a {{LNK|b|http://example.org/}}', [2]],
    ['stray }} here', [6]],
    ['{{LNK|label}}', [0]],
    ['{{LNK|a|b|c}}', [0]],
    ['{{ lnk |a|http://example.org/}}', [0]],
    ['{{LNK}}', [0]],
  ])('%j is invalid markup', (text, starts) => {
    expect(parseLinks(text).faults.map(({ start }) => start)).toEqual(starts);
  });

  test('A valid link within invalid markup is read, and a third brace belongs to the text', () => {
    expect(parseLinks('{{LNK|a {{LNK|b|http://example.org/}}').links.map(({ label }) => label)).toEqual(['b']);
    expect(only('{{{LNK|a|http://example.org/}}}')).toMatchObject({ start: 1, end: 30 });
  });

  test('Other markup in braces is ignored', () => {
    expect(parseLinks('{{IMG|a.png}} {{ name }} {{ open')).toEqual({ links: [], faults: [] });
  });
});

describe('Trap 26: link offsets are code points', () => {
  const label = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[|{}\r\n]/g, ''));
  const prose = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[{}]/g, ''));

  test('The text between the offsets of a link is its markup', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(prose, label, fc.webUrl())), prose, (parts, end) => {
        const text = parts.map(([before, name, url]) => `${before}{{LNK|${name}|${url}}}`).join('') + end;
        const { links, faults } = parseLinks(text);
        expect(faults).toEqual([]);
        expect(links.map(({ label: name, rawUrl }) => [name, rawUrl])).toEqual(
          parts.map(([, name, url]) => [name, url]),
        );
        for (const link of links) {
          expect(sliceCodePoints(text, link.start, link.end)).toBe(`{{LNK|${link.label}|${link.rawUrl}}}`);
        }
      }),
    );
  });

  test('Links do not overlap and are within the text for any text', () => {
    const piece = fc.constantFrom('{{LNK|', '{{', '}}', '|', '{', '}', 'a', '😀', '\n', 'http://example.org/');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        let from = 0;
        for (const { start, end } of parseLinks(text).links) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeLessThanOrEqual(codePointLength(text));
          from = end;
        }
      }),
    );
  });
});
