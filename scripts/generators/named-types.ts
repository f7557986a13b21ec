import ts from "typescript";

/**
 * Gives each schema a declaration of its own. openapi-typescript writes them as fields of one interface, and editors would
 * show the whole structure wherever a schema is meant: `Promise<Link>` is what people read.
 */
export function namedTypes(tree: readonly ts.Node[]): ts.Node[] {
  const components = tree.find((node) => isInterface(node, "components"));
  const schemas = components?.members.find((member) => nameOf(member) === "schemas");
  if (
    schemas === undefined ||
    !ts.isPropertySignature(schemas) ||
    !schemas.type ||
    !ts.isTypeLiteralNode(schemas.type)
  )
    throw new Error("openapi-typescript writes schemas in another form");
  const declared = schemas.type.members.map(declarationOf);
  const others = tree.filter((node) => node !== components && !isEmpty(node));
  const { transformed } = ts.transform([...declared, ...others], [referToNames]);
  return transformed;
}

function isInterface(node: ts.Node, name: string): node is ts.InterfaceDeclaration {
  return ts.isInterfaceDeclaration(node) && node.name.text === name;
}

/** `export type $defs = Record<string, never>`. */
function isEmpty(node: ts.Node): boolean {
  return ts.isTypeAliasDeclaration(node) && ["$defs", "webhooks"].includes(node.name.text);
}

function nameOf(member: ts.TypeElement): string {
  const { name } = member;
  if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) throw new Error("no name");
  return name.text;
}

function declarationOf(member: ts.TypeElement): ts.Node {
  if (!ts.isPropertySignature(member) || member.type === undefined) throw new Error("no type");
  const { factory } = ts;
  const modifiers = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const { type } = member;
  const name = nameOf(member);
  const declared = ts.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(modifiers, name, undefined, type);
  return ts.setSyntheticLeadingComments(declared, ts.getSyntheticLeadingComments(member));
}

/** `components["schemas"]["Link"]` becomes `Link`. */
const referToNames: ts.TransformerFactory<ts.Node> = (context) => (root) => {
  const visit = (node: ts.Node): ts.Node => {
    const name = schemaOf(node);
    if (name !== undefined) return ts.factory.createTypeReferenceNode(name);
    return ts.visitEachChild(node, visit, context);
  };
  return visit(root);
};

function schemaOf(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType, indexType } = node.objectType;
  if (!ts.isTypeReferenceNode(objectType) || textOf(indexType) !== "schemas") return undefined;
  return textOf(node.indexType);
}

function textOf(type: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}
