import { badArgument, checkList, isKnownLanguage } from '@wizness/kernel';
import type { SelectQueryBuilder } from 'typeorm';
import type { Rating } from './rating.entity';
import type { RatingFilter } from './rating.types';

const SCORES = [1, 2, 3, 4, 5];

/** Throws BAD_USER_INPUT for a score outside 1 to 5, a tag of no language or a list that is too long. */
const check = ({ scores, langs }: RatingFilter): void => {
  checkList(scores ?? [], ['filter', 'scores']);
  checkList(langs ?? [], ['filter', 'langs']);
  const score = scores?.find((each) => !SCORES.includes(each));
  if (score !== undefined) {
    const message = `There is no score ${score}: scores are 1 to 5.`;
    throw badArgument(['filter', 'scores'], message, SCORES.map(String));
  }
  const tag = langs?.find((each) => !isKnownLanguage(each));
  if (tag !== undefined) {
    const message = `"${tag}" is not the tag of a language: give a BCP 47 tag, such as "fr".`;
    throw badArgument(['filter', 'langs'], message, ['a BCP 47 language tag']);
  }
};

/** Restricts a query of ratings, which are called `rating` in it. Throws BAD_USER_INPUT for an invalid filter. */
export const ratingRestriction = (
  filter: RatingFilter | null | undefined,
): ((query: SelectQueryBuilder<Rating>) => SelectQueryBuilder<Rating>) => {
  const { hasReview, scores, langs } = filter ?? {};
  check(filter ?? {});
  return (query) => {
    if (hasReview != null) query.andWhere(`rating.reviewBody IS ${hasReview ? 'NOT NULL' : 'NULL'}`);
    if (scores) query.andWhere('rating.score = ANY(CAST(:scores AS integer[]))', { scores });
    if (langs) query.andWhere('rating.reviewLang = ANY(:langs)', { langs });
    return query;
  };
};
