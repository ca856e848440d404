import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FOLDERS = [
  'salesforce/force-app/main/default/lwc',
  'salesforce/force-app/main/default/classes',
  'ui/src',
];

/** Scripts, templates and Apex of all components and pages, without their tests; paths from the root. */
export function componentFiles(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:js|html|cls)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
    .map((file) => path.relative(ROOT, file).split(path.sep).join('/'))
    .filter((file) => !/__tests__|dealdraftLabels|index\.html$/.test(file))
    .sort();
}

/** One mention of a text: its key, or the beginning that its keys share. */
export interface TextUse {
  readonly file: string;
  readonly key: string;
  readonly how: 'as it is' | 'filled' | 'counted' | 'by code' | 'beginning' | 'named';
  /** The gaps that are filled, where the source says so. */
  readonly values: readonly string[] | null;
}

export function textUses(file: string): TextUse[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const plain = [...code.matchAll(/\btexts\.(\w+)|\bSystem\.Label\.Dealdraft_(\w+)/g)].map(
    ([, inPage, inApex]): TextUse => ({
      file,
      key: inPage ?? inApex ?? '',
      how: 'as it is',
      values: null,
    }),
  );
  return file.endsWith('.js') ? [...plain, ...said(file, source)] : plain;
}

const HOWS: Readonly<Record<string, TextUse['how']>> = {
  say: 'filled',
  sayAround: 'filled',
  sayCount: 'counted',
  sayCode: 'by code',
};

/** What the calls of `say` and its kin name. A key that is put together is known by its beginning. */
function said(file: string, source: string): TextUse[] {
  const uses: TextUse[] = [];
  const take = (key: ts.Expression, how: TextUse['how'], values: TextUse['values']) => {
    if (ts.isStringLiteralLike(key)) uses.push({ file, key: key.text, how, values });
    else if (ts.isTemplateExpression(key)) {
      uses.push({ file, key: key.head.text, how: 'beginning', values: null });
    } else if (ts.isConditionalExpression(key)) {
      take(key.whenTrue, how, values);
      take(key.whenFalse, how, values);
    }
  };
  visit(parsed(file, source), (node) => {
    // A key may be passed on before it is used.
    if (ts.isStringLiteralLike(node)) take(node, 'named', null);
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
    const how = HOWS[node.expression.text];
    const [key, ...rest] = node.arguments;
    if (how === undefined || key === undefined) return;
    const object = rest.find(ts.isObjectLiteralExpression);
    // Values that come by a name are not known here.
    const isByName =
      object === undefined && rest.some((value) => ts.isIdentifier(value) && how === 'filled');
    const given = isByName ? null : namesIn(object);
    const gap = node.expression.text === 'sayAround' ? rest[0] : undefined;
    const around = gap !== undefined && ts.isStringLiteralLike(gap) ? [gap.text] : [];
    take(key, how, given === null ? null : [...given, ...around]);
  });
  return uses;
}

/** The names of an object's members; null where it has members that the source does not name. */
function namesIn(object: ts.ObjectLiteralExpression | undefined): string[] | null {
  if (object === undefined) return [];
  const names = object.properties.map((property) => property.name);
  const known = names.filter((name) => name !== undefined && ts.isIdentifier(name));
  return known.length === names.length ? known.map((name) => name.getText()) : null;
}

// What people would read, and is in no catalogue

/** Texts in the source that look as if people read them. */
export function literalTexts(file: string): string[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  if (file.endsWith('.cls')) return [];
  return file.endsWith('.html') ? textsOfTemplate(source) : textsOfScript(file, source);
}

const TAG = /<(\/?[\w:-]+)((?:\s+[\w:.-]+(?:=(?:"[^"]*"|\{[^}]*\}))?)*)\s*\/?>/g;
/** Attributes that no person reads. */
const FOR_MACHINES =
  /^(?:class|id|for|accept|type|name|href|target|rel|role|autocomplete|inputmode|size|icon-name|value|scope|variant|confirm-variant|rows|colspan|datetime|slot|key|tabindex|lang|src|width|height|focusable|for:\w+|lwc:\w+|data-(?!label).+|on\w+|aria-(?:live|modal|labelledby|describedby|hidden|haspopup|controls|current|expanded|atomic|pressed|sort))$/;

function textsOfTemplate(source: string): string[] {
  const withoutComments = source.replace(/<!--[\s\S]*?-->/g, '');
  const attributes = [...withoutComments.matchAll(TAG)].flatMap(([, , list = '']) =>
    [...list.matchAll(/([\w:.-]+)="([^"]*)"/g)]
      .filter(([, name = '']) => !FOR_MACHINES.test(name))
      .map(([, , value = '']) => value),
  );
  const between = withoutComments.replace(TAG, '\0').split('\0');
  return [...attributes, ...between]
    .map((text) => text.replace(/\{[^}]*\}|&nbsp;/g, ' ').trim())
    .filter((text) => /\p{L}/u.test(text));
}

function textsOfScript(file: string, source: string): string[] {
  const found: string[] = [];
  visit(parsed(file, source), (node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return;
    if (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return;
    if (/\/\* GraphQL \*\/\s*$/.test(source.slice(0, node.getStart()))) return;
    const parts = ts.isTemplateExpression(node)
      ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
      : [node.text];
    const text = parts.join('…');
    if (ts.isTemplateExpression(node) && !/\s/.test(text)) return;
    if (isRead(text)) found.push(text);
  });
  return found;
}

const CLASS_NAMES =
  /^(?:…|[a-z][a-z0-9]*(?:[-_]{1,2}[a-z0-9…]+)*)+(?: (?:…|[a-z][a-z0-9]*(?:[-_]{1,2}[a-z0-9…]+)*)+)*$/;

/** Words one after the other, or one that begins as a sentence or a label does. */
function isRead(text: string): boolean {
  if (/^\[|\[data-|^…?\[/.test(text)) return false;
  if (CLASS_NAMES.test(text) && /[-_]/.test(text)) return false;
  return (
    /\p{L}{2}[,.:;!?’”]? \(?[“‘]?[\p{L}…]/u.test(text) ||
    /^…?[ :,]*\p{Lu}\p{Ll}+[….:]*$/u.test(text)
  );
}

function parsed(file: string, source: string): ts.SourceFile {
  return ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => {
    visit(child, see);
  });
}
