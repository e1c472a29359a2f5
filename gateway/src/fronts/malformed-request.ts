import type { Socket } from 'node:net';
import { FaultCode } from '@wizness/kernel';
import type { ConnectionError } from 'fastify';
import { errorBody } from './error-body';

interface Refusal {
  readonly status: string;
  readonly code: string;
  readonly message: string;
}

/** How long the socket stays open for the rest of the request, so that the client can read the response. */
const LINGER_MS = 1000;

const refusalFor = ({ code, rawPacket }: ConnectionError): Refusal => {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: '408 Request Timeout', code: 'BAD_REQUEST', message: 'The request took too long to arrive.' };
  }
  if (code !== 'HPE_HEADER_OVERFLOW') {
    return { status: '400 Bad Request', code: 'BAD_REQUEST', message: 'The request is not valid HTTP.' };
  }
  const status = '431 Request Header Fields Too Large';
  // The last chunk, in which the parser failed. It is a Buffer, although the types state otherwise.
  return Buffer.isBuffer(rawPacket) && /\r\nauthorization:/i.test(rawPacket.toString('latin1'))
    ? {
        status,
        code: FaultCode.UNAUTHENTICATED,
        message: 'The credential is too long: all headers together may have at most 16 KB.',
      }
    : { status, code: 'BAD_REQUEST', message: 'The headers are too long: at most 16 KB.' };
};

/** Responds to what the HTTP parser rejects, before there is a request, in the shape of every other error. */
export const respondToMalformedRequest = (error: ConnectionError, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const { status, code, message } = refusalFor(error);
  const body = JSON.stringify(errorBody(code, message));
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncache-control: no-store\r\nconnection: close\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
};
