import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { content } from '@wizness/content';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import { parse, printSchema } from 'graphql';
import type { SchemaFiles } from './files';

const SUBGRAPHS = [content, membership, partnerships, ratings];

/** Subgraph addresses are not part of the contract; the gateway gets them from its settings. */
const placeholderUrl = (name: string): string => `http://${name}.invalid/graphql`;

/**
 * Prints the subgraphs from the code, composes them, and returns the files of the contract. Throws one error that lists all
 * composition errors and hints: the contract must compose without hints.
 */
export const composeContract = (): SchemaFiles => {
  const result = composeServices(
    SUBGRAPHS.map(({ name, sdl }) => ({ name, url: placeholderUrl(name), typeDefs: parse(sdl) })),
  );
  const problems = [...(result.errors ?? []), ...(result.hints ?? [])].map(String);
  if (problems.length > 0 || !result.supergraphSdl) {
    throw new Error(`The subgraphs do not compose:\n${problems.join('\n')}`);
  }
  const api = Supergraph.build(result.supergraphSdl).apiSchema().toGraphQLJSSchema();
  return new Map([
    ...SUBGRAPHS.map(({ name, sdl }) => [`subgraphs/${name}.graphql`, sdl] as const),
    ['supergraph.graphql', `${result.supergraphSdl}\n`],
    ['api.graphql', `${printSchema(api)}\n`],
  ]);
};
