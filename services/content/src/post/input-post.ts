import { normaliseLine } from '@wizness/kernel';
import { detailsOf } from '../details/check-details';
import type { NewDetails, NewPost, NewPostText } from './new-post';
import { PostState } from './post.enums';
import type { CreatePostInput, UpdatePostInput } from './post.inputs';

/** Longer than any limit of an operator: the title has been checked. */
const MAX_TITLE = 10_000;

const titleOf = (title: string): string => normaliseLine(title, MAX_TITLE);

const trimmed = (text: string | null | undefined): string | null => text?.trim() || null;

/** The post that a member creates, without a slug and mentions. The input has been checked. */
export const newPostOf = (
  input: CreatePostInput,
  { id, authorId }: { readonly id: string; readonly authorId: string },
): NewPost => ({
  id,
  slug: '',
  title: titleOf(input.title),
  lang: input.lang,
  summary: trimmed(input.summary),
  body: { source: input.body, format: input.format },
  authorId,
  editorId: authorId,
  writtenForId: input.writtenForId ?? null,
  topicSlugs: [...new Set(input.topicSlugs)],
  state: input.publish ? PostState.PUBLISHED : PostState.DRAFT,
  visibility: input.visibility,
  ...detailsOf(input.kind, input.details),
});

/** The post as a member changes it. What the input does not give stays. The input has been checked. */
export const changedPost = (before: NewPost, input: UpdatePostInput): NewPost => {
  const kept = { kind: before.kind, details: before.details } as NewDetails;
  return {
    ...changedText(before, input),
    ...(input.details === undefined ? kept : detailsOf(before.kind, input.details)),
  };
};

const changedText = (before: NewPostText, input: UpdatePostInput): NewPostText => ({
  ...before,
  ...(input.title != null && { title: titleOf(input.title) }),
  ...(input.lang != null && { lang: input.lang }),
  ...(input.summary !== undefined && { summary: trimmed(input.summary) }),
  ...(input.body != null && { body: { ...before.body, source: input.body } }),
  ...(input.topicSlugs !== undefined && { topicSlugs: [...new Set(input.topicSlugs ?? [])] }),
  ...(input.visibility != null && { visibility: input.visibility }),
});
