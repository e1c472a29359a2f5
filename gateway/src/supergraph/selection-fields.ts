import { Kind, parse } from 'graphql';
import { hasTag } from './credential-fields';

/**
 * Fields of input types (`Type.field`) that a subgraph marks with `@tag(name: "post-event-selection")`: their values are
 * selections on `PostEvent`, which are saved and run later. `supergraph` is SDL.
 */
export const readSelectionFields = (supergraph: string): ReadonlySet<string> =>
  new Set(
    parse(supergraph, { noLocation: true })
      .definitions.filter((definition) => definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      .flatMap(({ name, fields = [] }) =>
        fields
          .filter(({ directives }) => directives?.some(hasTag('post-event-selection')))
          .map((field) => `${name.value}.${field.name.value}`),
      ),
  );
