import { FaultCode } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import { publicContext } from '../fronts/graphql-context';
import type { GraphqlFront } from '../fronts/graphql-front';
import { hashOf } from './content-security-policy';
import { escapeHtml } from './escape';
import { type Language, languageFor } from './language';
import { STYLE } from './style';

/** What the page of a member shows. */
const MEMBER_QUERY = `query PageOfMember($handle: String!) {
  member(handle: $handle) {
    handle name bio suspended
    affiliation { title verified organisation { name } }
    posts(first: 20) { nodes { slug title lang publishedAt } }
  }
}`;

interface ShownMember {
  readonly handle: string;
  readonly name: string;
  readonly bio: string | null;
  readonly suspended: boolean;
  readonly affiliation: {
    readonly title: string | null;
    readonly verified: boolean;
    readonly organisation: { readonly name: string } | null;
  } | null;
  readonly posts: {
    readonly nodes: readonly {
      readonly slug: string;
      readonly title: string;
      readonly lang: string;
      readonly publishedAt: string | null;
    }[];
  } | null;
}

interface MemberResponse {
  readonly data?: { readonly member: ShownMember | null } | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string; readonly retryAfter?: number } }[];
}

const TEXTS = {
  fr: {
    none: 'Aucun membre ne porte ce nom.',
    unavailable: 'Cette page n’est pas disponible en ce moment : réessayez plus tard.',
    tooMany: 'Trop de demandes : réessayez dans un moment.',
    unverified: 'non vérifié',
    suspended: 'Ce compte est suspendu.',
    posts: 'Publications',
    noPosts: 'Aucune publication pour le moment.',
  },
  en: {
    none: 'No member has this name.',
    unavailable: 'This page is not available at the moment. Try again later.',
    tooMany: 'Too many requests. Try again in a moment.',
    unverified: 'not verified',
    suspended: 'This account is suspended.',
    posts: 'Posts',
    noPosts: 'No posts yet.',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** No script runs, and nothing is loaded. */
const POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HANDLE = /^[a-z0-9-]{1,40}$/;

const affiliationOf = ({ affiliation }: ShownMember, language: Language): string => {
  if (!affiliation) return '';
  const { title, verified, organisation } = affiliation;
  const words = [title, organisation?.name].filter((word) => word != null).map(escapeHtml);
  return `<p>${words.join(', ')}${verified ? '' : ` (${TEXTS[language].unverified})`}</p>`;
};

/** Addresses are relative, because the site may be published under a path. */
const contentOf = (member: ShownMember, language: Language): string => {
  const texts = TEXTS[language];
  const posts = (member.posts?.nodes ?? []).map(
    ({ slug, title, lang, publishedAt }) =>
      `<li><a href="../posts/${encodeURIComponent(slug)}" lang="${escapeHtml(lang)}">${escapeHtml(title)}</a>` +
      `${publishedAt === null ? '' : ` <time>${publishedAt.slice(0, 10)}</time>`}</li>`,
  );
  return [
    `<p>@${escapeHtml(member.handle)}</p>`,
    member.suspended ? `<p>${texts.suspended}</p>` : '',
    affiliationOf(member, language),
    member.bio === null ? '' : `<p>${escapeHtml(member.bio)}</p>`,
    `<h2>${texts.posts}</h2>`,
    posts.length === 0 ? `<p>${texts.noPosts}</p>` : `<ul>${posts.join('\n')}</ul>`,
  ].join('\n');
};

const pageOf = (language: Language, title: string, content: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Wizness</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1>
${content}</main></body>
</html>
`;

/**
 * `/members/:handle`, the target of mentions: a member and their newest posts, as an anonymous caller sees them. 404 if there is
 * no such member, 429 above the budget of the client, 503 if membership does not respond.
 */
export const serveMemberPage = (http: FastifyInstance, { ask }: Pick<GraphqlFront, 'ask'>): void => {
  http.get<{ Params: { handle: string } }>('/members/:handle', async (request, reply) => {
    const language = languageFor(request.headers['accept-language']);
    const texts = TEXTS[language];
    const { handle } = request.params;
    const asked = HANDLE.test(handle) ? ask(MEMBER_QUERY, { handle }, publicContext(request, reply)) : null;
    const { data, errors = [] } = ((await asked) ?? { data: { member: null } }) as unknown as MemberResponse;
    void reply
      .headers({
        'cache-control': 'no-store',
        'content-language': language,
        'content-security-policy': POLICY,
        'referrer-policy': 'strict-origin-when-cross-origin',
        'x-content-type-options': 'nosniff',
        vary: 'accept-language',
      })
      .type('text/html; charset=utf-8');
    const member = data?.member;
    if (member) return reply.send(pageOf(language, member.name, contentOf(member, language)));
    const [error] = errors;
    if (!error) return reply.code(404).send(pageOf(language, texts.none, ''));
    const isLimited = error.extensions?.code === FaultCode.RATE_LIMITED;
    return reply
      .code(isLimited ? 429 : 503)
      .header('retry-after', `${error.extensions?.retryAfter ?? 30}`)
      .send(pageOf(language, isLimited ? texts.tooMany : texts.unavailable, ''));
  });
};
