import type { MembershipSettings } from '@wizness/membership';
import { printLine } from '@wizness/kernel';

/** Where the mails go that let somebody in. */
export const tellOfMail = ({ smtpUrl, mailFolder }: Pick<MembershipSettings, 'smtpUrl' | 'mailFolder'>): string =>
  smtpUrl === null
    ? `Mails are written to ${mailFolder}
    (whoever registers finds there the link that lets them in; set SMTP_URL to send them)`
    : 'Mails are sent through SMTP_URL.';

/** Tells whoever started the graph where it is and what to try first. */
export const tellWhereToLook = (url: string, mail: Pick<MembershipSettings, 'smtpUrl' | 'mailFolder'>): void => {
  printLine(`
Wizness Graph is up: ${url}

  ${url}/          GraphiQL, with the example operations
  ${url}/graphql   GraphQL, for programs:
    curl ${url}/graphql -H 'content-type: application/json' -d '{"query":"{ posts(first: 3) { nodes { title } } }"}'

  ${tellOfMail(mail)}

  To become an administrator: \`register\` in GraphiQL, open the link of the mail, and in another terminal, here
  (with DATA_DIR or DATABASE_URL as they are set for this one):
    npm run role -- YOUR_HANDLE ADMIN

Ctrl+C stops it.`);
};
