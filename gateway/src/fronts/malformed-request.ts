import type { Socket } from 'node:net';
import { FaultCode } from '@wizness/kernel';
import type { ConnectionError } from 'fastify';

interface Refusal {
  readonly status: string;
  readonly code: string;
  readonly message: string;
}

/** How long the rest of what the client sends is listened to, so that it gets to read the answer. */
const LINGER_MS = 1000;

const refusalOf = ({ code, rawPacket }: ConnectionError): Refusal => {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: '408 Request Timeout', code: 'BAD_REQUEST', message: 'The request took too long to arrive.' };
  }
  if (code !== 'HPE_HEADER_OVERFLOW') {
    return { status: '400 Bad Request', code: 'BAD_REQUEST', message: 'This is not HTTP.' };
  }
  const status = '431 Request Header Fields Too Large';
  // What came last, in which the error was found: a Buffer, whatever the types say.
  return Buffer.isBuffer(rawPacket) && /\r\nauthorization:/i.test(rawPacket.toString('latin1'))
    ? {
        status,
        code: FaultCode.UNAUTHENTICATED,
        message: 'The headers are too long, and no credential is: 16 KB at most.',
      }
    : { status, code: 'BAD_REQUEST', message: 'The headers are too long: 16 KB at most.' };
};

/** Answers what the HTTP parser refuses, before there is a request, in the shape of every other error. */
export const answerMalformed = (error: ConnectionError, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const { status, code, message } = refusalOf(error);
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\nconnection: close\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
};
