import { printLine } from '@wizness/kernel';
import type { MembershipSettings } from '@wizness/membership';

type MailSettings = Pick<MembershipSettings, 'smtpUrl' | 'mailFolder'>;

/** Where the mails with sign-in links go. */
export const mailNotice = ({ smtpUrl, mailFolder }: MailSettings): string =>
  smtpUrl === null
    ? `Mails are written to ${mailFolder}
    (the link that confirms a registration is there; set SMTP_URL to send mails)`
    : 'Mails are sent through SMTP_URL.';

/** Prints where the graph is and what to try first. */
export const printStartupMessage = (url: string, mail: MailSettings): void => {
  printLine(`
Wizness Graph is up: ${url}

  ${url}/          the explorer: posts, facts and subjects, for readers
  ${url}/graphiql  GraphiQL, with the example operations
  ${url}/graphql   GraphQL, for programs:
    curl ${url}/graphql -H 'content-type: application/json' -d '{"query":"{ posts(first: 3) { nodes { title } } }"}'

  ${mailNotice(mail)}

  To become an administrator: \`register\` in GraphiQL, open the link of the mail, and run in another terminal, here
  (with the same DATA_DIR or DATABASE_URL as this one):
    npm run role -- YOUR_HANDLE ADMIN

Ctrl+C stops it.`);
};
