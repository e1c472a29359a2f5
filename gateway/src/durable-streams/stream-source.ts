import type { GatewayContext } from '../pipeline/context';
import type { LogTail } from '../subscriptions/log-tail';

/** A part of a stream. */
export interface StreamPage {
  /** In the content type of the stream. */
  readonly body: Buffer;
  /** Whether there is nothing in it. */
  readonly isEmpty: boolean;
  /** The offset behind the page. */
  readonly next: string;
  readonly isAtEnd: boolean;
}

/** The stream cannot be read: the status and code of the response. */
export class StreamFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Headers of the response. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a stream is read from. Everyone reads the same. Its functions reject with {@link StreamFailure}. */
export interface StreamSource extends LogTail {
  /** A type of texts. */
  readonly contentType: string;
  /** The body of a page without anything in it. */
  readonly emptyBody: Buffer;
  /** The part behind `after`, or the first one held. */
  read(after: string | null, context: GatewayContext): Promise<StreamPage>;
}

/** The event with a page that is not empty. Each line of a text is a line of the event, so that no text can end it. */
export const dataEvent = ({ body }: StreamPage): string => {
  const lines = body.toString().split(/\r\n|\r|\n/);
  return `event: data\n${lines.map((line) => `data:${line}\n`).join('')}\n`;
};
