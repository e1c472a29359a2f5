import { FuzzyDate } from '@wizness/kernel';
import { DataIssueCode } from '../issue';
import { parseDatePhrase } from './date-phrase';

describe('A relative date is resolved by the date of publication', () => {
  const onDay = FuzzyDate.fromEdtf('2012-09-20');

  test.each([
    ['hier soir', 'fr', '2012-09-19'],
    ['avant-hier', 'fr', '2012-09-18'],
    ['ce matin', 'fr', '2012-09-20'],
    ['demain', 'fr', '2012-09-21'],
    ['juillet dernier', 'fr', '2012-07'],
    ['en octobre dernier', 'fr', '2011-10'],
    ['septembre prochain', 'fr', '2013-09'],
    ['octobre prochain', 'fr', '2012-10'],
    ['le mois dernier', 'fr', '2012-08'],
    ['l’année dernière', 'fr', '2011'],
    ['l’an prochain', 'fr', '2013'],
    ['cette année', 'fr', '2012'],
    ['il y a dix ans', 'fr', '2002'],
    ['il y a un an', 'fr', '2011'],
    ['dans trois mois', 'fr', '2012-12'],
    ['d’ici deux ans', 'fr', '../2014'],
    ['d’ici à 6 mois', 'fr', '../2013-03'],
    ['depuis vingt-cinq ans', 'fr', '1987/..'],
    ['in five years', 'en', '2017'],
    ['ten years ago', 'en', '2002'],
    ['last July', 'en', '2012-07'],
    ['yesterday', 'en', '2012-09-19'],
    ['within two years', 'en', '../2014'],
  ])('"%s" (%s) is %s', (raw, lang, edtf) => {
    const { date, issues } = parseDatePhrase(raw, lang, { published: onDay });
    expect(date).toMatchObject({ edtf, raw });
    expect(issues).toEqual([expect.objectContaining({ code: DataIssueCode.RELATIVE_DATE, raw })]);
  });

  test.each([
    ['2012', 'hier'],
    ['2012', 'juillet dernier'],
    ['2012-09', 'hier'],
    ['2012~', 'l’année dernière'],
    ['2011/2012', 'l’année dernière'],
    ['2012-09-20', 'la semaine dernière'],
    ['2012-09-20', 'il y a une dizaine d’années'],
    ['2012-09-20', 'd’ici quelques années'],
  ])('Published %s: "%s" stays unknown, with an issue', (published, raw) => {
    const { date, issues } = parseDatePhrase(raw, 'fr', { published: FuzzyDate.fromEdtf(published) });
    expect(date).toMatchObject({ edtf: 'XXXX', raw });
    expect(issues).toHaveLength(1);
  });
});
