import { createRenderedTexts } from './rendered-texts';
import { renderRichText } from './rich-text';

const createObserved = () => {
  const rendered: string[] = [];
  const renderedText = createRenderedTexts((source, format) => {
    rendered.push(`${format} ${source.slice(0, 10)}`);
    return renderRichText(source.slice(0, 10), format);
  });
  return { rendered, renderedText };
};

test('A text is rendered once for each format', () => {
  const { rendered, renderedText } = createObserved();
  for (const _ of [1, 2, 3]) {
    expect(renderedText('*a*', 'MARKDOWN').html).toContain('<em>a</em>');
    expect(renderedText('*a*', 'PLAIN').html).not.toContain('<em>');
  }
  expect(rendered).toEqual(['MARKDOWN *a*', 'PLAIN *a*']);
});

test('At most two million characters are kept', () => {
  const { rendered, renderedText } = createObserved();
  const text = (n: number) => `${n} ${'x'.repeat(500_000)}`;
  for (let n = 0; n < 5; n += 1) renderedText(text(n), 'PLAIN');
  renderedText(text(4), 'PLAIN');
  expect(rendered).toHaveLength(5);
  renderedText(text(0), 'PLAIN');
  expect(rendered).toHaveLength(6);
});
