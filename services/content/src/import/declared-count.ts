// Without "un", "une" and "one", which are articles far more often than counts.
const NUMERALS: ReadonlyMap<string, number> = new Map(
  [
    'deux two',
    'trois three',
    'quatre four',
    'cinq five',
    'six',
    'sept seven',
    'huit eight',
    'neuf nine',
    'dix ten',
  ].flatMap((words, at) => words.split(' ').map((word): [string, number] => [word, at + 2])),
);
const COUNTED = /(?<![\p{L}\p{N}.,’'-])(?:(\d{1,2})|(\p{L}+))[ \u00a0\u202f]+(?=\p{L})/gu;
/** Words before a number that make it part of another statement: "Depuis 12 ans", "chez 5 fermes". */
const PREPOSITION =
  /(?:^|[^\p{L}])(?:depuis|pendant|durant|après|avant|dans|avec|pour|chez|parmi|par|aux?|since|for|after|before|during|with|at|over|from|among)\s+$/iu;
const DETERMINER = /(?:^|[^\p{L}])(?:les|ces|nos|leurs|ses|the|our|their|its|all)\s+$/iu;
/** Measures, which no list has as its items. */
const MEASURE =
  /^(?:ans?|années?|mois|semaines?|jours?|heures?|minutes?|siècles?|euros?|kilomètres?|km|mètres?|tonnes?|hectares?|years?|months?|weeks?|days?|hours?|miles?)(?!\p{L})/iu;
/** Words after the number that announce other things than it counts: "12 fermes, voici leurs règles :". */
const ANNOUNCES_OTHERS = /,|(?<!\p{L})(?:voici|voilà|ces|ceux|celles|ceci|cela|here|these|those)(?!\p{L})/iu;
/** Verbs and infinitives after the number: it counts who did something, and not the items. */
const HAS_VERB =
  /(?<!\p{L})(?:a|ont|avaient|avait|auront|sont|est|étaient|était|seront|font|fait|disent|dit|veulent|doivent|peuvent|vont|proposent?|répondent|demandent|have|has|had|are|is|were|was|do|did|say|said|wrote|want|will|can|must|ask|asked)(?!\p{L})|^à\s+\p{L}+(?:er|ir|re|oir)(?!\p{L})/iu;
/** Words before a number that is a name: "l'atelier numéro 4", "page 12". */
const NUMBERED =
  /(?:^|[^\p{L}])(?:numéro|n°|no\.?|number|page|article|chapitre|chapter|tome|volume|lot|groupe|group)\s+$/iu;
/** Between a determined number and the colon, a longer text has a verb, and the number counts its subject. */
const MAX_WORDS_AFTER_DETERMINER = 5;
/** In characters. A longer sentence announces nothing: it is read once for each of its numbers. */
const MAX_SENTENCE = 1000;

/**
 * The number of items that the sentence before a list announces ("3 critères importants :"). Null if it does not announce a
 * list, or none of its numbers is sure to count the items.
 */
export function declaredCount(introduction: string): number | null {
  if (!/:\s*$/.test(introduction)) return null;
  const sentence = introduction.split(/[.!?…]\s+/).at(-1) ?? '';
  if (sentence.length > MAX_SENTENCE) return null;
  const counts = [...sentence.matchAll(COUNTED)].flatMap((match) => {
    const [found, digits, word = ''] = match;
    const count = digits === undefined ? NUMERALS.get(word.toLowerCase()) : Number(digits);
    const before = sentence.slice(0, match.index);
    const after = sentence.slice(match.index + found.length);
    return count === undefined || !countsItems(before, after) ? [] : [count];
  });
  return counts.at(-1) ?? null;
}

function countsItems(before: string, after: string): boolean {
  if (PREPOSITION.test(before) || NUMBERED.test(before) || MEASURE.test(after)) return false;
  if (ANNOUNCES_OTHERS.test(after) || HAS_VERB.test(after)) return false;
  return !DETERMINER.test(before) || after.trim().split(/\s+/).length <= MAX_WORDS_AFTER_DETERMINER;
}
