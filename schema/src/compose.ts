import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { content } from '@wizness/content';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import { parse, printSchema } from 'graphql';
import type { SchemaFiles } from './files';

const SUBGRAPHS = [content, membership, partnerships, ratings];

/** No address of a subgraph is part of the contract: whoever runs the gateway says where they are. */
const placeholderUrl = (name: string): string => `http://${name}.invalid/graphql`;

/**
 * Prints the subgraphs from the code, and composes them. Throws every composition error; a hint is one too, since the
 * contract composes without any.
 */
export const composeContract = (): SchemaFiles => {
  const result = composeServices(
    SUBGRAPHS.map(({ name, sdl }) => ({ name, url: placeholderUrl(name), typeDefs: parse(sdl) })),
  );
  const complaints = [...(result.errors ?? []), ...(result.hints ?? [])].map((complaint) => String(complaint));
  if (complaints.length > 0 || !result.supergraphSdl) {
    throw new Error(`The subgraphs do not compose:\n${complaints.join('\n')}`);
  }
  const api = Supergraph.build(result.supergraphSdl).apiSchema().toGraphQLJSSchema();
  return new Map([
    ...SUBGRAPHS.map(({ name, sdl }) => [`subgraphs/${name}.graphql`, sdl] as const),
    ['supergraph.graphql', `${result.supergraphSdl}\n`],
    ['api.graphql', `${printSchema(api)}\n`],
  ]);
};
