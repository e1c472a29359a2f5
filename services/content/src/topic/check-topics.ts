import { badUserInput, checkSlug } from '@wizness/kernel';
import type { NewTopic } from './new-topic';

/**
 * Throws BAD_USER_INPUT for a topic with an invalid slug, without a label, or related to itself. Other topics that it
 * names are not looked up.
 */
export const checkTopics = (topics: readonly NewTopic[]): void => {
  for (const { slug, labels, broader = [], related = [] } of topics) {
    checkSlug(slug);
    if (Object.keys(labels).length === 0) {
      throw badUserInput(`The topic "${slug}" needs a label in at least one language.`);
    }
    if ([...broader, ...related].includes(slug)) {
      throw badUserInput(`The topic "${slug}" cannot be related to itself.`);
    }
  }
};
