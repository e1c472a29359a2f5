import { detectLanguage } from './language';

const FRENCH = 'Hier soir, l’équipe a présenté un programme de mobilité pour les personnes sans emploi.';
const ENGLISH = 'Last night the team presented a mobility programme for people who are out of work.';

describe('Trap 19: language detection', () => {
  test.each([
    [FRENCH, 'fr'],
    [ENGLISH, 'en'],
    ['Bravo à toute l’équipe pour cette soirée', 'fr'],
    ['Thanks for sharing this with us', 'en'],
    ['Ayer por la noche el equipo presentó un programa de movilidad para todos.', 'und'],
    ['Gestern Abend stellte das Team ein Mobilitätsprogramm für alle vor.', 'und'],
    ['昨晚团队介绍了一个面向失业者的出行计划，受到了热烈欢迎。', 'und'],
    ['Voiture&Co', 'und'],
    [FRENCH.normalize('NFD'), 'fr'],
    ['Dès l’été, la forêt a été fermée à l’accès des véhicules.'.normalize('NFD'), 'fr'],
    ['A naïve café owner in São Paulo read the whole résumé twice.'.normalize('NFD'), 'en'],
    [FRENCH.replace(/([a-z])(?=[a-z])/g, '$1\u00ad'), 'fr'],
    [ENGLISH.replace(/([a-z])(?=[a-z])/g, '$1\u00ad'), 'en'],
    [FRENCH.replaceAll(' ', '\u200b \u2060'), 'fr'],
    ['Ok', 'und'],
    ['12 345 678 €, 60 %', 'und'],
    ['', 'und'],
    ['https://example.org/this/is/an/english/address/which/says/nothing', 'und'],
  ])('%j is %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  test('A quotation at the beginning does not decide the language of a long text', () => {
    expect(detectLanguage(`“${ENGLISH}” ${`${FRENCH} `.repeat(20)}`)).toBe('fr');
    expect(detectLanguage(`« ${FRENCH} » ${`${ENGLISH} `.repeat(20)}`)).toBe('en');
  });

  test('A hostile text does not take long', () => {
    const started = performance.now();
    detectLanguage(`http://www.${'a'.repeat(100)}.example/x}} ${'h'.repeat(500_000)} ${'www.'.repeat(10_000)}`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
