import fc from 'fast-check';
import { DatePrecision, FuzzyDate, fuzzyDateColumn, InvalidEdtf } from './fuzzy-date';

const { DAY, MONTH, QUARTER, YEAR, DECADE, UNKNOWN } = DatePrecision;

describe('FuzzyDate', () => {
  test.each([
    ['1998', '1998-01-01', '1998-12-31', YEAR, false],
    ['2011-07', '2011-07-01', '2011-07-31', MONTH, false],
    ['2012-02', '2012-02-01', '2012-02-29', MONTH, false],
    ['2012-07-11', '2012-07-11', '2012-07-11', DAY, false],
    ['2012-02-29', '2012-02-29', '2012-02-29', DAY, false],
    ['0001-01-01', '0001-01-01', '0001-01-01', DAY, false],
    ['2011-33', '2011-01-01', '2011-03-31', QUARTER, false],
    ['2011-36', '2011-10-01', '2011-12-31', QUARTER, false],
    ['2011-35~', '2011-07-01', '2011-09-30', QUARTER, true],
    ['201X', '2010-01-01', '2019-12-31', DECADE, false],
    ['2011~', '2011-01-01', '2011-12-31', YEAR, true],
    ['2011?', '2011-01-01', '2011-12-31', YEAR, true],
    ['2011-07%', '2011-07-01', '2011-07-31', MONTH, true],
    ['2011-07-XX', '2011-07-01', '2011-07-31', MONTH, false],
    ['2011-XX-XX', '2011-01-01', '2011-12-31', YEAR, false],
    ['../2015', null, '2015-12-31', YEAR, false],
    ['/2015', null, '2015-12-31', YEAR, false],
    ['../2011-34', null, '2011-06-30', QUARTER, false],
    ['2008/..', '2008-01-01', null, YEAR, false],
    ['2011/2015', '2011-01-01', '2015-12-31', YEAR, false],
    ['2011-07/2015', '2011-07-01', '2015-12-31', YEAR, false],
    ['2015/2015-02-04~', '2015-01-01', '2015-02-04', YEAR, true],
    ['2011/2011', '2011-01-01', '2011-12-31', YEAR, false],
    ['XXXX', null, null, UNKNOWN, false],
    ['../..', null, null, UNKNOWN, false],
  ])('parses %s: from %s to %s, precision %s', (edtf, earliest, latest, precision, approximate) => {
    expect({ ...FuzzyDate.fromEdtf(edtf) }).toEqual({ edtf, earliest, latest, precision, approximate, raw: null });
  });

  test.each([
    '',
    ' ',
    '..',
    '0000',
    '0000-01-01',
    '000X',
    '-0044',
    '2011-02-29',
    '2011-02-29/2012',
    '2012-02-30',
    '2011-13',
    '2011-00',
    '2011-07-32',
    '2011-7',
    '2011-Q3',
    '2011-21',
    '20XX',
    '201',
    'XXXX-12',
    '2015/2011',
    '2011/2012/2013',
    '[2011,2012]',
    '2011-07-11T10:00:00Z',
    'Juillet 2011',
    '1998 ',
  ])('refuses "%s" with examples of valid dates', (edtf) => {
    const reading = () => FuzzyDate.fromEdtf(edtf);
    expect(reading).toThrow(InvalidEdtf);
    expect(reading).toThrow(`"${edtf}" is not a supported date`);
    expect(reading).toThrow('such as 1998, 2011-07');
  });

  test('an unknown date keeps the words of the source', () => {
    expect({ ...FuzzyDate.unknown('Hier soir') }).toEqual({
      edtf: 'XXXX',
      earliest: null,
      latest: null,
      precision: UNKNOWN,
      approximate: false,
      raw: 'Hier soir',
    });
  });

  test('the bounds of a calendar day are that day', () => {
    const days = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        const { earliest, latest } = FuzzyDate.fromEdtf(day);
        expect([earliest, latest]).toEqual([day, day]);
      }),
    );
  });
});

describe('fuzzyDateColumn', () => {
  test('stores only the EDTF and the words, and reads back an equal date', () => {
    const date = FuzzyDate.fromEdtf('2011-07', 'Juillet 2011');
    const stored = fuzzyDateColumn.to(date);
    expect(stored).toEqual({ edtf: '2011-07', raw: 'Juillet 2011' });
    expect(fuzzyDateColumn.from(stored)).toEqual(date);
    expect(fuzzyDateColumn.from(stored)).toBeInstanceOf(FuzzyDate);
  });

  test('keeps null and undefined', () => {
    expect(fuzzyDateColumn.to(null)).toBeNull();
    expect(fuzzyDateColumn.to(undefined)).toBeUndefined();
    expect(fuzzyDateColumn.from(null)).toBeNull();
  });
});
