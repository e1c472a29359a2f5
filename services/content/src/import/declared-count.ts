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
    'onze eleven',
    'douze twelve',
    'treize thirteen',
    'quatorze fourteen',
    'quinze fifteen',
    'seize sixteen',
    'dix-sept seventeen',
    'dix-huit eighteen',
    'dix-neuf nineteen',
    'vingt twenty',
  ].flatMap((words, at) => words.split(' ').map((word): [string, number] => [word, at + 2])),
);
const COUNTED =
  /(?<![\p{L}\p{N}.,’'-]|\p{N}[ \u00a0\u202f])(?:(\d{1,2})|(\p{L}+(?:-\p{L}+)?))[ \u00a0\u202f]+(?=\p{L})/gu;
/** Words before a number that make it part of another statement: "Depuis 12 ans", "chez les 5 fermes". */
const PREPOSITION =
  /(?:^|[^\p{L}])(?:depuis|pendant|durant|après|avant|dans|avec|pour|chez|parmi|par|dès|aux?|des|since|for|after|before|during|with|at|over|from|among|of)\s+(?:(?:les|ces|nos|leurs|ses|the|our|their|its|these|all)\s+)?$/iu;
/** Words before a number that make it inexact, or one end of a range: "plus de 3", "2 ou 3", "entre 4 et 6". */
const INEXACT =
  /(?:^|[^\p{L}])(?:plus d[e']|moins d[e']|près d[e']|au moins|au plus|environ|presque|quelque|jusqu'à|autour d[e']|entre \p{L}+ et|more than|less than|fewer than|at least|at most|about|around|nearly|almost|some|up to|over|under|between \p{L}+ and|(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|two|three|four|five|six|seven|eight|nine) (?:à|ou|et|to|or|and)|\d+ ?[-–/])\s*$/iu;
const DETERMINER = /(?:^|[^\p{L}])(?:les|ces|nos|leurs|ses|the|our|their|its|all)\s+$/iu;
/** Measures and months, which no list has as its items. */
const MEASURE =
  /^(?:ans?|années?|mois|semaines?|jours?|journées?|heures?|h|minutes?|min|siècles?|euros?|kilomètres?|km|mètres?|m|tonnes?|kilos?|kg|hectares?|ha|years?|months?|weeks?|days?|hours?|miles?|am|pm|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february|march|april|may|june|july|august|september|october|november|december)(?!\p{L})/iu;
/** A plural, as all things are that are counted. */
const PLURAL = /(?:[sxz]|people|children|men)$/iu;
/** What may follow the first words of a sentence that counts the items and has no verb: "Trois raisons de planter :". */
const CONNECTOR = /^(?:d'|(?:de|du|des|pour|à|en|au|aux|sur|of|to|for|in|on|from)(?!\p{L}))/iu;
/** Adjectives of items. Other words after the first noun of a sentence may be its verb: "Trois fermes livrent :". */
const ADJECTIVE =
  /^(?:suivant|principal|principaux|principales|important|essentiel|simple|grand|clé|clef|précis|concret|concrète|commun|différent|premier|première|main|key|simple|important|essential|following|basic|golden|common)(?:e?s)?$/iu;
/** Words after the number that announce other things than it counts, "12 fermes, voici leurs règles :", or another number. */
const ANNOUNCES_OTHERS =
  /,|^(?:à|ou|et|to|or|and) |(?<!\p{L})(?:voici|voilà|ces|ceux|celles|ceci|cela|here|these|those)(?!\p{L})/iu;
/** Verbs and infinitives after the number: it counts who did something, and not the items. */
const HAS_VERB =
  /(?<!\p{L})(?:a|ont|avaient|avait|auront|sont|est|étaient|était|seront|font|fait|disent|dit|veulent|doivent|peuvent|vont|proposent?|répondent|demandent|have|has|had|are|is|were|was|do|did|say|said|wrote|want|will|can|must|ask|asked)(?!\p{L})|^à\s+\p{L}+(?:er|ir|re|oir)(?!\p{L})/iu;
/** Words before a number that is a name: "l'atelier numéro 4", "page 12", "étape 4". */
const NUMBERED =
  /(?:^|[^\p{L}])(?:numéros?|n°|no\.?|number|page|article|chapitre|chapter|tome|volume|lot|groupe|group|an|année|étape|phase|partie|part|semaine|week|jour|day|year|question|leçon|lesson|acte|act|niveau|level|figure|tableau|table|section|step|point|axe|règle|rule)\s+$/iu;
/** Between a determined number and the colon, a longer text has a verb, and the number counts its subject. */
const MAX_WORDS_AFTER_DETERMINER = 5;
/** In characters. A longer sentence announces nothing: it is read once for each of its numbers. */
const MAX_SENTENCE = 1000;

/**
 * The number of items that the sentence before a list announces ("3 critères importants :"). Null if it does not announce a
 * list, or none of its numbers is sure to count the items.
 */
export function declaredCount(introduction: string): number | null {
  if (!/[:：]\s*$/.test(introduction)) return null;
  const sentence = (introduction.split(/[.!?…]\s+/).at(-1) ?? '').replaceAll('’', "'");
  if (sentence.length > MAX_SENTENCE) return null;
  const counts = [...sentence.matchAll(COUNTED)].flatMap((match) => {
    const [found, digits, word = ''] = match;
    const count = digits === undefined ? NUMERALS.get(word.toLowerCase()) : Number(digits);
    const before = sentence.slice(0, match.index);
    const after = sentence.slice(match.index + found.length).replace(/\s*[:：]\s*$/, '');
    return count === undefined || !countsItems(before, after) ? [] : [count];
  });
  return counts.at(-1) ?? null;
}

function countsItems(before: string, after: string): boolean {
  if (PREPOSITION.test(before) || INEXACT.test(before) || NUMBERED.test(before) || MEASURE.test(after)) return false;
  if (ANNOUNCES_OTHERS.test(after) || HAS_VERB.test(after)) return false;
  const words = after.split(/\s+/);
  const end = words.findIndex((word) => CONNECTOR.test(word));
  const counted = end < 0 ? words : words.slice(0, end);
  const noun = counted.findIndex((word) => PLURAL.test(word));
  if (noun < 0) return false;
  const isFirst = DETERMINER.test(before) || !/\p{L}/u.test(before);
  if (isFirst && !counted.slice(noun + 1).every((word) => ADJECTIVE.test(word))) return false;
  return !DETERMINER.test(before) || words.length <= MAX_WORDS_AFTER_DETERMINER;
}
