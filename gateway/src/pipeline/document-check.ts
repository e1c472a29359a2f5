import { FaultCode } from '@wizness/kernel';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** A document with more tokens could be nested so deeply that the validator overflows its stack. Ours have a few hundred. */
export const MAX_TOKENS = 2000;
/** Pairs of fields with the same response name that validation compares. The article page has fewer than 100. */
const MAX_COMPARISONS = 10_000;
/** Fields that are counted, with fragments expanded. The limit on selections allows far fewer. */
const MAX_COUNTED = 50_000;
/**
 * Levels of lists and objects in one literal. The deepest input of the schema, a filter of filters, needs 12. The time that
 * the Apollo planner takes grows exponentially with the levels.
 */
const MAX_LITERAL_DEPTH = 16;
/**
 * Levels of selection sets, inline fragments included. The native planner refuses documents of about 50 levels, and the Apollo
 * planner takes seconds for an operation that is as large as the other limits allow.
 */
const MAX_SET_DEPTH = 32;
/** Texts that were accepted are remembered, so that most documents are counted once. In UTF-16 code units. */
const MAX_REMEMBERED = 2_000_000;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const refusal = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

const spreadsIn = (set: SelectionSetNode): string[] =>
  set.selections.flatMap((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return [node.name.value];
    return node.selectionSet ? spreadsIn(node.selectionSet) : [];
  });

/** The name of a fragment that spreads itself, directly or through others; null if there is none. */
const findCycle = (fragments: Fragments): string | null => {
  const done = new Set<string>();
  const path = new Set<string>();
  const follow = (name: string): string | null => {
    const fragment = fragments.get(name);
    if (path.has(name)) return name;
    if (done.has(name) || !fragment) return null;
    path.add(name);
    for (const next of spreadsIn(fragment.selectionSet)) {
      const found = follow(next);
      if (found !== null) return found;
    }
    path.delete(name);
    done.add(name);
    return null;
  };
  for (const name of fragments.keys()) {
    const found = follow(name);
    if (found !== null) return found;
  }
  return null;
};

/** Counts what validation compares. The fragments have no cycle. */
class Comparisons {
  counted = 0;
  pairs = 0;
  readonly used = new Set<string>();

  constructor(private readonly fragments: Fragments) {}

  get areTooMany(): boolean {
    return this.pairs > MAX_COMPARISONS || this.counted > MAX_COUNTED;
  }

  /** Counts the fields of selection sets that are merged into one. */
  count(sets: readonly SelectionSetNode[]): void {
    const fields = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    for (const set of sets) this.collect(set, fields, spread);
    for (const same of fields.values()) {
      this.pairs += (same.length * (same.length - 1)) / 2;
      if (this.areTooMany) return;
      const inner = same.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (inner.length > 0) this.count(inner);
    }
  }

  private collect(set: SelectionSetNode, fields: Map<string, FieldNode[]>, spread: Set<string>): void {
    for (const node of set.selections) {
      this.counted += 1;
      if (this.counted > MAX_COUNTED) return;
      if (node.kind === Kind.INLINE_FRAGMENT) this.collect(node.selectionSet, fields, spread);
      if (node.kind === Kind.FIELD) {
        const name = (node.alias ?? node.name).value;
        const same = fields.get(name);
        if (same) same.push(node);
        else fields.set(name, [node]);
      }
      if (node.kind !== Kind.FRAGMENT_SPREAD || spread.has(node.name.value)) continue;
      spread.add(node.name.value);
      this.used.add(node.name.value);
      const fragment = this.fragments.get(node.name.value);
      if (fragment) this.collect(fragment.selectionSet, fields, spread);
    }
  }
}

/** Levels of the nodes of `kinds` in each other. Iterative, because the caller decides how deep they are nested. */
const depthOf = (document: DocumentNode, kinds: readonly (Kind.LIST | Kind.OBJECT | Kind.SELECTION_SET)[]): number => {
  let depth = 0;
  let deepest = 0;
  const level = {
    enter: (): void => {
      depth += 1;
      deepest = Math.max(deepest, depth);
    },
    leave: (): void => {
      depth -= 1;
    },
  };
  visit(document, Object.fromEntries(kinds.map((kind) => [kind, level])));
  return deepest;
};

const checkDepth = (what: string, depth: number, limit: number): void => {
  if (depth <= limit) return;
  const message = `${what} of the document is nested ${depth} levels deep; at most ${limit} are allowed. Flatten it.`;
  throw refusal(FaultCode.QUERY_TOO_DEEP, message);
};

const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );

/**
 * Throws an error (status 400) for a document that is too expensive to validate: QUERY_TOO_COMPLEX if it selects the same
 * fields so often that comparing each with all others blocks the process, QUERY_TOO_DEEP if a literal or a selection set has
 * too many levels to plan it, GRAPHQL_VALIDATION_FAILED if its fragments form a
 * cycle, on which the validator overflows its stack. Takes time in proportion to the length of the document.
 */
export const checkParsedDocument = (document: DocumentNode): void => {
  const fragments = fragmentsOf(document);
  const cycle = findCycle(fragments);
  if (cycle !== null) {
    throw refusal('GRAPHQL_VALIDATION_FAILED', `The fragment "${cycle}" contains itself. Remove that spread.`);
  }
  checkDepth('A literal', depthOf(document, [Kind.LIST, Kind.OBJECT]), MAX_LITERAL_DEPTH);
  checkDepth('A selection set', depthOf(document, [Kind.SELECTION_SET]), MAX_SET_DEPTH);
  const comparisons = new Comparisons(fragments);
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION) comparisons.count([node.selectionSet]);
  for (const [name, { selectionSet }] of fragments) if (!comparisons.used.has(name)) comparisons.count([selectionSet]);
  if (!comparisons.areTooMany) return;
  throw refusal(
    FaultCode.QUERY_TOO_COMPLEX,
    'The document selects the same fields too often. Select each field once, or split the document into several.',
  );
};

/**
 * Returns a check of a document before it is validated, as {@link checkParsedDocument}. It accepts a text that cannot be
 * parsed, because the server reports its error.
 */
export const createDocumentCheck = (): ((query: string) => void) => {
  const accepted = new Set<string>();
  let remembered = 0;
  return (query) => {
    if (accepted.has(query)) return;
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: MAX_TOKENS, noLocation: true });
    } catch {
      return;
    }
    checkParsedDocument(document);
    if (query.length > MAX_REMEMBERED / 100) return;
    remembered += query.length;
    if (remembered > MAX_REMEMBERED) {
      accepted.clear();
      remembered = query.length;
    }
    accepted.add(query);
  };
};
