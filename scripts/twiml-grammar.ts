import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import type { AttributeType, Elements, ElementRule, Grammar } from '../simulator/twiml/grammar';

const ROOT = resolve(__dirname, '..');
const SOURCES = join(ROOT, 'node_modules/twilio/lib/twiml');

/** Where the grammar is kept. */
export const GRAMMAR_FILE = join(ROOT, 'simulator/twiml/grammar.generated.json');

/**
 * Reads the grammar of TwiML out of Twilio's SDK: attributes, nesting and text from its declarations, element names from its
 * code. Twilio publishes no schema. Throws when the SDK is no longer written in the way that this reads.
 */
export async function generateGrammar(): Promise<Grammar> {
  const [voice, messaging] = await Promise.all([
    readElements('VoiceResponse'),
    readElements('MessagingResponse'),
  ]);
  return { voice, messaging };
}

/** Writes the grammar to its file. */
export async function writeGrammar(): Promise<void> {
  await writeFile(GRAMMAR_FILE, `${JSON.stringify(await generateGrammar(), null, 1)}\n`);
}

/** What the declarations of one kind of document say, by name. */
interface Declarations {
  readonly aliases: Map<string, ts.TypeNode>;
  /** One interface may be declared several times; its properties add up. */
  readonly interfaces: Map<string, ts.PropertySignature[]>;
  readonly classes: Map<string, ts.ClassDeclaration>;
}

async function readElements(root: string): Promise<Elements> {
  const declarations = collectDeclarations(await parse(`${root}.d.ts`));
  const names = collectNames(await parse(`${root}.js`));
  const elements: Record<string, ElementRule> = {};
  const ruleOf = (type: string) =>
    (elements[type === root ? 'Response' : type] ??= { attributes: {}, children: {}, text: false });
  for (const [parent, declaration] of declarations.classes) {
    const rule = ruleOf(parent);
    for (const method of declaration.members.filter(ts.isMethodDeclaration)) {
      const name = names.get(`${parent}.${method.name.getText()}`);
      if (name === undefined) continue;
      const child = typeName(method.type);
      rule.children[name] = child;
      addParameters(ruleOf(child), method, declarations);
    }
  }
  if (Object.keys(elements).length < 2) throw new Error(`No TwiML elements were found in ${root}.d.ts.`);
  return elements;
}

async function parse(file: string): Promise<ts.SourceFile> {
  return ts.createSourceFile(file, await readFile(join(SOURCES, file), 'utf8'), ts.ScriptTarget.Latest, true);
}

function collectDeclarations(source: ts.SourceFile): Declarations {
  const found: Declarations = { aliases: new Map(), interfaces: new Map(), classes: new Map() };
  visit(source, (node) => {
    if (ts.isTypeAliasDeclaration(node)) found.aliases.set(node.name.text, node.type);
    if (ts.isClassDeclaration(node) && node.name) found.classes.set(node.name.text, node);
    if (ts.isInterfaceDeclaration(node)) {
      const properties = node.members.filter(ts.isPropertySignature);
      found.interfaces.set(node.name.text, [...(found.interfaces.get(node.name.text) ?? []), ...properties]);
    }
  });
  return found;
}

/** Maps `Class.method` to the element that it writes, for example `Refer.sip` to `Sip`: `this.refer.ele("Sip", …)`. */
function collectNames(source: ts.SourceFile): Map<string, string> {
  const names = new Map<string, string>();
  visit(source, (node) => {
    if (!ts.isMethodDeclaration(node) || !ts.isClassDeclaration(node.parent)) return;
    const key = `${node.parent.name?.text ?? ''}.${node.name.getText()}`;
    visit(node, (inner) => {
      if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return;
      const [element] = inner.arguments;
      const isElement = inner.expression.name.text === 'ele' && element && ts.isStringLiteral(element);
      if (isElement) names.set(key, element.text);
    });
  });
  return names;
}

function addParameters(rule: ElementRule, method: ts.MethodDeclaration, declarations: Declarations): void {
  for (const { type } of method.parameters) {
    if (type?.kind === ts.SyntaxKind.StringKeyword) rule.text = true;
    if (!type || !ts.isTypeReferenceNode(type)) continue;
    for (const property of declarations.interfaces.get(typeName(type)) ?? []) {
      const name = ts.isStringLiteral(property.name) ? property.name.text : property.name.getText();
      rule.attributes[name] = attributeType(property.type, declarations);
    }
  }
}

function attributeType(type: ts.TypeNode | undefined, declarations: Declarations): AttributeType {
  if (type === undefined) throw new Error('An attribute has a type that is not declared.');
  if (ts.isArrayTypeNode(type)) return { listOf: attributeType(type.elementType, declarations) };
  if (ts.isUnionTypeNode(type)) return { oneOf: type.types.map(literal) };
  if (ts.isTypeReferenceNode(type)) {
    return attributeType(declarations.aliases.get(typeName(type)), declarations);
  }
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return 'string';
    case ts.SyntaxKind.NumberKeyword:
      return 'number';
    case ts.SyntaxKind.BooleanKeyword:
      return 'boolean';
    default:
      return { oneOf: [literal(type)] };
  }
}

function literal(type: ts.TypeNode): string {
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return type.literal.text;
  throw new Error(`An attribute has a type that is not understood: ${type.getText()}.`);
}

/** The last part of a name such as `VoiceResponse.Dial`. */
function typeName(type: ts.TypeNode | undefined): string {
  return type?.getText().split('.').at(-1) ?? '';
}

function visit(node: ts.Node, action: (node: ts.Node) => void): void {
  ts.forEachChild(node, (child) => {
    action(child);
    visit(child, action);
  });
}
