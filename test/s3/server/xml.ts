// XML out: plain objects to elements. XML in: the few request bodies that S3 takes, read without guessing types.
import { XMLParser } from 'fast-xml-parser';
import { S3Error } from './errors';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Content of an element: an array repeats its element, an object nests, `undefined` leaves the element out. */
export type Xml = string | number | boolean | undefined | readonly Xml[] | { readonly [name: string]: Xml };

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
    .replace(/[\r\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function isList(content: Xml): content is readonly Xml[] {
  return Array.isArray(content);
}

function element(name: string, content: Xml): string {
  if (content === undefined) return '';
  if (isList(content)) return content.map((item) => element(name, item)).join('');
  if (typeof content !== 'object') return `<${name}>${escapeXml(String(content))}</${name}>`;
  const children = Object.entries(content).map(([child, value]) => element(child, value));
  return `<${name}>${children.join('')}</${name}>`;
}

/** A whole document. S3's answers carry its namespace; its error answers carry none (`namespace: ''`). */
export function document(root: string, content: Xml, namespace = NAMESPACE): string {
  const attribute = namespace && ` xmlns="${namespace}"`;
  const body = element(root, content).replace(`<${root}>`, `<${root}${attribute}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: true,
  removeNSPrefix: true,
  htmlEntities: true,
});

/** A node of a request body. */
export type XmlNode = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a document whose root is one of `roots`. Throws `MalformedXML`. */
export function parseXml(text: string, ...roots: string[]): XmlNode {
  let parsed: unknown;
  try {
    parsed = parser.parse(text, true);
  } catch {
    throw new S3Error('MalformedXML');
  }
  const root = isNode(parsed) ? roots.map((name) => parsed[name]).find(isNode) : undefined;
  if (!root) throw new S3Error('MalformedXML');
  return root;
}

/** The child elements of that name. */
export function nodesOf(parent: XmlNode, name: string): XmlNode[] {
  return [parent[name]].flat().filter(isNode);
}

/** The text of the child element of that name, if it is there. */
export function textOf(parent: XmlNode, name: string): string | undefined {
  const value = parent[name];
  return typeof value === 'string' ? value : undefined;
}
