import fc from 'fast-check';
import { splitListed } from './split-listed';

describe('splitListed', () => {
  test.each([
    ['partenaires/fournisseurs', ['partenaires', 'fournisseurs']],
    ['agents, concessionnaires', ['agents', 'concessionnaires']],
    ['(agents, concessionnaires)', ['agents', 'concessionnaires']],
  ])('Trap 25: "%s" is split into two values', (raw, items) => {
    expect(splitListed(raw)).toEqual(items);
  });

  test.each([
    ['le vélo, la marche et le bus', ['le vélo', 'la marche', 'le bus']],
    ['un prêt, un atelier, des cours et visites', ['un prêt', 'un atelier', 'des cours', 'visites']],
    ['bikes, buses, and trams', ['bikes', 'buses', 'trams']],
    ['recherche et développement', ['recherche et développement']],
    ['90 km/h', ['90 km/h']],
    ['https://example.org/page', ['https://example.org/page']],
    ['11/07/2012', ['11/07/2012']],
    ['1,5 tonne', ['1,5 tonne']],
    ['', []],
  ])('"%s" is split into %j', (raw, items) => {
    expect(splitListed(raw)).toEqual(items);
  });

  test('Every item is verbatim', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcé,;/ ()') }), (raw) => {
        for (const item of splitListed(raw)) expect(raw).toContain(item);
      }),
    );
  });
});
