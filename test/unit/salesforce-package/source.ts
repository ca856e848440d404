import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';

export const PROJECT = path.resolve(import.meta.dirname, '../../../salesforce');
const SOURCE = path.join(PROJECT, 'force-app/main/default');

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  ignoreDeclaration: true,
});

/** One element: its text, or its children by name. */
export type Element = string | { readonly [name: string]: Element | readonly Element[] };

/** Paths of all files below the source folder, relative to it, with `/`. */
export function sourceFiles(): string[] {
  return readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(SOURCE, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

export function readSource(file: string): string {
  return readFileSync(path.join(SOURCE, file), 'utf8');
}

/** @throws when the file is not well-formed, or has more than one root. */
export function readXml(file: string): { readonly root: string; readonly content: Element } {
  // Without the second argument the parser makes something of anything.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a package of its own, for one test
  const parsed = parser.parse(readSource(file), true) as Record<string, Element>;
  const [root, ...more] = Object.keys(parsed);
  if (root === undefined || more.length > 0) throw new Error(`${file} needs one root element`);
  return { root, content: parsed[root]! };
}

/** All children of that name, in order. */
export function all(element: Element | undefined, name: string): readonly Element[] {
  if (element === undefined || typeof element === 'string') return [];
  const found = element[name];
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as readonly Element[]) : [found as Element];
}

/** The text of the first child of that name; null when there is none. */
export function textOf(element: Element | undefined, name: string): string | null {
  const [first] = all(element, name);
  return typeof first === 'string' ? first : null;
}

/** The texts of all children of that name. */
export function textsOf(element: Element | undefined, name: string): readonly string[] {
  return all(element, name).filter((child) => typeof child === 'string');
}

export interface PackageField {
  /** `Object.Field__c` */
  readonly name: string;
  readonly object: string;
  readonly field: string;
  readonly xml: Element;
  readonly isRequired: boolean;
}

export function fieldsOfPackage(): PackageField[] {
  return sourceFiles().flatMap((file) => {
    const match = /^objects\/([^/]+)\/fields\/([^/]+)\.field-meta\.xml$/.exec(file);
    const [, object, field] = match ?? [];
    if (object === undefined || field === undefined) return [];
    const { content } = readXml(file);
    const isRequired =
      textOf(content, 'required') === 'true' || textOf(content, 'type') === 'MasterDetail';
    return [{ name: `${object}.${field}`, object, field, xml: content, isRequired }];
  });
}

/** Developer names of the components in a folder such as `classes`, by the ending of their files. */
export function componentsIn(folder: string, ending: string): string[] {
  return sourceFiles()
    .filter((file) => file.startsWith(`${folder}/`) && file.endsWith(ending))
    .map((file) => path.posix.basename(file).slice(0, -ending.length));
}
