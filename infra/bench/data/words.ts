import type { Choices } from './choices';

/** Words that a text has most often, the most frequent first. */
const FREQUENT =
  'the of and a to in mobility city people work company association partner programme share car bus train bicycle road job help network service social business impact climate energy carbon waste water food school training health housing village region public private fund bank loan grant budget cost price year month week team member volunteer manager director founder expert report study survey measure result target plan project pilot launch opening meeting evening talk debate question answer idea method tool guide practice lesson success failure risk rule law tax market client customer supplier buyer factory garage workshop repair recycling reuse solar wind heat insulation forest river air noise traffic transport journey distance speed safety access inclusion equality poverty migration youth senior family child woman man local global green clean shared common open free new old small large fast slow early late first last best next other same different strong weak rich poor good bad simple complex'.split(
    ' ',
  );

const SYLLABLES =
  'ba be bi bo bu da de di do du fa fe fi fo fu la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo vu'.split(
    ' ',
  );

/** Different words of texts. A word with the index n is about 1 / n as frequent as the first one. */
const VOCABULARY = 20_000;

/** The word with this index, which no other index has. The rare ones have no meaning. */
export const wordAt = (index: number): string => {
  const frequent = FREQUENT[index];
  if (frequent !== undefined) return frequent;
  let word = '';
  for (let rest = index; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
  }
  return `${word}x`;
};

/** A sentence of `length` words. */
export const sentence = ({ powerLaw }: Choices, length: number): string => {
  const words = Array.from({ length }, () => wordAt(powerLaw(VOCABULARY))).join(' ');
  return `${words[0]?.toUpperCase()}${words.slice(1)}.`;
};

/** Sentences with about `length` words together. */
export const paragraph = (choices: Choices, length: number): string =>
  Array.from({ length: Math.ceil(length / 12) }, () => sentence(choices, choices.integer(6, 18))).join(' ');

const ENDINGS = ['é', 'ane', 'ix', 'or', 'ille', 'eau', 'um', 'ys'];

/** A name of two words that no text contains by chance, and that is not in `taken`, to which it is added. */
export const newName = ({ integer, pick }: Choices, taken: Set<string>): string => {
  const word = () => {
    const start = Array.from({ length: integer(1, 3) }, () => pick(SYLLABLES)).join('');
    return `${start[0]?.toUpperCase()}${start.slice(1)}k${pick(ENDINGS)}`;
  };
  let name = `${word()} ${word()}`;
  while (taken.has(name)) name = `${word()} ${word()}`;
  taken.add(name);
  return name;
};
