import type { Language } from './language';
import { FORGOTTEN_PASSWORD, type PageTexts, RESET_PASSWORD, VERIFY_EMAIL } from './page-texts';

/** A page with one form, which sends one mutation. */
export interface Page {
  readonly path: string;
  readonly texts: Readonly<Record<Language, PageTexts>>;
  /** Its root field has the alias `payload`. */
  readonly mutation: string;
  /** Input field that the user types. */
  readonly field: 'newPassword' | 'password' | 'email';
  /** Whether the link in the mail carries a token, which becomes the input field `token`. */
  readonly takesToken: boolean;
}

/** The pages that links in mails open. */
export const PAGES: readonly Page[] = [
  {
    path: '/verify-email',
    texts: VERIFY_EMAIL,
    mutation:
      'mutation VerifyEmail($input: VerifyEmailInput!) { payload: verifyEmail(input: $input) { userErrors { code field message } } }',
    field: 'password',
    takesToken: true,
  },
  {
    path: '/reset-password',
    texts: RESET_PASSWORD,
    mutation:
      'mutation ResetPassword($input: ResetPasswordInput!) { payload: resetPassword(input: $input) { userErrors { code field message } } }',
    field: 'newPassword',
    takesToken: true,
  },
  {
    path: '/forgotten-password',
    texts: FORGOTTEN_PASSWORD,
    mutation:
      'mutation RequestPasswordReset($input: RequestPasswordResetInput!) { payload: requestPasswordReset(input: $input) { userErrors { code field message } } }',
    field: 'email',
    takesToken: false,
  },
];
