// Choices between schemas, written so that generators of clients understand them. A server's answer fits the schemas
// before and after; what requests may hold is the same.

interface Choice {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
}

interface Discriminated {
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping: Readonly<Record<string, string>>;
  };
}

type Schemas = Record<string, { properties?: Record<string, object> }>;

/** A part of the document with its choices rewritten. Examples are values, not schemas, and stay as they are. */
export function withPlainUnions<T>(part: T): T {
  if (Array.isArray(part)) return part.map(withPlainUnions) as T;
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).map(([name, value]) => [
    name,
    name === "example" || name === "examples" ? value : withPlainUnions(value),
  ]);
  return plainUnion(Object.fromEntries(entries)) as T;
}

/** A list of types where a choice is between one schema and null, and `oneOf` everywhere else. */
function plainUnion({ anyOf, ...rest }: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(anyOf)) return rest;
  const choices = anyOf as readonly Choice[];
  const [first, ...others] = choices.filter(({ type }) => type !== "null");
  const isNullable = choices.some(({ type }) => type === "null");
  if (!isNullable || first?.$ref !== undefined || typeof first?.type !== "string" || others.length > 0) {
    return { ...rest, oneOf: anyOf };
  }
  return {
    ...first,
    type: [first.type, "null"],
    ...(first.enum && { enum: [...first.enum, null] }),
    ...rest,
  };
}

/**
 * Gives the property that tells the forms of a choice apart the values of all forms. The discriminator's mapping says
 * which value means which form; generators that make one class of all forms would let the last form's value win.
 */
export function shareDiscriminators(schemas: Schemas): void {
  for (const { discriminator } of Object.values(schemas) as Discriminated[]) {
    if (discriminator === undefined) continue;
    const { propertyName, mapping } = discriminator;
    for (const ref of Object.values(mapping)) {
      const properties = schemas[ref.slice("#/components/schemas/".length)]?.properties;
      const { const: _value, ...property } = (properties?.[propertyName] ?? {}) as Record<string, unknown>;
      if (properties !== undefined) properties[propertyName] = { ...property, enum: Object.keys(mapping) };
    }
  }
}
