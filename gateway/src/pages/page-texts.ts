import type { Language } from './language';

/** The texts of one page. */
export interface PageTexts {
  readonly title: string;
  readonly explanation: string;
  /** Label and hint of the input. */
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  readonly done: string;
}

/** The texts that all pages share. */
export interface CommonTexts {
  readonly wait: string;
  readonly failed: string;
  readonly incomplete: string;
  readonly noScript: string;
  readonly show: string;
  readonly anotherLink: string;
  readonly signIn: readonly [before: string, link: string];
  /** Translations of user errors, which the services write in English. Keys are the field path and the code. */
  readonly userErrorTexts: Readonly<Record<string, string>>;
}

export const COMMON_TEXTS: Readonly<Record<Language, CommonTexts>> = {
  fr: {
    wait: 'Un instant …',
    failed: 'Cela n’a pas marché, et ce n’est pas de votre fait : réessayez dans un moment.',
    incomplete: 'Ce lien n’est pas complet : ouvrez-le de nouveau depuis le message que vous avez reçu.',
    noScript: 'Cette page a besoin de JavaScript : permettez-le ici, puis rechargez-la.',
    show: 'Montrer le mot de passe',
    anotherLink: 'Demander un nouveau lien',
    signIn: ['Vous pouvez maintenant', 'vous connecter'],
    userErrorTexts: {
      'token EXPIRED': 'Ce lien n’est plus valable.',
      'token INVALID': 'Ce lien n’est pas valable, ou il a déjà servi.',
      'password INVALID':
        'Ce n’est pas le mot de passe de cette inscription. Si vous vous êtes inscrit plusieurs fois, ouvrez le lien d’un autre de nos messages. Si vous ne vous êtes pas inscrit, ne faites rien.',
      RATE_LIMITED: 'Trop de tentatives : réessayez dans quelques minutes.',
      'newPassword TOO_SHORT': 'Il faut au moins 12 caractères : plusieurs mots se retiennent facilement.',
      'newPassword TOO_LONG': 'C’est trop long : 256 caractères au plus.',
      'newPassword INVALID': 'Trop de gens ont ce mot de passe, ou un mot de passe semblable : choisissez-en un autre.',
      'email INVALID': 'Donnez une adresse, comme lea@example.org.',
    },
  },
  en: {
    wait: 'One moment …',
    failed: 'Something went wrong on our side. Try again in a moment.',
    incomplete: 'This link is incomplete. Open it again from the e-mail that you received.',
    noScript: 'This page needs JavaScript. Enable it for this site, then reload the page.',
    show: 'Show the password',
    anotherLink: 'Request a new link',
    signIn: ['You can now', 'sign in'],
    userErrorTexts: {},
  },
};

export const VERIFY_EMAIL: Readonly<Record<Language, PageTexts>> = {
  fr: {
    title: 'Confirmez votre adresse',
    explanation: 'Un dernier geste, et votre compte est ouvert.',
    label: 'Mot de passe',
    hint: 'Celui que vous avez choisi en vous inscrivant.',
    button: 'Confirmer mon adresse',
    done: 'C’est fait : votre adresse est confirmée et votre compte est ouvert.',
  },
  en: {
    title: 'Confirm your address',
    explanation: 'One last step, and your account is open.',
    label: 'Password',
    hint: 'The one that you chose when you registered.',
    button: 'Confirm my address',
    done: 'Your address is confirmed and your account is open.',
  },
};

export const RESET_PASSWORD: Readonly<Record<Language, PageTexts>> = {
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
    explanation: 'It replaces the old one, and all your devices are signed out.',
    label: 'New password',
    hint: 'At least 12 characters. Several words are easy to remember.',
    button: 'Change the password',
    done: 'Your password is changed.',
  },
};

export const FORGOTTEN_PASSWORD: Readonly<Record<Language, PageTexts>> = {
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
    explanation: 'We will send you a link to choose a new password.',
    label: 'E-mail address',
    hint: 'The address of your account.',
    button: 'Send the link',
    done: 'If this address has an account, an e-mail is on its way. Its link is valid for one hour.',
  },
};
