import { fault, FaultCode } from '@wizness/kernel';
import type { GraphqlFront } from '../fronts/graphql-front';
import type { GatewayContext } from '../pipeline/context';
import { textFragment } from './text-fragment';

/** What the page of a fact has beside the row of the export. The operation runs in a test on the whole graph. */
const QUERY = `query FactPage($id: ID!) {
  fact(id: $id) {
    version
    subject { name(lang: "en") }
    property { label(lang: "en") }
    contradicts { id }
    citations {
      quote prefix suffix
      source { id title url publisher published { edtf } post { url } }
    }
    versions(first: 100) { nodes { id version status recordedAt recordedBy { id name } reason } }
  }
}`;

interface Citation {
  readonly quote: string;
  readonly prefix: string | null;
  readonly suffix: string | null;
  readonly source: {
    readonly id: string;
    readonly title: string;
    readonly url: string | null;
    readonly publisher: string | null;
    readonly published: { readonly edtf: string } | null;
    readonly post: { readonly url: string } | null;
  };
}

interface Version {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly recordedAt: string;
  readonly recordedBy: { readonly id: string; readonly name: string } | null;
  readonly reason: string | null;
}

interface Response {
  readonly data?: {
    readonly fact: {
      readonly version: number;
      readonly subject: { readonly name: string };
      readonly property: { readonly label: string };
      readonly contradicts: readonly { readonly id: string }[];
      readonly citations: readonly Citation[];
      readonly versions: { readonly nodes: readonly Version[] };
    } | null;
  } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

type Fact = NonNullable<NonNullable<Response['data']>['fact']>;

/** An item of the Citation Style Language (CSL), which reference managers read. */
const citationOf = (id: string, url: string, { version, subject, property, citations }: Fact) => {
  const [{ quote, source } = {}] = citations;
  const [year] = /^\d{4}/.exec(source?.published?.edtf ?? '') ?? [];
  return {
    id,
    type: 'webpage',
    title: `${subject.name}: ${property.label}`,
    'container-title': source?.title,
    publisher: source?.publisher ?? undefined,
    issued: year === undefined ? undefined : { 'date-parts': [[Number(year)]] },
    URL: url,
    version: String(version),
    note: quote,
  };
};

/** Where a quote can be read, with the end of an address that makes a browser show it. Null if its source has no address. */
const addressOf = ({ quote, source }: Citation): string | null => {
  const url = source.post?.url ?? source.url;
  return url === null ? null : url.replace(/#.*$/, '') + textFragment(quote);
};

/** Reads what the page of a fact says beside its row. Null if the caller may not see the fact. Rejects with a coded error. */
export const readFactPage = async (
  ask: GraphqlFront['ask'],
  { id, siteUrl }: { readonly id: string; readonly siteUrl: string },
  context: GatewayContext,
): Promise<object | null> => {
  const { data, errors = [] } = (await ask(QUERY, { id }, context)) as unknown as Response;
  if (!data) {
    const [{ message = 'The fact is unavailable at the moment. Try again later.', extensions = {} } = {}] = errors;
    const { code, ...details } = extensions;
    throw fault(code === FaultCode.RATE_LIMITED ? code : FaultCode.SUBGRAPH_UNAVAILABLE, message, details);
  }
  const { fact } = data;
  if (fact === null) return null;
  const url = `${siteUrl}/facts/${id}`;
  return {
    url,
    quotes: fact.citations.map((citation) => {
      const { prefix, quote, suffix, source } = citation;
      return { source: source.id, prefix, quote, suffix, url: addressOf(citation) };
    }),
    versions: fact.versions.nodes.map(({ id: versionId, version, status, recordedAt, recordedBy, reason }) => ({
      version_id: versionId,
      version,
      status,
      recorded_at: recordedAt,
      recorded_by: recordedBy,
      reason,
    })),
    contradicts: fact.contradicts.map((other) => other.id),
    citation: citationOf(id, url, fact),
  };
};
