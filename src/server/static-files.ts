import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { preferredEncoding } from './preferred-encoding.js';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};
/** What the build puts beside a file, the smallest first. */
const ENCODINGS = [
  { encoding: 'br', extension: '.br' },
  { encoding: 'gzip', extension: '.gz' },
] as const;

/** One form of a file, with a tag of what is in it: size and time are the same for every version that a package brings. */
interface Variant {
  readonly encoding: string | null;
  readonly file: string;
  readonly bytes: number;
  readonly tag: string;
}

type FileHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Serves each file of a folder at an address of its own, compressed as the build left it, and `index.html` at `/`.
 * What is in the folder is read now; files that come later are not there.
 *
 * @param elsewhere files that somebody else has an address for
 * @returns what sends those
 */
export async function serveFiles(
  scope: FastifyInstance,
  folder: string,
  elsewhere: readonly string[],
): Promise<ReadonlyMap<string, FileHandler>> {
  const kept = new Map<string, FileHandler>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files) {
    const type = CONTENT_TYPES[path.extname(file)];
    if (type === undefined) continue;
    const variants = await variantsOf(file, files);
    const handler: FileHandler = async (request, reply) =>
      send(request, reply.type(type), variants);
    const name = path.relative(folder, file).split(path.sep).join('/');
    if (elsewhere.includes(name)) {
      kept.set(name, handler);
      continue;
    }
    const address = `/${name}`;
    for (const url of address === '/index.html' ? ['/', address] : [address]) {
      scope.get(url, { compress: false }, handler);
    }
  }
  return kept;
}

async function variantsOf(file: string, files: readonly string[]): Promise<readonly Variant[]> {
  const compressed = ENCODINGS.map(({ encoding, extension }) => ({
    encoding,
    file: file + extension,
  }));
  const present = compressed.filter((each) => files.includes(each.file));
  return Promise.all(
    [...present, { encoding: null, file }].map(async (each) => {
      const content = await readFile(each.file);
      const digest = createHash('sha256').update(content).digest('base64url').slice(0, 22);
      return { ...each, bytes: content.byteLength, tag: `"${digest}"` };
    }),
  );
}

function send(
  { raw: { headers } }: FastifyRequest,
  reply: FastifyReply,
  variants: readonly Variant[],
): FastifyReply {
  const encodings = variants.flatMap(({ encoding }) => encoding ?? []);
  const preferred = preferredEncoding(headers['accept-encoding'], encodings);
  const chosen = variants.find(({ encoding }) => encoding === preferred);
  if (chosen === undefined) throw new Error('A file is there in no form at all.');
  const isNamedByContent = /-[\w-]{8}\.(?:js|css|svg)(?:\.\w+)?$/.test(chosen.file);
  reply.headers({
    etag: chosen.tag,
    vary: 'accept-encoding',
    'cache-control': isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (names(headers['if-none-match'], chosen.tag)) return reply.code(304).send();
  if (chosen.encoding !== null) reply.header('content-encoding', chosen.encoding);
  return reply.header('content-length', chosen.bytes).send(createReadStream(chosen.file));
}

function names(ifNoneMatch: string | undefined, tag: string): boolean {
  return (ifNoneMatch ?? '')
    .split(',')
    .map((text) => text.trim())
    .some((text) => text === '*' || text.replace(/^W\//, '') === tag);
}
