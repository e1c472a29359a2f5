import { DatePrecision } from '@wizness/kernel';
import { parseDatePhrase } from './date-phrase';
import { DataIssueCode } from '../issue';

const codes = (raw: string, lang: string) => parseDatePhrase(raw, lang).issues.map(({ code }) => code);

describe('parseDatePhrase', () => {
  test.each([
    ['Hier soir', 'fr'],
    ['hier', 'fr'],
    ['aujourd’hui', 'fr'],
    ['depuis quelques années', 'fr'],
    ['désormais', 'fr'],
    ['il y a dix ans', 'fr'],
    ['l’année dernière', 'fr'],
    ['yesterday', 'en'],
    ['ten years ago', 'en'],
    ['last week', 'en'],
  ])('Trap 14: "%s" (%s) is relative to an unknown day, so its date is unknown', (raw, lang) => {
    const { date, issues } = parseDatePhrase(raw, lang);
    expect(date).toMatchObject({ edtf: 'XXXX', earliest: null, latest: null, precision: DatePrecision.UNKNOWN, raw });
    expect(issues).toEqual([expect.objectContaining({ code: DataIssueCode.RELATIVE_DATE, raw, candidates: [] })]);
  });

  test.each([
    ['de longue date', 'fr'],
    ['depuis longtemps', 'fr'],
    ['dans les années 90', 'fr'],
    ['le 4 février', 'fr'],
    ['for a long time', 'en'],
  ])('Trap 14: "%s" (%s) is too vague for a date', (raw, lang) => {
    const { date, issues } = parseDatePhrase(raw, lang);
    expect(date.edtf).toBe('XXXX');
    expect(issues).toEqual([expect.objectContaining({ code: DataIssueCode.AMBIGUOUS_DATE, raw })]);
  });

  test.each([
    ['d’ici 2015', 'fr', '../2015', '2015-12-31'],
    ["d'ici à 2015", 'fr', '../2015', '2015-12-31'],
    ['à l’horizon 2015', 'fr', '../2015', '2015-12-31'],
    ['d’ici juillet 2015', 'fr', '../2015-07', '2015-07-31'],
    ['by 2015', 'en', '../2015', '2015-12-31'],
  ])('Trap 15: "%s" (%s) is the deadline %s, which may mean the start or the end', (raw, lang, edtf, latest) => {
    const { date } = parseDatePhrase(raw, lang);
    expect(date).toMatchObject({ edtf, earliest: null, latest, raw });
    expect(codes(raw, lang)).toEqual([DataIssueCode.AMBIGUOUS_DATE]);
  });

  test.each([
    ['d’ici fin 2015', 'fr', '../2015'],
    ['d’ici le 4 février 2015', 'fr', '../2015-02-04'],
    ['by the end of 2015', 'en', '../2015'],
  ])('Trap 15: "%s" (%s) is an unambiguous deadline', (raw, lang, edtf) => {
    expect(parseDatePhrase(raw, lang)).toMatchObject({ date: { edtf }, issues: [] });
  });

  test.each([
    ['Juillet 2011', 'fr', '2011-07'],
    ['en Juillet 2011', 'fr', '2011-07'],
    ['au mois de juin 2014', 'fr', '2014-06'],
    ['11 juillet 2012', 'fr', '2012-07-11'],
    ['le 4 février 2015', 'fr', '2015-02-04'],
    ['1er août 2012', 'fr', '2012-08-01'],
    ['8 janv. 1998', 'fr', '1998-01-08'],
    ['11/07/2012', 'fr', '2012-07-11'],
    ['25/07/2012', 'en', '2012-07-25'],
    ['February 4th, 2015', 'en', '2015-02-04'],
    ['on the 4th of July 2015', 'en', '2015-07-04'],
    ['in May 2012', 'en', '2012-05'],
    ['en 1998', 'fr', '1998'],
    ['qu’en 2008', 'fr', '2008'],
    ['au cours de l’année 2014', 'fr', '2014'],
    ['3e trimestre 2011', 'fr', '2011-35'],
    ['T1 2011', 'fr', '2011-33'],
    ['fourth quarter of 2011', 'en', '2011-36'],
    ['les années 1990', 'fr', '199X'],
    ['the 1990s', 'en', '199X'],
    ['vers 2008', 'fr', '2008~'],
    ['c. 2008', 'en', '2008~'],
    ['depuis 2008', 'fr', '2008/..'],
    ['since July 2011', 'en', '2011-07/..'],
    ['jusqu’en 2015', 'fr', '../2015'],
    ['entre 2008 et 2011', 'fr', '2008/2011'],
    ['de mars 2012 à juin 2013', 'fr', '2012-03/2013-06'],
    ['2008–2011', 'en', '2008/2011'],
    ['from 2008 to 2011', 'en', '2008/2011'],
  ])('"%s" (%s) is %s', (raw, lang, edtf) => {
    expect(parseDatePhrase(raw, lang)).toMatchObject({ date: { edtf, raw }, issues: [] });
  });

  test.each([
    ['début 2011', 'fr', '2011'],
    ['mi-2011', 'fr', '2011'],
    ['late 2011', 'en', '2011'],
    ['11/07/2012', 'en', '2012'],
    ['in the 1900s', 'en', '190X'],
    ['the 1800s', 'en', '180X'],
  ])('"%s" (%s) is stored as %s with an issue', (raw, lang, edtf) => {
    expect(parseDatePhrase(raw, lang).date.edtf).toBe(edtf);
    expect(codes(raw, lang)).toEqual([DataIssueCode.AMBIGUOUS_DATE]);
  });

  test.each(['1998', '2011-07', '2012-07-11', '2011-35', '201X', '../2015', '2008/..', '2011~', 'XXXX'])(
    'EDTF is accepted unchanged in any language: %s',
    (edtf) => {
      expect(parseDatePhrase(edtf, 'de')).toMatchObject({ date: { edtf, raw: edtf }, issues: [] });
    },
  );

  test.each([
    '30 février 2015',
    '29 février 2011',
    '31/04/2012',
    'de 2011 à 2008',
    '2011 ou 2012',
    'Lancée en 1998',
    'en 20155',
    'blabla',
    '',
    '2011-02-29',
    '5 août au 3 juillet 2012',
    'avant les années 1990',
    'après début 2011',
    'du 31 avril au 5 mai 2012',
    'x'.repeat(201),
  ])('"%s" is kept as it is, with an issue', (raw) => {
    expect(parseDatePhrase(raw, 'fr').date).toMatchObject({ edtf: 'XXXX', precision: DatePrecision.UNKNOWN, raw });
    expect(codes(raw, 'fr')).toEqual([DataIssueCode.UNREADABLE_DATE]);
    expect(parseDatePhrase(raw, 'fr').issues[0]?.message).toContain(`No date is read from "${raw}"`);
  });

  test('Words of an unsupported language are kept as they are, with an issue', () => {
    expect(parseDatePhrase('gestern', 'de').issues[0]?.message).toContain('not in "de"');
  });

  test.each([
    ['du 3 juillet au 5 août 2012', 'fr', '2012-07-03/2012-08-05'],
    ['du 3 au 5 août 2012', 'fr', '2012-08-03/2012-08-05'],
    ['du lundi 3 au mercredi 5 septembre 2012', 'fr', '2012-09-03/2012-09-05'],
    ['du 28 décembre au 2 janvier 2013', 'fr', '2012-12-28/2013-01-02'],
    ['du 1er mars 2011 au 5 août 2012', 'fr', '2011-03-01/2012-08-05'],
    ['de juillet à août 2012', 'fr', '2012-07/2012-08'],
    ['entre mars et juin 2013', 'fr', '2013-03/2013-06'],
    ['from 3 July to 5 August 2012', 'en', '2012-07-03/2012-08-05'],
    ['3-5 August 2012', 'en', '2012-08-03/2012-08-05'],
    ['between March and June 2013', 'en', '2013-03/2013-06'],
    ['lundi 4 juin 2012', 'fr', '2012-06-04'],
    ['Monday, 4 June 2012', 'en', '2012-06-04'],
    ['le jeudi 20 septembre 2012', 'fr', '2012-09-20'],
    ['avant 2010', 'fr', '../2009'],
    ['avant le 1er mars 2012', 'fr', '../2012-02-29'],
    ['avant janvier 2012', 'fr', '../2011-12'],
    ['après 2012', 'fr', '2013/..'],
    ['après le 31 décembre 2012', 'fr', '2013-01-01/..'],
    ['before 2010', 'en', '../2009'],
    ['after July 2012', 'en', '2012-08/..'],
    ['since 1998', 'en', '1998/..'],
    ['１９９８', 'fr', '1998'],
    ['11\u00a0juillet\u202f2012', 'fr', '2012-07-11'],
  ])('"%s" (%s) is %s, both ends kept', (raw, lang, edtf) => {
    expect(parseDatePhrase(raw, lang)).toMatchObject({ date: { edtf, raw }, issues: [] });
  });

  test.each([
    ['été 2011', 'fr', '2011'],
    ['à l’automne 2011', 'fr', '2011'],
    ['summer of 2011', 'en', '2011'],
    ['début des années 1990', 'fr', '199X'],
    ['fin 2014', 'fr', '2014'],
    ['end of 2014', 'en', '2014'],
    ['mardi 4 juin 2012', 'fr', '2012-06-04'],
    ['hiver 2011-2012', 'fr', '2011/2012'],
    ['2009-10', 'fr', '2009-10'],
    ['2009-10/2011-12', 'fr', '2009-10/2011-12'],
    ['du mardi 4 au vendredi 8 juin 2012', 'fr', '2012-06-04/2012-06-08'],
    ['1999-00', 'fr', 'XXXX'],
  ])('"%s" (%s) is stored as %s with an issue', (raw, lang, edtf) => {
    expect(parseDatePhrase(raw, lang).date.edtf).toBe(edtf);
    expect(parseDatePhrase(raw, lang).issues).toHaveLength(1);
  });

  test('EDTF that a reviewer wrote has no words of the document, and is not in doubt', () => {
    expect(parseDatePhrase('2009-10', 'fr', { isVerbatim: false })).toMatchObject({
      date: { edtf: '2009-10', raw: null },
      issues: [],
    });
  });
});
