// Receives webhooks: checks the signature (Standard Webhooks), answers at once, and handles each entry once. Node 20 or newer.
//   node receive-webhook.mjs 8080 whsec_…
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const [, , port, secret] = process.argv;
const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
const TOLERANCE_SECONDS = 300;

/** Whether a body was signed with the secret, at most five minutes ago. The bytes as they arrived, before any JSON parser. */
const isGenuine = (headers, body) => {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS)) return false;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  // Several while a new secret is introduced. One that matches is enough.
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice('v1,'.length), 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
};

/** Ids that were handled. In your program: a unique column in the database, written with the work. */
const handled = new Set();

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    if (!isGenuine(request.headers, body)) return response.writeHead(400).end('The signature is not valid.');
    const id = request.headers['webhook-id'];
    if (!handled.has(id)) {
      handled.add(id);
      const { type, cursor, data } = JSON.parse(body.toString());
      console.log(id, type, cursor ?? '-', JSON.stringify(data));
    }
    return response.writeHead(204).end();
  });
}).listen(Number(port), '127.0.0.1', function () {
  console.log(`listening on ${this.address().port}`);
});
