// Gives each field of the document's schemas its words. A field's own description in the contract comes first; words for
// fields that mean the same in many schemas are written once, in the tables of this folder.
import { moneyWords } from "./money.ts";
import { objectWords } from "./objects.ts";
import { schemaWords, settingsWords } from "./settings.ts";

interface Schema {
  description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
}

/** All tables. `Schema.field` comes before `field`. */
export const words: Readonly<Record<string, string>> = { ...objectWords, ...moneyWords, ...settingsWords };

/** Describes components by their names. */
export function describeSchemas(schemas: Readonly<Record<string, object>>): void {
  for (const [name, schema] of Object.entries(schemas) as [string, Schema][]) {
    const own = schemaWords[name];
    if (schema.description === undefined && own !== undefined) schema.description = own;
  }
  for (const [name, schema] of Object.entries(schemas)) describeFields(schema, name, schemas);
}

/** Describes the fields of one schema; `path` is its name, then the fields that lead to it. */
export function describeFields(
  schema: Schema,
  path: string,
  schemas: Readonly<Record<string, Schema>>,
): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const inside = `${path}.${name}`;
    // What a setting means is said where it is set.
    const found = schemas[`Update${path}`]?.properties?.[name]?.description ?? words[inside] ?? words[name];
    if (found !== undefined && !isDescribed(field, schemas)) field.description = found;
    describeFields(field, inside, schemas);
  }
  if (schema.items !== undefined) describeFields(schema.items, path, schemas);
  for (const form of schema.oneOf ?? []) describeFields(form, path, schemas);
}

/** Whether a reader finds words: beside the field, or at the schema that it refers to. */
export function isDescribed(field: Schema, schemas: Readonly<Record<string, Schema>>): boolean {
  if (field.description !== undefined) return true;
  if (field.$ref !== undefined) {
    return schemas[field.$ref.slice("#/components/schemas/".length)]?.description !== undefined;
  }
  const inner = [...(field.items === undefined ? [] : [field.items]), ...(field.oneOf ?? [])];
  return inner.some((schema) => isDescribed(schema, schemas));
}
