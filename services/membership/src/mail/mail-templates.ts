import { type Clock, ErasureMode } from '@wizness/kernel';
import type { Mailer } from './mailer';

interface Addressee {
  readonly to: string;
  /** BCP 47; French is written to who reads French, English to all others. */
  readonly locale: string;
}

type Text = readonly [subject: string, ...lines: readonly string[]];

/**
 * What members get by mail. Nothing that a stranger could have typed but the handle stands in a letter: else anybody
 * could have us mail their words to anybody. Tokens stand behind a `#`, which no server and no log gets to see.
 */
export class MailTemplates {
  constructor(
    private readonly postman: Mailer,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  /** To a new address: shows that it is theirs. */
  verifyEmail(addressee: Addressee, { handle, token }: { handle: string; token: string }): void {
    const link = `${this.publicUrl}/verify-email#token=${token}`;
    this.send(addressee, {
      fr: [
        'Confirmez votre adresse',
        `Quelqu’un, vous sans doute, s’inscrit chez nous avec cette adresse sous le nom de « ${handle} ».`,
        'Si c’est vous, ouvrez ce lien dans les 24 heures :',
        link,
        'Sinon, ne faites rien : sans ce lien, il n’y a pas de compte.',
      ],
      en: [
        'Confirm your address',
        `Somebody, probably you, is joining us with this address as "${handle}".`,
        'If it is you, open this link within 24 hours:',
        link,
        'If not, do nothing: without this link there is no account.',
      ],
    });
  }

  /** To a known address that somebody registers again. */
  alreadyRegistered(addressee: Addressee): void {
    const link = `${this.publicUrl}/forgotten-password`;
    this.send(addressee, {
      fr: [
        'Vous avez déjà un compte',
        'Quelqu’un, vous peut-être, s’inscrit chez nous avec cette adresse. Elle a déjà un compte : rien n’a changé.',
        'Mot de passe oublié ? Demandez-en un nouveau ici :',
        link,
        'Si ce n’est pas vous, ne faites rien.',
      ],
      en: [
        'You already have an account',
        'Somebody, maybe you, is joining us with this address. It already has an account: nothing has changed.',
        'Forgot the password? Ask for a new one here:',
        link,
        'If it is not you, do nothing.',
      ],
    });
  }

  resetPassword(addressee: Addressee, { token }: { token: string }): void {
    const link = `${this.publicUrl}/reset-password#token=${token}`;
    this.send(addressee, {
      fr: [
        'Votre nouveau mot de passe',
        'Quelqu’un, vous sans doute, demande un nouveau mot de passe. Si c’est vous, ouvrez ce lien dans l’heure :',
        link,
        'Sinon, ne faites rien : votre mot de passe reste le même.',
      ],
      en: [
        'Your new password',
        'Somebody, probably you, is asking for a new password. If it is you, open this link within an hour:',
        link,
        'If not, do nothing: your password stays the same.',
      ],
    });
  }

  passwordChanged(addressee: Addressee): void {
    const link = `${this.publicUrl}/forgotten-password`;
    this.send(addressee, {
      fr: [
        'Votre mot de passe a changé',
        'Le mot de passe de votre compte vient de changer. Si ce n’est pas vous, demandez-en un autre tout de suite :',
        link,
      ],
      en: [
        'Your password has changed',
        'The password of your account has just been changed. If it was not you, ask for another one at once:',
        link,
      ],
    });
  }

  /** The last one: to somebody of whom nothing is kept any more. */
  accountErased(addressee: Addressee, { mode }: { mode: ErasureMode }): void {
    const stays = mode === ErasureMode.ANONYMISE_CONTENT;
    this.send(addressee, {
      fr: [
        'Au revoir',
        'Votre compte est effacé, comme vous l’avez demandé : profil, sessions, clés et abonnements.',
        stays
          ? 'Ce que vous avez écrit reste, sans dire de qui c’est.'
          : 'Ce que vous avez écrit est en train d’être supprimé.',
        'Votre adresse et votre identifiant sont libres : vous pourrez toujours revenir, comme nouveau membre.',
      ],
      en: [
        'Goodbye',
        'Your account has been erased, as you asked: profile, sessions, keys and whom you followed.',
        stays ? 'What you wrote stays, without saying whose it is.' : 'What you wrote is being deleted.',
        'Your address and your handle are free again: you can always come back, as a new member.',
      ],
    });
  }

  private send({ to, locale }: Addressee, texts: { readonly fr: Text; readonly en: Text }): void {
    const [subject, ...lines] = /^fr\b/i.test(locale) ? texts.fr : texts.en;
    this.postman.send({ to, subject, text: `${lines.join('\n\n')}\n`, at: this.clock.now() });
  }
}
