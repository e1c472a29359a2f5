import { type AttackContext, type AttackKind, someOf } from '../kind';

const LONG = 'a'.repeat(6000);

/** Paths besides `/graphql`, with what programs that read URLs have stumbled over. */
const PATHS: readonly string[] = [
  ...['atom', 'rss', 'json'].flatMap((format) => [
    `/feeds/posts.${format}?topic=${LONG}`,
    `/feeds/posts.${format}?kind=NOTHING`,
    `/feeds/posts.${format}?month=0000-99`,
    `/feeds/posts.${format}?month=9999-12`,
    `/feeds/posts.${format}?month=2026-01&after=${encodeURIComponent('\0\u202e')}`,
    `/feeds/posts.${format}?${'author=member_01k0000000000000000000000a&'.repeat(150)}`,
    `/feeds/posts.${format}?lang=${encodeURIComponent("fr' OR 1=1 --")}`,
    `/feeds/posts.${format}?__proto__=x&constructor=y`,
  ]),
  ...['/', '/search', '/posts', '/facts', '/subjects', '/compare'].flatMap((view) =>
    ['after', 'text', 'property', 'ids', 'lang', '__proto__'].flatMap((name) =>
      ['%00', '%ed%a0%80', '1e999', '%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E'].map(
        (value) => `${view}?${name}=${value}`,
      ),
    ),
  ),
  '/posts/__proto__',
  '/posts/..%2f..%2fetc%2fpasswd',
  `/posts/${'a'.repeat(100)}`,
  '/posts/%00',
  ...[
    'text=a%00b',
    'filter=%7B%22ids%22:%5B%22fact_%5Cu0000%22%5D%7D',
    'filter=null',
    `text=${LONG}`,
    'knownAt=1e999',
    '%00=1',
  ].map((parameter) => `/exports/facts.csv?${parameter}`),
  '/data-exports/x?token=eyJhbGciOiJub25lIn0.e30.',
  '/data-exports/x?token=a&token=b',
  '/mail/unsubscribe/x',
  '/verify-email?token=%3Cscript%3E',
  '/graphql?query=%7B__typename%7D&extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22x%22%7D%7D',
  '/graphql?query=mutation%7BsignOut%7BendedSessions%7D%7D',
  '/graphql?extensions=%5B%5D&query=%7B__typename%7D',
  '/events.ics?x=%00',
  '/events/..%2f..%2fx.ics',
  `/events/${'a'.repeat(90)}.ics`,
  '/events/.ics',
  '/calendar/.ics',
  '/calendar/%00.ics',
  `/calendar/${'a'.repeat(90)}.ics`,
  '/calendar/member_01k0000000000000000000000a.ics',
  '/streams/posts?offset=-1&offset=0',
  '/streams/posts?offset=content.0000000000000000&live=sse&live=long-poll',
  `/streams/posts?offset=${LONG}`,
  '/streams/posts?offset=%00&live=long-poll&cursor=99999999999999999999',
  '/files/file_01k0000000000000000000000a/x?expires=9999999999&signature=x',
];

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'if-none-match': '"x", '.repeat(2000) },
  { 'accept-language': 'fr;q=0.1, '.repeat(800) },
  { accept: 'application/graphql-response+json', 'x-request-id': 'x'.repeat(200) },
];

const FIRST_FAULT = 500;
const UNAVAILABLE = 503;

const isFault = ({ status, headers }: Response): boolean =>
  status >= FIRST_FAULT && !(status === UNAVAILABLE && headers.has('retry-after'));

const request = async ({ target, report }: AttackContext, path: string, headers: Readonly<Record<string, string>>) => {
  const startedAt = performance.now();
  const response = await fetch(target.url + path, { headers, redirect: 'manual' });
  const text = await response.text();
  const ms = performance.now() - startedAt;
  report.add({ name: path }, { status: Math.min(response.status, 499), body: {}, bytes: text.length, ms });
  if (isFault(response)) report.violation(`${path} responds with ${response.status}: ${text.slice(0, 100)}`);
  if (text.includes('<script>alert')) report.violation(`${path} shows a script.`);
};

/** Everything that is served besides GraphQL: feeds, pages, files and links of mails. */
export const pages: AttackKind = {
  name: 'odd requests to feeds, pages, exports and links',
  run: async (context) => {
    for (const [index, path] of PATHS.entries()) {
      for (const headers of someOf(HEADERS, context.isComplete ? HEADERS.length : 2, index))
        await request(context, path, headers);
    }
    // One client that reads all archives at once.
    const months = Array.from({ length: context.cases }, (_, index) => `20${10 + (index % 17)}-0${1 + (index % 9)}`);
    await Promise.all(months.map((month) => request(context, `/feeds/posts.atom?month=${month}`, {})));
  },
};
