import { CitationLocator } from '@wizness/partnerships';
import { locateMention } from './locate-mention';
import { pageOf } from '../test/support/demo-page';

const page = pageOf('Le Rameau en titre\n\n🚲 Le Rameau. Un autre rameau, le Rameau, du Rameau.\n');
const source = { kind: 'POST', publisher: null, url: null, published: null, originKey: 'us' } as const;
const citations = new CitationLocator(page.source, 'fr', {}, { document: { source } });
const locate = (mention: object) =>
  locateMention(page, citations, { target: 'le-rameau', surface: 'Rameau', ...mention });

describe('locateMention', () => {
  test('Counts the occurrence in the whole document, as for quotes, and returns the occurrence in the body', () => {
    expect(locate({ occurrence: 2 })).toEqual({ target: 'le-rameau', surface: 'Rameau', occurrence: 1 });
    expect(locate({ occurrence: 4 }).occurrence).toBe(3);
  });

  test('Finds the words within a longer quote', () => {
    expect(locate({ quote: 'rameau, le Rameau' }).occurrence).toBe(2);
    expect(locate({ quote: 'Le Rameau', occurrence: 2 }).occurrence).toBe(1);
  });

  test.each([
    [{}, /contains "Rameau" 4 times/],
    [{ occurrence: 1 }, /outside the body of the article/],
    [{ quote: 'Le Rameau en titre' }, /outside the body of the article/],
    [{ quote: 'Un autre rameau' }, /the quote does not contain "Rameau"/],
    [{ quote: 'Un autre rameau', surface: 'ram' }, /contains "ram" only inside a longer word/],
    [{ quote: 'le Rameau, du Rameau' }, /must contain "Rameau" once, not 2 times/],
    [{ quote: 'nowhere' }, /does not contain "nowhere"/],
  ])('Refuses a mention without exactly one place: %j', (mention, reason) => {
    expect(() => locate(mention)).toThrow(reason);
  });
});
