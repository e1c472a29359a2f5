import fc from 'fast-check';
import { renderRichText } from './rich-text';
import { sliceCodePoints } from './text-position';

const anchorsIn = (html: string) => [...html.matchAll(/<h[2-4] id="([^"]*)">/g)].map(([, anchor]) => anchor);

describe('Headings', () => {
  test('Of a Wizness page have their words, their place and the id of their element', () => {
    const source = '😀 Début.\n\nL’œuvre {{LNK|commune|https://example.org/}}\n\nTexte.\n\nDans le monde\n\nFin.\n';
    const { headings, html } = renderRichText(source, 'WIZNESS_LNK');
    expect(headings.map(({ level, text, anchor }) => ({ level, text, anchor }))).toEqual([
      { level: 1, text: 'L’œuvre commune', anchor: 'section-l-oeuvre-commune' },
      { level: 1, text: 'Dans le monde', anchor: 'section-dans-le-monde' },
    ]);
    expect(headings.map(({ start }) => sliceCodePoints(source, start, start + 4))).toEqual(['L’œu', 'Dans']);
    expect(anchorsIn(html)).toEqual(headings.map(({ anchor }) => anchor));
  });

  test('Of Markdown keep the level of the markup, and begin at their line', () => {
    const source = '😀\n\n# Un *deux*\n\ntexte\n\n> ###### Trois\n\nQuatre\n======\n';
    const { headings } = renderRichText(source, 'MARKDOWN');
    expect(headings.map(({ level, text }) => [level, text])).toEqual([
      [1, 'Un deux'],
      [6, 'Trois'],
      [1, 'Quatre'],
    ]);
    expect(headings.map(({ start }) => sliceCodePoints(source, start, start + 4))).toEqual(['# Un', '> ##', 'Quat']);
  });

  test('Have anchors that are unique and equal to the ids in the HTML, for any words', () => {
    const words = fc.oneof(fc.constantFrom('a', 'a 2', 'A-2', '!', 'é', '中文', '"><b>'), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (texts) => {
        const source = texts.map((text) => `# ${text.replace(/[\r\n]/g, ' ')}`).join('\n\n');
        const { headings, html } = renderRichText(source, 'MARKDOWN');
        const anchors = headings.map(({ anchor }) => anchor);
        expect(new Set(anchors).size).toBe(anchors.length);
        expect(anchorsIn(html)).toEqual(anchors);
      }),
    );
  });
});

describe('Images', () => {
  test('Are listed in reading order with their descriptions, and unsafe ones are left out', () => {
    const source =
      '![Une *place*](https://example.org/a.png) et ![](http://example.org/b.png)\n\n[![dans un lien](https://example.org/c.png)](https://example.org/)\n\n![x](javascript:alert(1)) ![y](mailto:a@example.org)';
    const { images, html } = renderRichText(source, 'MARKDOWN');
    expect(images).toEqual([
      { url: 'https://example.org/a.png', alt: 'Une place' },
      { url: 'http://example.org/b.png', alt: null },
      { url: 'https://example.org/c.png', alt: 'dans un lien' },
    ]);
    expect(html).not.toContain('<img');
  });
});
