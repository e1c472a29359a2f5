import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What a client has just sent: an address, or a whole mail. Neither is answered yet. */
export type MailStage = 'recipient' | 'text';

/** A mail server on a free port, which keeps what it receives. */
export interface MailServer {
  readonly url: string;
  /** Parsed mails, in order of arrival. */
  readonly mails: ParsedMail[];
  /** What happens to the next mails: `break` takes the text, and closes the connection without an answer. */
  behaviour: 'accept' | 'refuse' | 'break';
  /** Called before each answer, which waits for it. */
  watch: (stage: MailStage) => Promise<void>;
  close(): Promise<void>;
}

const refusal = () => Object.assign(new Error('busy'), { responseCode: 451 });

export const startMailServer = async (): Promise<MailServer> => {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, done) => {
      void result.watch('recipient').then(() => done(result.behaviour === 'refuse' ? refusal() : null));
    },
    onData: (stream, session, done) => {
      const received = simpleParser(stream).catch(() => null);
      void received.then(async (mail) => {
        // A client that goes away in the middle of a mail has not sent it.
        if (!mail) return;
        mails.push(mail);
        await result.watch('text');
        if (result.behaviour !== 'break') return done();
        for (const connection of server.connections as Set<{ id: string; close(): void }>) {
          if (connection.id === session.id) connection.close();
        }
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const result: MailServer = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    behaviour: 'accept',
    watch: async () => undefined,
    close: () => new Promise((done) => server.close(() => done())),
  };
  return result;
};
