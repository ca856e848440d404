import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const SOURCES = path.resolve('src');
/** All but the sandbox, which stands for the neighbours. */
export const ALL_FOLDERS = readdirSync(SOURCES).filter((folder) => folder !== 'sandbox');

const TAGS: readonly string[] = ['said', 'noted'];

/** A text of the sources, its gaps by number. */
export interface SourceText {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** Tagged as a sentence that is told in the reader's language. */
  readonly isTagged: boolean;
  /** What it is given to: the function, constructor or tag that is nearest, if any. */
  readonly givenTo: string;
}

/** All texts in the sources of these folders, but those of types, imports and keys. */
export function sourceTexts(folders: readonly string[]): readonly SourceText[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && folders.includes(file.split(path.sep)[0] ?? ''))
    .flatMap((file) => textsOf(file));
}

function textsOf(file: string): readonly SourceText[] {
  const code = readFileSync(path.join(SOURCES, file), 'utf8');
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: SourceText[] = [];
  const visit = (node: ts.Node): void => {
    const text = keyOf(node);
    if (text !== null && !isKeyOrImport(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const isTagged =
        ts.isTaggedTemplateExpression(node.parent) &&
        TAGS.includes(node.parent.tag.getText(source));
      found.push({ file, line: line + 1, text, isTagged, givenTo: givenTo(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** With its gaps by number; null for what is no text. */
function keyOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.templateSpans.reduce(
    (text, { literal }, index) => `${text}{${index}}${literal.text}`,
    node.head.text,
  );
}

function isKeyOrImport({ parent }: ts.Node): boolean {
  return (
    ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isLiteralTypeNode(parent)
  );
}

function givenTo(node: ts.Node): string {
  for (let { parent } = node; !ts.isSourceFile(parent); parent = parent.parent) {
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      return parent.expression.getText();
    }
    if (ts.isFunctionLike(parent) && !ts.isArrowFunction(parent)) return '';
  }
  return '';
}
