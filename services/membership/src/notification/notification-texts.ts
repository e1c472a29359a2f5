import { primarySubtag } from '@wizness/kernel';
import type { Notification } from './notification.entity';
import { NotificationKind } from './notification.enums';

/** What a notification says, with the names of up to three members who caused it, the latest first. */
interface Sentence {
  readonly notification: Pick<Notification, 'kind' | 'code' | 'aboutId'>;
  readonly names: readonly string[];
}

type Translate = (sentence: Sentence) => string;

const LONG_TEXT_LIMIT = 40;

const shorten = (name: string): string => {
  const letters = [...name];
  return letters.length <= LONG_TEXT_LIMIT ? name : `${letters.slice(0, LONG_TEXT_LIMIT - 1).join('')}…`;
};

/** `Léa`, `Léa and Tom`, `Léa, Tom and others`. Empty if there are no names. */
const people = ({ names }: Sentence, and: string, others: string): string => {
  const [first = '', second, third] = names.map(shorten);
  if (second === undefined) return first;
  return third === undefined ? `${first} ${and} ${second}` : `${first}, ${second} ${and} ${others}`;
};

const isAboutComment = ({ notification: { aboutId } }: Sentence): boolean => aboutId.startsWith('comment_');
const isAboutRating = ({ notification: { aboutId } }: Sentence): boolean => aboutId.startsWith('rating_');

const french: Translate = (sentence) => {
  const { kind, code } = sentence.notification;
  const who = people(sentence, 'et', 'd’autres membres') || 'Un membre';
  const ont = sentence.names.length > 1 ? 'ont' : 'a';
  switch (kind) {
    case NotificationKind.MENTION:
      return `${who} vous a mentionné dans ${isAboutComment(sentence) ? 'un commentaire' : 'une publication'}.`;
    case NotificationKind.REPLY:
      if (isAboutRating(sentence)) return `${who} a répondu à votre avis au nom de son organisation.`;
      return `${who} ${ont} répondu à ${isAboutComment(sentence) ? 'votre commentaire' : 'votre publication'}.`;
    case NotificationKind.CONTRIBUTION:
      return `${who} ${ont} contribué à votre défi.`;
    case NotificationKind.RATING:
      return `${who} ${ont} noté votre publication.`;
    case NotificationKind.HELPFUL:
      return `${who} ${ont} trouvé votre avis utile.`;
    case NotificationKind.FOLLOW:
      return sentence.names.length > 1 ? `${who} vous suivent.` : `${who} vous suit.`;
    case NotificationKind.EVENT:
      if (code === 'CANCELLED') return 'Un événement auquel vous êtes inscrit est annulé.';
      if (code === 'CHANGED') return 'La date ou le lieu d’un événement auquel vous êtes inscrit a changé.';
      if (code === 'PLACE') return 'Une place s’est libérée : vous participez à l’événement.';
      return 'Un événement auquel vous êtes inscrit commence bientôt.';
    case NotificationKind.MODERATION:
      if (code === 'OWN_ORGANISATION') return 'Votre note de votre propre organisation ne compte plus.';
      if (code === 'REPORT_DECIDED') return 'Votre signalement a été traité.';
      if (code === 'APPEAL_DECIDED') return 'Votre recours a été traité.';
      return 'Une décision de modération vous concerne.';
  }
};

const english: Translate = (sentence) => {
  const { kind, code } = sentence.notification;
  const who = people(sentence, 'and', 'others') || 'A member';
  switch (kind) {
    case NotificationKind.MENTION:
      return `${who} mentioned you in a ${isAboutComment(sentence) ? 'comment' : 'post'}.`;
    case NotificationKind.REPLY:
      if (isAboutRating(sentence)) return `${who} replied to your review for their organisation.`;
      return `${who} replied to your ${isAboutComment(sentence) ? 'comment' : 'post'}.`;
    case NotificationKind.CONTRIBUTION:
      return `${who} contributed to your challenge.`;
    case NotificationKind.RATING:
      return `${who} rated your post.`;
    case NotificationKind.HELPFUL:
      return `${who} found your review helpful.`;
    case NotificationKind.FOLLOW:
      return sentence.names.length > 1 ? `${who} follow you.` : `${who} follows you.`;
    case NotificationKind.EVENT:
      if (code === 'CANCELLED') return 'An event that you go to is cancelled.';
      if (code === 'CHANGED') return 'The time or the place of an event that you go to has changed.';
      if (code === 'PLACE') return 'A place has become free: you are going to the event.';
      return 'An event that you go to starts soon.';
    case NotificationKind.MODERATION:
      if (code === 'OWN_ORGANISATION') return 'Your rating of your own organisation no longer counts.';
      if (code === 'REPORT_DECIDED') return 'Your report has been decided.';
      if (code === 'APPEAL_DECIDED') return 'Your appeal has been decided.';
      return 'A moderation decision concerns you.';
  }
};

/** One sentence, in the first of `languages` (BCP 47) that is French or English, else in French. */
export const notificationMessage = (sentence: Sentence, languages: readonly string[]): string => {
  const known = languages.map(primarySubtag).find((tag) => tag === 'fr' || tag === 'en');
  return known === 'en' ? english(sentence) : french(sentence);
};
