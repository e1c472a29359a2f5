import { badUserInput, checkSlug, isStorable, Visibility, isUrl } from '@wizness/kernel';
import { checkMentions } from '../mention/mention.store';
import type { NewPost } from './new-post';
import type { Post } from './post.entity';
import { PostKind } from './post.enums';

/** In UTF-16 code units. */
const MAX_BODY_LENGTH = 500_000;

const isWebAddress = (url: string): boolean => /^https?:/i.test(url) && isUrl(url);

/** Throws BAD_USER_INPUT for a post that cannot be stored as it is. Its references are not looked up here. */
export const checkPost = (post: NewPost): void => {
  checkSlug(post.slug);
  if (post.title.trim() === '') throw badUserInput('A post needs a title.');
  if (post.body.source.length > MAX_BODY_LENGTH) {
    throw badUserInput(`A body has at most ${MAX_BODY_LENGTH} characters: split the text.`);
  }
  if (!isStorable(post)) throw badUserInput('A text contains a NUL character or half of a surrogate pair: remove it.');
  if (post.visibility === Visibility.ORGANISATION && post.writtenForId == null) {
    throw badUserInput(
      'A post that only an organisation can see needs `writtenForId`: give the id of the organisation.',
    );
  }
  checkMentions(post.body.source, post.mentions ?? []);
  if (post.kind === PostKind.NEWS && post.details?.externalUrl && !isWebAddress(post.details.externalUrl)) {
    throw badUserInput(
      `"${post.details.externalUrl}" is not a web address: give a full one, such as https://example.org/.`,
    );
  }
  if (post.kind === PostKind.EVENT) {
    const positions = (post.details.speakers ?? []).map(({ position }) => position);
    if (new Set(positions).size < positions.length || positions.some((position) => position < 1)) {
      throw badUserInput('Number the speakers from 1, each with a different position.');
    }
  }
};

/** Throws BAD_USER_INPUT if `post` would revise a post of another kind. */
export const checkSameKind = (existing: Pick<Post, 'kind'>, { slug, kind }: NewPost): void => {
  if (existing.kind === kind) return;
  throw badUserInput(`The slug "${slug}" belongs to a post of kind ${existing.kind}: choose another slug.`);
};
