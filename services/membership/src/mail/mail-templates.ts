import { ErasureMode } from '@wizness/kernel';
import { z } from 'zod';
import { moderationMails, moderationTexts } from './moderation-mails';

/** What a mail says, apart from its fixed texts. */
export const mailContent = z.discriminatedUnion('template', [
  /** To a new address: confirms the registration. */
  z.object({ template: z.literal('VERIFY_EMAIL'), handle: z.string(), token: z.string() }),
  /** To an address that has an account and is registered again. */
  z.object({ template: z.literal('ALREADY_REGISTERED') }),
  z.object({ template: z.literal('RESET_PASSWORD'), token: z.string() }),
  z.object({ template: z.literal('PASSWORD_CHANGED') }),
  /** `prefix` is the public part of the key. */
  z.object({ template: z.literal('API_KEY_CREATED'), prefix: z.string() }),
  /** To the owner of a webhook that the graph disabled. */
  z.object({
    template: z.literal('WEBHOOK_DISABLED'),
    webhookId: z.string(),
    reason: z.enum(['GONE', 'EXHAUSTED', 'INVALID', 'EXPIRED']),
  }),
  /** The last one to a member. */
  z.object({ template: z.literal('ACCOUNT_ERASED'), mode: z.enum(ErasureMode) }),
  ...moderationMails,
]);

export type MailContent = z.output<typeof mailContent>;

/** Languages of mails. */
export type Language = 'fr' | 'en';

/** French for a French `locale` (BCP 47), otherwise English. */
export const mailLanguage = (locale: string): Language => (/^fr\b/i.test(locale) ? 'fr' : 'en');

interface Texts {
  readonly fr: Text;
  readonly en: Text;
}

type Text = readonly [subject: string, ...paragraphs: readonly string[]];

const WEBHOOK_REASONS = {
  GONE: ['l’adresse a répondu 410', 'the endpoint answered 410'],
  EXHAUSTED: [
    'toutes les tentatives ont échoué pendant trois jours, et rien d’autre n’est arrivé',
    'all attempts failed for three days, and nothing else arrived',
  ],
  INVALID: [
    'son filtre ou sa sélection ne correspond plus au schéma',
    'its filter or its selection does not match the schema any more',
  ],
  EXPIRED: [
    'des événements ont été supprimés avant de pouvoir être envoyés',
    'events were deleted before they could be sent',
  ],
} as const;

const textsOf = (content: MailContent, publicUrl: string): Texts => {
  switch (content.template) {
    case 'VERIFY_EMAIL': {
      const link = `${publicUrl}/verify-email#token=${content.token}`;
      return {
        fr: [
          'Confirmez votre adresse',
          `Une inscription est en cours avec cette adresse, sous le nom de « ${content.handle} ».`,
          'Si elle vient de vous, ouvrez ce lien dans les 24 heures, et donnez le mot de passe que vous avez choisi :',
          link,
          'Sinon, ne faites rien : sans ce lien et sans ce mot de passe, aucun compte n’est créé.',
        ],
        en: [
          'Confirm your address',
          `Someone, probably you, is registering with this address as "${content.handle}".`,
          'If it is you, open this link within 24 hours, and enter the password that you have chosen:',
          link,
          'If it is not you, do nothing: no account is created without this link and that password.',
        ],
      };
    }
    case 'ALREADY_REGISTERED': {
      const link = `${publicUrl}/forgotten-password`;
      return {
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
      };
    }
    case 'RESET_PASSWORD': {
      const link = `${publicUrl}/reset-password#token=${content.token}`;
      return {
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
      };
    }
    case 'PASSWORD_CHANGED': {
      const link = `${publicUrl}/forgotten-password`;
      return {
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
      };
    }
    case 'API_KEY_CREATED': {
      const link = `${publicUrl}/forgotten-password`;
      return {
        fr: [
          'Une clé d’API est créée',
          `Une clé d’API vient d’être créée pour votre compte : ${content.prefix}…`,
          'Si ce n’est pas vous, demandez immédiatement un nouveau mot de passe : toutes les clés sont alors révoquées.',
          link,
        ],
        en: [
          'An API key has been created',
          `An API key has just been created for your account: ${content.prefix}…`,
          'If it was not you, set a new password immediately, which revokes all keys:',
          link,
        ],
      };
    }
    case 'WEBHOOK_DISABLED': {
      const [fr, en] = WEBHOOK_REASONS[content.reason];
      return {
        fr: [
          'Un webhook est désactivé',
          `Plus rien n’est envoyé à votre webhook ${content.webhookId} : ${fr}.`,
          'Une fois la cause corrigée, réactivez-le avec la mutation updateWebhook. L’envoi reprend là où il s’est arrêté, tant que les événements sont conservés.',
        ],
        en: [
          'A webhook has been disabled',
          `Nothing more is sent to your webhook ${content.webhookId}: ${en}.`,
          'Once the cause is corrected, enable it again with the mutation updateWebhook. It continues where it stopped, as long as the events are kept.',
        ],
      };
    }
    case 'ACCOUNT_ERASED': {
      const anonymised = content.mode === ErasureMode.ANONYMISE_CONTENT;
      return {
        fr: [
          'Votre compte est effacé',
          'Comme vous l’avez demandé, votre compte est effacé : profil, sessions, clés et abonnements.',
          anonymised
            ? 'Vos contributions restent publiées, sans le nom de leur auteur.'
            : 'Vos contributions sont en cours de suppression.',
          'Votre adresse et votre identifiant sont de nouveau libres : vous pouvez revenir comme nouveau membre.',
        ],
        en: [
          'Your account has been erased',
          'As you asked, your account has been erased: profile, sessions, API keys and follows.',
          anonymised
            ? 'Your contributions remain, without the name of their author.'
            : 'Your contributions are being deleted.',
          'Your address and your handle are free again: you can come back as a new member.',
        ],
      };
    }
    default:
      return moderationTexts(content, publicUrl);
  }
};

/**
 * Subject and plain text of a mail, in French if `locale` (BCP 47) is French, and in English otherwise. The handle, and the
 * words of moderators, are the only user input in them: anything else would let a stranger send a text of their own to any address. Tokens are in the
 * URL fragment, which is sent to no server and appears in no log.
 */
export const renderMail = (
  content: MailContent,
  { locale, publicUrl }: { readonly locale: string; readonly publicUrl: string },
): { readonly subject: string; readonly text: string } => {
  const texts = textsOf(content, publicUrl);
  const [subject, ...paragraphs] = texts[mailLanguage(locale)];
  return { subject, text: `${paragraphs.join('\n\n')}\n` };
};
