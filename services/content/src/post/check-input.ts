import { isKnownLanguage, UserError, UserErrorCode, Visibility } from '@wizness/kernel';
import { checkCount, checkDetails } from '../details/check-details';
import { checkBody, checkLine, checkParagraphs } from './check-text';
import type { Post } from './post.entity';
import type { CreatePostInput, UpdatePostInput } from './post.inputs';

/** In Unicode code points; settings of the operator. */
export interface TextLimits {
  readonly titleLength: number;
  readonly bodyLength: number;
}

const MAX_SUMMARY = 500;
const MAX_REASON = 500;
const MAX_TOPICS = 20;

const checkLanguage = (lang: string): UserError[] =>
  isKnownLanguage(lang)
    ? []
    : [new UserError(UserErrorCode.INVALID, `There is no language "${lang}": give a tag such as fr or en.`, ['lang'])];

const checkAudience = (visibility: Visibility, writtenForId: string | null | undefined): UserError[] => {
  if (visibility !== Visibility.ORGANISATION || writtenForId != null) return [];
  const message = 'A post that only an organisation can see needs `writtenForId`: give the id of the organisation.';
  return [new UserError(UserErrorCode.REQUIRED, message, ['writtenForId'])];
};

/** What is wrong with a new post by itself. Its references are not looked up here. */
export const checkNewPost = (input: CreatePostInput, { titleLength, bodyLength }: TextLimits): UserError[] => [
  ...checkLine(input.title, ['title'], titleLength),
  ...checkBody(input.body, input.format, ['body'], bodyLength),
  ...checkLanguage(input.lang),
  ...checkParagraphs(input.summary, ['summary'], MAX_SUMMARY),
  ...checkCount(input.topicSlugs, ['topicSlugs'], MAX_TOPICS),
  ...checkAudience(input.visibility, input.writtenForId),
  ...checkDetails(input.kind, input.details),
];

const REQUIRED = ['title', 'body', 'lang', 'visibility'] as const;

/** What is wrong with the changes of a post by themselves. */
export const checkPostChanges = (
  post: Pick<Post, 'kind' | 'bodyFormat' | 'writtenForId'>,
  input: UpdatePostInput,
  { titleLength, bodyLength }: TextLimits,
): UserError[] => [
  ...REQUIRED.filter((name) => input[name] === null).map(
    (name) => new UserError(UserErrorCode.REQUIRED, 'It cannot be removed: omit the field to keep it.', [name]),
  ),
  ...(input.title == null ? [] : checkLine(input.title, ['title'], titleLength)),
  ...(input.body == null ? [] : checkBody(input.body, post.bodyFormat, ['body'], bodyLength)),
  ...(input.lang == null ? [] : checkLanguage(input.lang)),
  ...checkParagraphs(input.summary, ['summary'], MAX_SUMMARY),
  ...checkCount(input.topicSlugs, ['topicSlugs'], MAX_TOPICS),
  ...(input.visibility == null ? [] : checkAudience(input.visibility, post.writtenForId)),
  ...(input.details === undefined ? [] : checkDetails(post.kind, input.details)),
  ...checkParagraphs(input.reason, ['reason'], MAX_REASON),
];
