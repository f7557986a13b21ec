// Loads the product's TypeScript so that each function reports its call: its file, what it was handed, what it returns.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = new URL("../../", import.meta.url).href;
const PRODUCT = /^(apps|packages)\/[^/]+\/src\/.*\.tsx?$/;
const factory = ts.factory;

export async function load(url, context, nextLoad) {
  const file = url.startsWith(ROOT) ? url.slice(ROOT.length) : "";
  if (!PRODUCT.test(file)) return nextLoad(url, context);
  const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), "utf8"), {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
    transformers: { before: [reporting(file)] },
  });
  return { format: "module", source: outputText, shortCircuit: true };
}

function reporting(file) {
  const call = (name, value) =>
    factory.createCallExpression(factory.createIdentifier(name), undefined, [
      factory.createStringLiteral(file),
      value,
    ]);
  const report = (value) => call("__kpReturned", value);
  return (context) => (source) => {
    const visit = (found) => {
      const node = ts.visitEachChild(found, visit, context);
      if (ts.isReturnStatement(node) && node.expression !== undefined) {
        return factory.updateReturnStatement(node, report(node.expression));
      }
      if (!ts.isFunctionLike(node) || node.body === undefined) return node;
      const handed = call("__kpHanded", factory.createObjectLiteralExpression(handedTo(node)));
      return withBody(node, handed, report, context);
    };
    return ts.visitNode(source, visit);
  };
}

/** The names that its parameters bind, as `{ name: name }`. */
function handedTo(node) {
  const names = [];
  const collect = (name) => {
    if (ts.isIdentifier(name)) names.push(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) collect(element.name);
  };
  for (const { name } of node.parameters) collect(name);
  return names
    .filter((name) => name !== "this")
    .map((name) => factory.createPropertyAssignment(name, factory.createIdentifier(name)));
}

function withBody(node, handed, report, context) {
  const { body } = node;
  if (!ts.isBlock(body)) {
    // An arrow function whose body is an expression.
    const expression = factory.createComma(handed, report(body));
    return factory.updateArrowFunction(
      node,
      ...[node.modifiers, node.typeParameters, node.parameters, node.type, node.equalsGreaterThanToken],
      factory.createParenthesizedExpression(expression),
    );
  }
  const block = factory.updateBlock(body, [factory.createExpressionStatement(handed), ...body.statements]);
  return ts.visitEachChild(node, (child) => (child === body ? block : child), context);
}
