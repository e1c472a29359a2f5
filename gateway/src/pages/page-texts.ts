import type { Language } from './language';

/** What a page says. */
export interface Words {
  readonly title: string;
  readonly explanation: string;
  /** The name of what is typed, and what to know of it; absent where nothing is. */
  readonly label?: string;
  readonly hint?: string;
  readonly button: string;
  readonly done: string;
}

/** What every page says. */
export interface CommonWords {
  readonly wait: string;
  readonly failed: string;
  readonly incomplete: string;
  readonly noScript: string;
  readonly show: string;
  readonly anotherLink: string;
  readonly signIn: readonly [before: string, link: string, after: string];
  /** Our services speak English: what they say of a mistake, by its field and code, in another language. */
  readonly mistakes: Readonly<Record<string, string>>;
}

export const COMMON: Readonly<Record<Language, CommonWords>> = {
  fr: {
    wait: 'Un instant …',
    failed: 'Cela n’a pas marché, et ce n’est pas de votre fait : réessayez dans un moment.',
    incomplete: 'Ce lien n’est pas complet : ouvrez-le de nouveau depuis le message que vous avez reçu.',
    noScript: 'Cette page a besoin de JavaScript : permettez-le ici, puis rechargez-la.',
    show: 'Montrer le mot de passe',
    anotherLink: 'Demander un nouveau lien',
    signIn: [
      'Pour vous connecter, ouvrez',
      'GraphiQL',
      'et envoyez ceci, avec votre adresse et votre mot de passe. Envoyez ensuite ce que répond accessToken avec chaque demande, dans l’en-tête « Authorization: Bearer … ».',
    ],
    mistakes: {
      'token EXPIRED': 'Ce lien n’est plus valable.',
      'token INVALID': 'Ce lien n’est pas valable, ou il a déjà servi.',
      'newPassword TOO_SHORT': 'Il faut au moins 12 caractères : plusieurs mots se retiennent facilement.',
      'newPassword TOO_LONG': 'C’est trop long : 256 caractères au plus.',
      'newPassword INVALID': 'Trop de gens ont ce mot de passe, ou un mot de passe semblable : choisissez-en un autre.',
      'email INVALID': 'Donnez une adresse, comme lea@example.org.',
    },
  },
  en: {
    wait: 'One moment …',
    failed: 'That did not work, and it is not your doing: try again in a moment.',
    incomplete: 'This link is not complete: open it again from the message that you got.',
    noScript: 'This page needs JavaScript: allow it here, then load the page again.',
    show: 'Show the password',
    anotherLink: 'Ask for a new link',
    signIn: [
      'To sign in, open',
      'GraphiQL',
      'and send this, with your address and your password. Then send what accessToken answers with each request, in the header “Authorization: Bearer …”.',
    ],
    mistakes: {},
  },
};

export const VERIFY_EMAIL: Readonly<Record<Language, Words>> = {
  fr: {
    title: 'Confirmez votre adresse',
    explanation: 'Un dernier geste, et votre compte est ouvert.',
    button: 'Confirmer mon adresse',
    done: 'C’est fait : votre adresse est confirmée et votre compte est ouvert.',
  },
  en: {
    title: 'Confirm your address',
    explanation: 'One last step, and your account is open.',
    button: 'Confirm my address',
    done: 'Done: your address is confirmed and your account is open.',
  },
};

export const RESET_PASSWORD: Readonly<Record<Language, Words>> = {
  fr: {
    title: 'Choisissez un nouveau mot de passe',
    explanation: 'Il remplace l’ancien, et tous vos appareils sont déconnectés.',
    label: 'Nouveau mot de passe',
    hint: '12 caractères au moins. Plusieurs mots se retiennent facilement.',
    button: 'Changer le mot de passe',
    done: 'C’est fait : votre mot de passe est changé.',
  },
  en: {
    title: 'Choose a new password',
    explanation: 'It takes the place of the old one, and all your devices are signed out.',
    label: 'New password',
    hint: 'At least 12 characters. Several words are easy to remember.',
    button: 'Change the password',
    done: 'Done: your password is changed.',
  },
};

export const FORGOTTEN_PASSWORD: Readonly<Record<Language, Words>> = {
  fr: {
    title: 'Mot de passe oublié',
    explanation: 'Nous vous envoyons un lien qui permet d’en choisir un autre.',
    label: 'Adresse électronique',
    hint: 'Celle de votre compte.',
    button: 'Envoyer le lien',
    done: 'Si cette adresse a un compte, un message est en route. Son lien est valable une heure.',
  },
  en: {
    title: 'Forgotten password',
    explanation: 'We send you a link with which you can choose another one.',
    label: 'E-mail address',
    hint: 'The one of your account.',
    button: 'Send the link',
    done: 'If this address has an account, a message is on its way. Its link is good for one hour.',
  },
};
