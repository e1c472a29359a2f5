import { CitationLocator } from '@wizness/partnerships';
import { placeByHand } from './locate-mention';
import { pageOf } from '../test/support/import';

const page = pageOf('Le Rameau en titre\n\n🚲 Le Rameau. Un autre rameau, le Rameau, du Rameau.\n');
const source = { kind: 'POST', publisher: null, url: null, published: null, originKey: 'us' } as const;
const citations = new CitationLocator(page.source, {}, { document: { source } });
const place = (mention: object) => placeByHand(page, citations, { target: 'le-rameau', surface: 'Rameau', ...mention });

describe('a mention by hand', () => {
  test('is counted in the whole document, as quotes are, and placed in the body', () => {
    expect(place({ occurrence: 2 })).toEqual({ target: 'le-rameau', surface: 'Rameau', occurrence: 1 });
    expect(place({ occurrence: 4 }).occurrence).toBe(3);
  });

  test('is found inside of a longer quote', () => {
    expect(place({ quote: 'rameau, le Rameau' }).occurrence).toBe(2);
    expect(place({ quote: 'Le Rameau', occurrence: 2 }).occurrence).toBe(1);
  });

  test.each([
    [{}, /contains "Rameau" 4 times/],
    [{ occurrence: 1 }, /outside of the article's body/],
    [{ quote: 'Le Rameau en titre' }, /outside of the article's body/],
    [{ quote: 'Un autre rameau' }, /must hold "Rameau" once, not 0 times/],
    [{ quote: 'le Rameau, du Rameau' }, /must hold "Rameau" once, not 2 times/],
    [{ quote: 'nowhere' }, /does not contain "nowhere"/],
  ])('is refused where it has no one place: %j', (mention, reason) => {
    expect(() => place(mention)).toThrow(reason);
  });
});
