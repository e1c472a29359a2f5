import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { loadServices } from '@wizness/gateway';
import { parse, printSchema } from 'graphql';
import type { SchemaFiles } from './files';

/** Subgraph addresses are not part of the contract; the gateway gets them from its settings. */
const placeholderUrl = (name: string): string => `http://${name}.invalid/graphql`;

/**
 * Prints the subgraphs from the code, composes them, and returns the files of the contract. Throws one error that lists all
 * composition errors and hints: the contract must compose without hints.
 */
export const composeContract = (): SchemaFiles => {
  const subgraphs = loadServices();
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: placeholderUrl(name), typeDefs: parse(sdl) })),
  );
  const problems = [...(result.errors ?? []), ...(result.hints ?? [])].map(String);
  if (problems.length > 0 || !result.supergraphSdl) {
    throw new Error(`The subgraphs do not compose:\n${problems.join('\n')}`);
  }
  const api = Supergraph.build(result.supergraphSdl).apiSchema().toGraphQLJSSchema();
  return new Map([
    ...subgraphs.map(({ name, sdl }) => [`subgraphs/${name}.graphql`, sdl] as const),
    ['supergraph.graphql', `${result.supergraphSdl}\n`],
    ['api.graphql', `${printSchema(api)}\n`],
  ]);
};
