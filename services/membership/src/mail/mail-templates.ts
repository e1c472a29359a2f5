import { type Clock, ErasureMode } from '@wizness/kernel';
import type { Mailer } from './mailer';

interface Recipient {
  readonly to: string;
  /** BCP 47. Recipients with a French locale get French mails, all others get English ones. */
  readonly locale: string;
}

interface Texts {
  readonly fr: Text;
  readonly en: Text;
  /** Whether the recipient has been erased. */
  readonly erased?: boolean;
}

type Text = readonly [subject: string, ...paragraphs: readonly string[]];

/**
 * The mails to members. The handle is the only user input in them: anything else would let a stranger send a text of
 * their own to any address. Tokens are in the URL fragment, which is sent to no server and appears in no log.
 */
export class MailTemplates {
  constructor(
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  /** To a new address: confirms the registration. */
  verifyEmail(recipient: Recipient, { handle, token }: { handle: string; token: string }): void {
    const link = `${this.publicUrl}/verify-email#token=${token}`;
    this.send(recipient, {
      fr: [
        'Confirmez votre adresse',
        `Une inscription est en cours avec cette adresse, sous le nom de « ${handle} ».`,
        'Si elle vient de vous, ouvrez ce lien dans les 24 heures, et donnez le mot de passe que vous avez choisi :',
        link,
        'Sinon, ne faites rien : sans ce lien et sans ce mot de passe, aucun compte n’est créé.',
      ],
      en: [
        'Confirm your address',
        `Someone, probably you, is registering with this address as "${handle}".`,
        'If it is you, open this link within 24 hours, and enter the password that you have chosen:',
        link,
        'If it is not you, do nothing: no account is created without this link and that password.',
      ],
    });
  }

  /** To an address that has an account and is registered again. */
  alreadyRegistered(recipient: Recipient): void {
    const link = `${this.publicUrl}/forgotten-password`;
    this.send(recipient, {
      fr: [
        'Vous avez déjà un compte',
        'Une nouvelle inscription a été demandée avec cette adresse. Elle a déjà un compte : rien n’a changé.',
        'Mot de passe oublié ? Demandez-en un nouveau ici :',
        link,
        'Si cette demande ne vient pas de vous, ne faites rien.',
      ],
      en: [
        'You already have an account',
        'Someone, perhaps you, is registering with this address. It already has an account: nothing has changed.',
        'If you forgot your password, set a new one here:',
        link,
        'If it is not you, do nothing.',
      ],
    });
  }

  resetPassword(recipient: Recipient, { token }: { token: string }): void {
    const link = `${this.publicUrl}/reset-password#token=${token}`;
    this.send(recipient, {
      fr: [
        'Votre nouveau mot de passe',
        'Un nouveau mot de passe a été demandé pour votre compte. Si c’est vous, ouvrez ce lien dans l’heure :',
        link,
        'Sinon, ne faites rien : votre mot de passe reste le même.',
      ],
      en: [
        'Your new password',
        'Someone, probably you, has asked for a new password. If it is you, open this link within an hour:',
        link,
        'If it is not you, do nothing: your password stays the same.',
      ],
    });
  }

  passwordChanged(recipient: Recipient): void {
    const link = `${this.publicUrl}/forgotten-password`;
    this.send(recipient, {
      fr: [
        'Votre mot de passe a changé',
        'Le mot de passe de votre compte vient de changer. Si ce n’est pas vous, demandez-en un autre immédiatement :',
        link,
      ],
      en: [
        'Your password has changed',
        'The password of your account has just been changed. If it was not you, set a new one immediately:',
        link,
      ],
    });
  }

  /** `prefix` is the public part of the key. */
  apiKeyCreated(recipient: Recipient, { prefix }: { prefix: string }): void {
    const link = `${this.publicUrl}/forgotten-password`;
    this.send(recipient, {
      fr: [
        'Une clé d’API est créée',
        `Une clé d’API vient d’être créée pour votre compte : ${prefix}…`,
        'Si ce n’est pas vous, demandez immédiatement un nouveau mot de passe : toutes les clés sont alors révoquées.',
        link,
      ],
      en: [
        'An API key has been created',
        `An API key has just been created for your account: ${prefix}…`,
        'If it was not you, set a new password immediately, which revokes all keys:',
        link,
      ],
    });
  }

  /** Sent after the erasure. The address is not stored any more, and is deleted from the mail folder too. */
  accountErased(recipient: Recipient, { mode }: { mode: ErasureMode }): void {
    this.mailer.forget(recipient.to);
    const anonymised = mode === ErasureMode.ANONYMISE_CONTENT;
    this.send(recipient, {
      fr: [
        'Votre compte est effacé',
        'Comme vous l’avez demandé, votre compte est effacé : profil, sessions, clés et abonnements.',
        anonymised
          ? 'Vos contributions restent publiées, sans le nom de leur auteur.'
          : 'Vos contributions sont en cours de suppression.',
        'Votre adresse et votre identifiant sont de nouveau libres : vous pouvez revenir comme nouveau membre.',
      ],
      erased: true,
      en: [
        'Your account has been erased',
        'As you asked, your account has been erased: profile, sessions, API keys and follows.',
        anonymised
          ? 'Your contributions remain, without the name of their author.'
          : 'Your contributions are being deleted.',
        'Your address and your handle are free again: you can come back as a new member.',
      ],
    });
  }

  private send({ to, locale }: Recipient, texts: Texts): void {
    const [subject, ...paragraphs] = /^fr\b/i.test(locale) ? texts.fr : texts.en;
    this.mailer.send({ to, subject, text: `${paragraphs.join('\n\n')}\n`, at: this.clock.now(), erased: texts.erased });
  }
}
