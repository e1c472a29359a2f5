import { badUserInput, isStorable, Visibility } from '@wizness/kernel';
import { checkMentions } from '../mention/mention.store';
import type { NewPost } from './new-post';
import { PostKind } from './post.enums';
import { checkSlug } from './slug';

const LONGEST_BODY = 500_000;

const isWebAddress = (url: string): boolean => /^https?:/i.test(url) && URL.canParse(url);

/** Throws BAD_USER_INPUT for a post that can not be stored as it is. What it refers to is not looked up here. */
export const checkPost = (post: NewPost): void => {
  checkSlug(post.slug);
  if (post.title.trim() === '') throw badUserInput('A post needs a title.');
  if (post.body.source.length > LONGEST_BODY) {
    throw badUserInput(`A body holds at most ${LONGEST_BODY} characters: divide the text.`);
  }
  if (!isStorable(post)) throw badUserInput('A text contains a NUL character or half of a surrogate pair: remove it.');
  if (post.visibility === Visibility.ORGANISATION && post.writtenForId == null) {
    throw badUserInput('A post for an organisation alone needs `writtenForId`: say which one.');
  }
  checkMentions(post.body.source, post.mentions ?? []);
  if (post.kind === PostKind.NEWS && post.details?.externalUrl && !isWebAddress(post.details.externalUrl)) {
    throw badUserInput(
      `"${post.details.externalUrl}" is not an address: write it whole, such as https://example.org/.`,
    );
  }
  if (post.kind === PostKind.EVENT) {
    const positions = (post.details.speakers ?? []).map(({ position }) => position);
    if (new Set(positions).size < positions.length || positions.some((position) => position < 1)) {
      throw badUserInput('Number the speakers from 1 on, each with a position of its own.');
    }
  }
};
