import { Client } from 'pg';
import { processorTimes } from '../process-usage';
import { startChild } from './child';
import { compare, type CompareOptions } from './compare';
import type { Target } from './load';
import { provideOutside } from './outside-packages';
import type { PostgraphileStart } from './postgraphile-process';

/** All releases of PostGraphile 5 need Node 22. */
const NODE_VERSION = '22.23.5';

const PACKAGES = {
  postgraphile: '5.1.5',
  '@dataplan/pg': '1.1.2',
  grafast: '1.1.3',
  grafserv: '1.0.2',
  'graphile-build': '5.1.1',
  'graphile-build-pg': '5.1.4',
  graphql: '16.15.0',
  pg: '8.23.1',
} as const;

const NAMES = {
  postgraphile: `PostGraphile ${PACKAGES.postgraphile} on the tables of content, with Node ${NODE_VERSION}`,
  oneProcess: 'Wizness Graph in one process',
} as const;

const SHARED = `edges {
      cursor
      node {
        id
        kind
        slug
        title
        lang
        summary
        publishedAt
        commentCount`;

/** The newest posts with what content knows of them: its tables are in one schema, which PostGraphile joins by foreign keys. */
const OF_TABLES = `query ($first: Int = 20, $after: Cursor) {
  posts: allPosts(
    first: $first
    after: $after
    orderBy: [PUBLISHED_AT_DESC]
    condition: { state: PUBLISHED, moderation: VISIBLE, visibility: PUBLIC }
  ) {
    ${SHARED.replace(' id', ' id: rowId')}
        authorId
        writtenForId
        topics: taggingsByPostId(orderBy: [POSITION_ASC]) { nodes { topic: topicByTopicId { id: rowId slug labels } } }
        attachments: attachmentsByPostId { nodes { id: rowId fileName alt } }
      }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const OF_GRAPH = `query ($first: Int = 20, $after: Cursor) {
  posts(first: $first, after: $after) {
    ${SHARED}
        author { id }
        writtenFor { id }
        topics { id slug labels { lang value } }
        attachments { id fileName alt }
      }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

interface Topic {
  readonly labels: Readonly<Record<string, string>> | readonly { readonly lang: string; readonly value: string }[];
}

interface Node {
  readonly publishedAt: string;
  readonly authorId?: string | null;
  readonly author?: { readonly id: string } | null;
  readonly writtenForId?: string | null;
  readonly writtenFor?: { readonly id: string } | null;
  readonly topics: readonly Topic[] | { readonly nodes: readonly { readonly topic: Topic }[] };
  readonly attachments: readonly unknown[] | { readonly nodes: readonly unknown[] };
}

interface Answer {
  readonly data: {
    readonly posts: {
      readonly edges: readonly { readonly node: Node }[];
      readonly pageInfo: { readonly hasNextPage: boolean };
      readonly totalCount: number;
    };
  };
}

/** A post of either answer in one form. */
const postOf = ({ publishedAt, authorId, author, writtenForId, writtenFor, topics, attachments, ...same }: Node) => ({
  ...same,
  publishedAt: Date.parse(publishedAt),
  author: authorId ?? author?.id ?? null,
  writtenFor: writtenForId ?? writtenFor?.id ?? null,
  topics: ('nodes' in topics ? topics.nodes.map(({ topic }) => topic) : topics).map(({ labels, ...topic }) => ({
    ...topic,
    labels: Array.isArray(labels) ? Object.fromEntries(labels.map(({ lang, value }) => [lang, value])) : labels,
  })),
  attachments: 'nodes' in attachments ? attachments.nodes : attachments,
});

/** Ids, texts and numbers of either answer. Cursors are those of its server. */
const contentOf = (answer: unknown): unknown => {
  const { edges, pageInfo, totalCount } = (answer as Answer).data.posts;
  return { posts: edges.map(({ node }) => postOf(node)), hasNextPage: pageInfo.hasNextPage, totalCount };
};

interface PostgraphileOptions extends Pick<CompareOptions<never>, 'rounds' | 'seconds' | 'warmUp'> {
  readonly databaseUrl: string;
  /** Ours in one process. */
  readonly oneProcess: Target;
}

/**
 * Compares a list of posts with PostGraphile on the same tables. CPU is given with that of PostgreSQL too, because PostGraphile makes
 * one statement where we make several. Says so if it cannot be installed.
 */
export const comparePostgraphile = async (options: PostgraphileOptions): Promise<string> => {
  const { oneProcess, databaseUrl, ...times } = options;
  const title = 'The newest posts with what content knows of them, as J2 without other services';
  const program = await provideOutside(NODE_VERSION, PACKAGES);
  if (!program) return `${title}: not measured, because npm could not provide PostGraphile and its Node.`;
  const { child } = startChild('postgraphile-process', { node: program.node });
  const client = new Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    const start: PostgraphileStart = { databaseUrl, schema: 'content', folder: program.folder };
    const databaseTimes = () => processorTimes(client);
    const body = JSON.stringify({ query: OF_GRAPH });
    const nextBody = () => JSON.stringify({ query: OF_TABLES });
    const targets = new Map<keyof typeof NAMES, Target>([
      ['postgraphile', { url: await child.ask<string>(start), children: [child], nextBody, databaseTimes }],
      ['oneProcess', { ...oneProcess, databaseTimes }],
    ]);
    return await compare(title, { ...times, targets, names: NAMES, body, contentOf });
  } finally {
    await client.end();
    await child.stop();
  }
};
