import type { S3Error } from './s3-error.js';

/** Elements by name: a text, elements inside, or several of one name. Null elements are left out. */
export interface XmlElements {
  readonly [name: string]: XmlValue;
}

type XmlValue = string | number | boolean | null | XmlElements | readonly XmlValue[];

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function xmlDocument(root: string, elements: XmlElements): string {
  return `${DECLARATION}<${root} xmlns="${NAMESPACE}">${inner(elements)}</${root}>`;
}

export function errorDocument(error: S3Error, resource: string, requestId: string): string {
  const elements = {
    Code: error.s3Code,
    Message: error.message,
    ...error.details,
    Resource: resource,
    RequestId: requestId,
    HostId: 'sandbox',
  };
  return `${DECLARATION}<Error>${inner(elements)}</Error>`;
}

/** The texts of all elements of this name, wherever they are; entities decoded. Enough for the few bodies that S3 takes. */
export function textsOf(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'gu'));
  return [...found].map(([, text]) => decoded((text ?? '').trim()));
}

/** The insides of all elements of this name, still as XML. */
export function insidesOf(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'gu'));
  return [...found].map(([, inside]) => inside ?? '');
}

function inner(elements: XmlElements): string {
  return Object.entries(elements)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: XmlValue): string {
  if (value === null) return '';
  if (isList(value)) return value.map((one) => element(name, one)).join('');
  if (typeof value === 'object') return `<${name}>${inner(value)}</${name}>`;
  return `<${name}>${encoded(String(value))}</${name}>`;
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function encoded(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => ENTITIES[character] ?? character);
}

function decoded(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/giu, (_all, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/gu, (_all, number: string) => String.fromCodePoint(Number(number)))
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&apos;/gu, "'")
    .replace(/&amp;/gu, '&');
}
