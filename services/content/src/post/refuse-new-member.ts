import { UserError, UserErrorCode } from '@wizness/kernel';
import { renderedText } from '../rich-text/rendered-texts';
import { TextFormat } from '../rich-text/rich-text.enums';
import { checkBody } from './check-text';

/** In one text: advertising begins with links, and harassment with mentions. */
const MAX_LINKS = 2;
const MAX_MENTIONED = 2;

/** The longest text that a setting allows, in code points. */
const MAX_LENGTH = 400_000;

const refused = (message: string) => new UserError(UserErrorCode.INVALID, message, ['body']);

/**
 * Why the text of a post or comment is refused from a new member: it has more than two links, or mentions more than two
 * members. Null if it is not, or if the input has no text.
 */
export const refuseNewMember = ({
  body,
  format = TextFormat.MARKDOWN,
}: {
  readonly body?: unknown;
  readonly format?: unknown;
}): UserError | null => {
  // The command refuses a text that is wrong in itself, such as one that takes long to render.
  if (typeof body !== 'string' || checkBody(body, format as TextFormat, [], MAX_LENGTH).length > 0) return null;
  const { links, mentions } = renderedText(body, format as TextFormat);
  const addresses = new Set(links.map(({ rawUrl }) => rawUrl));
  const members = new Set(mentions.map(({ reference }) => reference).filter((each) => each.startsWith('member:')));
  const later = 'Those who are new here can write more of them after seven days and three texts.';
  if (addresses.size > MAX_LINKS) return refused(`The text has ${addresses.size} links: leave ${MAX_LINKS}. ${later}`);
  if (members.size <= MAX_MENTIONED) return null;
  return refused(`The text mentions ${members.size} members: leave ${MAX_MENTIONED}. ${later}`);
};
