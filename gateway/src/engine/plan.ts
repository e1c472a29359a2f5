import type { DocumentNode } from 'graphql';

/**
 * The fetches of one operation and their order, in one form for both planners. Response keys are those of the planned document. Values of
 * `@skip` and `@include` are inserted before planning, so a plan has no conditions.
 */
export interface Plan {
  readonly planner: string;
  /** Null if there is nothing to fetch. */
  readonly root: PlanNode | null;
}

export type PlanNode = { readonly kind: 'sequence' | 'parallel'; readonly nodes: readonly PlanNode[] } | Fetch;

/** One request to one subgraph. */
export interface Fetch {
  readonly kind: 'fetch';
  readonly service: string;
  readonly operation: 'query' | 'mutation';
  /** The operation that the subgraph executes; `document` is `text`, parsed. */
  readonly text: string;
  readonly document: DocumentNode;
  /** Names of the client's variables that it uses. They are sent as the client sent them. */
  readonly variables: readonly string[];
  readonly parts: readonly FetchPart[];
}

/** What a fetch fills in the response. */
export type FetchPart = RootPart | EntitiesPart;

/** Root fields, merged into the objects at a path. */
export interface RootPart {
  readonly kind: 'root';
  /** Empty for the response itself; else where a field returns the root type. */
  readonly at: Path;
  readonly renames: readonly Rename[];
}

/** One `_entities` field. */
export interface EntitiesPart {
  readonly kind: 'entities';
  /** Response key of the field: `_entities` or an alias. */
  readonly key: string;
  /** The variable that holds the representations. */
  readonly variable: string;
  /** Places of the entities. */
  readonly paths: readonly Path[];
  /** Fields of a representation. */
  readonly needs: readonly Need[];
  /** Changes of a representation before it is sent. */
  readonly settings: readonly Setting[];
  readonly inputRenames: readonly Rename[];
  /** Changes of an entity when it arrives. */
  readonly renames: readonly Rename[];
}

/** A response key, the types to which the path is limited, or every item of a list. */
export type PathStep = { readonly field: string } | { readonly types: readonly string[] } | 'every';
export type Path = readonly PathStep[];

export type Need =
  | {
      readonly kind: 'field';
      /** Response key in the data. */
      readonly from: string;
      /** Name in the representation. */
      readonly name: string;
      /** Null for a leaf. */
      readonly needs: readonly Need[] | null;
    }
  | { readonly kind: 'type'; readonly type: string; readonly needs: readonly Need[] };

/** Steps of a rewrite. Lists are not steps. */
export type RewriteStep = { readonly key: string } | { readonly types: readonly string[] };

/** Sets a value in a representation: the type name of an `@interfaceObject`. */
export interface Setting {
  readonly at: readonly RewriteStep[];
  readonly value: unknown;
}

/** Renames a response key. */
export interface Rename {
  readonly at: readonly RewriteStep[];
  readonly to: string;
}

/** A plan that this engine cannot run: a kind of node that it does not know. */
export class UnsupportedPlan extends Error {}
