// Prints each new post once and in order, also if this program or the graph is restarted. Node 20 or newer, no packages.
//   node subscribe.mjs http://127.0.0.1:4000/graphql cursor.txt [ACCESS TOKEN OR API KEY]
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const [, , url, cursorFile, credential] = process.argv;
const query = 'subscription ($after: Cursor) { postPublished(after: $after) { id cursor post { title url } } }';

/** Null before the first run: then only new posts are sent. */
const readCursor = () => (existsSync(cursorFile) ? readFileSync(cursorFile, 'utf8') : null);

/** Written under another name first, so that a crash never leaves half a cursor. */
const saveCursor = (cursor) => {
  writeFileSync(`${cursorFile}.new`, cursor);
  renameSync(`${cursorFile}.new`, cursorFile);
};

/** What your program does with a post. If it can fail, or be killed, it has to accept the same `id` twice. */
const handle = ({ id, post }) => {
  if (post) console.log(`${id} ${post.title} ${post.url}`);
};

/** Handles one message of the stream. Returns whether the subscription is over. */
const take = ({ id, event, data }) => {
  if (event === 'next') {
    const { data: result, errors } = JSON.parse(data);
    if (!result) throw new Error(`${errors[0].extensions?.code}: ${errors[0].message}`);
    handle(result.postPublished);
  }
  // After the work: a cursor means that everything up to it is done. Heartbeats move it too.
  if (id) saveCursor(id);
  return event === 'complete';
};

/** Reads one stream until it ends. */
const follow = async (signal, isAlive) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(credential && { authorization: `Bearer ${credential}` }),
    },
    body: JSON.stringify({ query, variables: { after: readCursor() } }),
    signal,
  });
  if (!response.ok) return false;
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    isAlive();
    const messages = (text + chunk).split('\n\n');
    text = messages.pop();
    for (const message of messages) {
      const fields = message
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
      if (take(Object.fromEntries(fields))) return true;
    }
  }
  return false;
};

for (let isOver = false; !isOver; ) {
  // There is a heartbeat every ten seconds: after thirty of silence, the connection is dead.
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), 30_000);
  try {
    isOver = await follow(silence.signal, () => timer.refresh());
  } catch (error) {
    if (/^[A-Z_]+: /.test(error.message)) throw error;
  } finally {
    clearTimeout(timer);
  }
  if (!isOver) await pause(500 + Math.random() * 1500);
}
