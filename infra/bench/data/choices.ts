import { type Clock, deterministicClock } from '@wizness/kernel';
import { type Random, seededRandom } from '../../random';

/** The source of everything that is made: equal choices and ids for an equal seed. */
export interface Choices extends Random {
  /** Whether something with this probability happens. */
  happens(probability: number): boolean;
  /** An index below `count`: index n is chosen about half as often as index n / 2. */
  powerLaw(count: number): number;
  /** A point in the two years before {@link NEWEST}. */
  time(): Date;
  readonly newId: Clock['newId'];
}

/** Nothing in the data is younger. */
export const NEWEST = new Date('2026-10-31T18:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const TWO_YEARS = 730 * DAY;

/** Choices for one part of the data, so that a change in one part changes no other. */
export const choicesFor = (part: string, seed: number): Choices => {
  const number = [...part].reduce((sum, character) => Math.imul(sum, 31) + (character.codePointAt(0) ?? 0), seed);
  const random = seededRandom(number);
  return {
    ...random,
    happens: (probability) => random.fraction() < probability,
    powerLaw: (count) => Math.floor(Math.exp(random.fraction() * Math.log(count + 1))) - 1,
    time: () => new Date(NEWEST.getTime() - Math.floor(random.fraction() * TWO_YEARS)),
    newId: deterministicClock('2024-11-01T00:00:00Z', `${part} ${seed}`).newId,
  };
};

/** `date` plus at most `days`, but not after {@link NEWEST}. */
export const laterThan = (date: Date, days: number, { fraction }: Random): Date =>
  new Date(Math.min(date.getTime() + Math.floor(fraction() * days * DAY), NEWEST.getTime()));

/** The sizes of `groups` groups, the largest first: size n is about `largest / (n + 1) ** exponent`, and the sum is `total`. */
export const powerLawSizes = (groups: number, total: number, largest: number): number[] => {
  let [flat, steep] = [0, 5];
  const sizesFor = (exponent: number) =>
    Array.from({ length: groups }, (_, index) => Math.floor(largest / (index + 1) ** exponent));
  for (let step = 0; step < 40; step += 1) {
    const middle = (flat + steep) / 2;
    if (sizesFor(middle).reduce((sum, size) => sum + size, 0) > total) flat = middle;
    else steep = middle;
  }
  const sizes = sizesFor(steep);
  const missing = total - sizes.reduce((sum, size) => sum + size, 0);
  // Rounding leaves less than one for each group.
  return sizes.map(
    (size, index) => size + Math.floor(((index + 1) * missing) / groups) - Math.floor((index * missing) / groups),
  );
};
