import { normaliseLine, UserError, UserErrorCode } from '@wizness/kernel';
import { checkEvent, eventDetailsOf } from '../event/check-event';
import { checkBody, checkLine, checkParagraphs } from '../post/check-text';
import type { NewDetails } from '../post/new-post';
import { PostKind } from '../post/post.enums';
import { TextFormat } from '../rich-text/rich-text.enums';
import type { ChallengeDetailsInput, GoodPracticeDetailsInput, PostDetailsInput } from './details.inputs';

const MAX_QUESTION = 500;
const MAX_OUTLET = 200;
const MAX_TEXT = 10_000;
const MAX_ORGANISATIONS = 20;

/** The field of the input for each kind. */
const FIELDS = {
  [PostKind.ARTICLE]: 'article',
  [PostKind.NEWS]: 'news',
  [PostKind.EVENT]: 'event',
  [PostKind.GOOD_PRACTICE]: 'goodPractice',
  [PostKind.CHALLENGE]: 'challenge',
} as const satisfies Record<PostKind, keyof PostDetailsInput>;

/** Path of the details of a kind in the input. */
export const detailsField = (kind: PostKind): readonly ['details', string] => ['details', FIELDS[kind]];

const TEXTS = ['problem', 'approach', 'results', 'lessons'] as const;

const checkGoodPractice = (practice: GoodPracticeDetailsInput, field: readonly string[]): UserError[] => [
  ...TEXTS.flatMap((name) => checkParagraphs(practice[name], [...field, name], MAX_TEXT)),
  ...checkCount(practice.organisationIds, [...field, 'organisationIds'], MAX_ORGANISATIONS),
];

/** What is wrong with the length of a list. */
export const checkCount = (
  list: readonly unknown[] | null | undefined,
  field: readonly string[],
  max: number,
): UserError[] =>
  (list ?? []).length <= max
    ? []
    : [new UserError(UserErrorCode.TOO_LONG, `There are at most ${max} of these: remove some.`, field)];

const checkChallenge = (
  { question, opensAt, closesAt, outcome }: ChallengeDetailsInput,
  field: readonly string[],
): UserError[] => {
  const errors = checkLine(question, [...field, 'question'], MAX_QUESTION);
  if (opensAt && closesAt && closesAt <= opensAt) {
    const message = 'It closes before it opens: give a later end, or an earlier start.';
    errors.push(new UserError(UserErrorCode.INVALID, message, [...field, 'closesAt']));
  }
  if (outcome != null) errors.push(...checkBody(outcome, TextFormat.MARKDOWN, [...field, 'outcome'], MAX_TEXT));
  return errors;
};

/** What is wrong with the details of a post of a kind, by their texts, numbers and times alone. */
export const checkDetails = (kind: PostKind, input: PostDetailsInput | null | undefined): UserError[] => {
  const given = input ?? {};
  const field = detailsField(kind);
  const others = Object.values(FIELDS).filter((name) => name !== FIELDS[kind] && given[name] != null);
  const errors = others.map((name) => {
    const message = `A post of kind ${kind} has no \`${name}\`: give \`${FIELDS[kind]}\`.`;
    return new UserError(UserErrorCode.INVALID, message, ['details', name]);
  });
  if (given.news) errors.push(...checkParagraphs(given.news.outlet, [...field, 'outlet'], MAX_OUTLET));
  if (given.event && kind === PostKind.EVENT) errors.push(...checkEvent(given.event, field));
  if (given.goodPractice) errors.push(...checkGoodPractice(given.goodPractice, field));
  if (kind !== PostKind.CHALLENGE) return errors;
  if (given.challenge) return [...errors, ...checkChallenge(given.challenge, field)];
  return [...errors, new UserError(UserErrorCode.REQUIRED, 'A challenge needs a question.', [...field])];
};

const trimmed = (text: string | null | undefined): string | null => text?.trim() || null;

/** The details as they are stored. `checkDetails` has accepted them. */
export const detailsOf = (kind: PostKind, input: PostDetailsInput | null | undefined): NewDetails => {
  const { article, news, event, goodPractice, challenge } = input ?? {};
  switch (kind) {
    case PostKind.ARTICLE:
      return { kind, details: { reportsOnId: article?.reportsOnId ?? null } };
    case PostKind.NEWS:
      return { kind, details: { outlet: trimmed(news?.outlet), externalUrl: news?.externalUrl ?? null } };
    case PostKind.EVENT:
      return { kind, details: eventDetailsOf(event ?? {}) };
    case PostKind.GOOD_PRACTICE:
      return {
        kind,
        details: {
          problem: trimmed(goodPractice?.problem),
          approach: trimmed(goodPractice?.approach),
          results: trimmed(goodPractice?.results),
          lessons: trimmed(goodPractice?.lessons),
          organisationIds: [...new Set(goodPractice?.organisationIds ?? [])],
        },
      };
    case PostKind.CHALLENGE:
      return {
        kind,
        details: {
          question: normaliseLine(challenge?.question ?? '', MAX_QUESTION),
          opensAt: challenge?.opensAt ?? null,
          closesAt: challenge?.closesAt ?? null,
          hostId: challenge?.hostId ?? null,
          outcome: trimmed(challenge?.outcome),
        },
      };
  }
};
