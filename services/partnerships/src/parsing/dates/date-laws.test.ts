import fc from 'fast-check';
import { parseDatePhrase } from './date-phrase';

describe('Laws of date phrases', () => {
  const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  const inWords = (date: Date, lang: string): string =>
    new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(date);

  test('A day in words, in French and in English, reads back as itself', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('fr-FR', 'en-GB', 'en-US'), (day, lang) => {
        const { date, issues } = parseDatePhrase(inWords(day, lang), lang);
        expect([date.edtf, issues]).toEqual([day.toISOString().slice(0, 10), []]);
      }),
      { numRuns: 1000 },
    );
  });

  test('Unknown words before or after a date never change it without an issue', () => {
    const isSafe = (date: Date, text: string, isBefore: boolean): boolean => {
      const day = inWords(date, 'fr-FR');
      const { date: read, issues } = parseDatePhrase(isBefore ? `${text} ${day}` : `${day} ${text}`, 'fr');
      return issues.length > 0 || read.edtf.includes(date.toISOString().slice(0, 10));
    };
    const texts = fc.string({ minLength: 1, maxLength: 6 });
    expect(fc.check(fc.property(days, texts, fc.boolean(), isSafe), { numRuns: 2000 })).toMatchObject({
      failed: false,
    });
  });
});
