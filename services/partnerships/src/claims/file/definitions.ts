import { z } from 'zod';

/**
 * Names of the schemas that the printed JSON Schema lists under `$defs`. Not kept in zod's global registry, which is
 * shared by the whole process and refuses an id that is added twice. Descriptions are read from there.
 */
class DefinitionRegistry extends z.core.$ZodRegistry<z.core.GlobalMeta> {
  override get<Schema extends z.core.$ZodType>(schema: Schema) {
    return { ...z.globalRegistry.get(schema), ...super.get(schema) };
  }
}

export const definitions = new DefinitionRegistry();

/** Describes a schema and gives it a name in `$defs`. */
export const define = <Schema extends z.ZodType>(id: string, description: string, schema: Schema): Schema => {
  const described = schema.describe(description);
  definitions.add(described, { id });
  return described;
};
