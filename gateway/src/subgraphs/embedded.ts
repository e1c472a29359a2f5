import { catalogue, type Subgraph } from '@wizness/kernel';

/**
 * The subgraphs of the catalogue, loaded into this process. No other file of the gateway may load a service: a gateway of
 * remote subgraphs contains none of their code.
 */
export const services: readonly Subgraph[] = catalogue.map(({ name }) => {
  const { [name]: subgraph } = require(`@wizness/${name}`) as Readonly<Record<string, Subgraph>>;
  if (!subgraph) throw new Error(`The package @wizness/${name} must export its subgraph as "${name}".`);
  return subgraph;
});
