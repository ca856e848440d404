/**
 * Joins the modules that tsc has made of src into few files, which bin/dealdraft.js starts and whoever imports the package loads: to
 * find, read and link a thousand small ones took a third of a start. Packages stay packages, so that they can be updated and audited,
 * and nothing is minified: a stack names functions and lines that can be read, each below the file that it comes from.
 */
import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { replaceFile } from './replace-file.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
/** All of them lie as deep as each other, so that a place relative to one of them is the same for all. */
const SUFFIX = '.joined';
const PROGRAM = 'cli/main';
/** What `import … from 'dealdraft'` gives; `library` once it is joined, since file names tell the outputs apart. */
const LIBRARY = 'index';
/** Imported by many and not joined with them, so that it can be told from what a process has loaded that it syncs. */
const FACE = 'sync/index';
const SHARED = 'joined';
/** Nothing of it may come with anything else: behind this door are the emulators. */
const SANDBOX = /^dist\/sandbox\/(?!index\.js$)/;

/** What an earlier build joined otherwise is gone afterwards. */
export async function joinModules() {
  const classes = new Set();
  const { outputFiles, metafile } = await build({
    entryPoints: [
      ...[PROGRAM, FACE].map((name) => ({ in: path.join(dist, `${name}.js`), out: name + SUFFIX })),
      { in: path.join(dist, `${LIBRARY}.js`), out: `${SHARED}/library${SUFFIX}` },
    ],
    plugins: [
      { name: 'files-of-their-own', setup: leaveOthers },
      { name: 'modules-as-they-were', setup: (hooks) => keepMeaning(hooks, classes) },
    ],
    outdir: dist,
    absWorkingDir: root,
    bundle: true,
    // What a command loads only when it needs it stays a file of its own.
    splitting: true,
    chunkNames: `${SHARED}/[name]-[hash]${SUFFIX}`,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    metafile: true,
    write: false,
  });
  const folders = foldersOf(metafile.outputs);
  const written = new Set();
  for (const { path: file, text } of outputFiles) {
    refuseRenamedClasses(text, classes);
    const to = path.join(dist, folders.get(path.basename(file)) ?? '', path.basename(file));
    written.add(to);
    await replaceFile(to, Buffer.from(pointedAt(folders, text)));
  }
  for (const name of await readdir(dist, { recursive: true })) {
    const file = path.join(dist, name);
    if (name.endsWith(`${SUFFIX}.js`) && !written.has(file)) await rm(file);
  }
}

/** The libraries that are bundled by themselves, and the face, to whoever imports it. */
function leaveOthers({ onResolve }) {
  onResolve({ filter: /^\..+\.js$/ }, ({ path: specifier, resolveDir, kind }) => {
    if (kind === 'entry-point') return undefined;
    const target = path.relative(dist, path.resolve(resolveDir, specifier));
    const name = target.replaceAll(path.sep, '/').replace(/\.js$/, '');
    if (name.startsWith('libraries/')) return { path: `../${name}.js`, external: true };
    if (name === FACE) return { path: `../${name}${SUFFIX}.js`, external: true };
    return undefined;
  });
}

function keepMeaning({ onLoad }, classes) {
  onLoad({ filter: /\.js$/ }, async ({ path: file }) => {
    const code = await readFile(file, 'utf8');
    for (const [, name] of code.matchAll(/^(?:export )?(?:let \w+ = )?class (\w+)/gm))
      classes.add(name);
    const from = JSON.stringify(`../${path.relative(dist, file).replaceAll(path.sep, '/')}`);
    const contents = code
      // The name of a decorated class, of which type-graphql makes the name of its type, would be another one inside than outside.
      .replaceAll(/^let (\w+) = (?:\w+_1 = )?class \1\b/gm, (text, name) =>
        text.replace(`class ${name}`, 'class'),
      )
      // A module that looks for a file from where it lies goes on doing so from where it lay.
      .replaceAll('import.meta.url', `new URL(${from}, import.meta.url)`);
    return { contents };
  });
}

/** Of two classes of one name, one would get another name: in messages, and in the graph. */
function refuseRenamedClasses(text, classes) {
  for (const [, variable, name] of text.matchAll(
    /^(?:var (\w+) = )?class(?: (?!extends\b)(\w+))?/gm,
  )) {
    const called = name ?? variable;
    if (called === undefined || classes.has(called)) continue;
    throw new Error(`Two classes are called ${called.replace(/\d+$/, '')}; give one another name.`);
  }
}

/** By the file name of a shared output: the layer that it belongs to. */
function foldersOf(outputs) {
  const folders = new Map();
  for (const [file, { entryPoint, inputs }] of Object.entries(outputs)) {
    const isSandbox = Object.keys(inputs).some((input) => SANDBOX.test(input));
    const [, layer, ...inside] = entryPoint?.split('/') ?? [];
    const folder = isSandbox ? 'sandbox' : inside.length > 0 ? layer : SHARED;
    folders.set(path.basename(file), folder);
  }
  return folders;
}

function pointedAt(folders, text) {
  return text.replaceAll(/"(?:\.|\.\.\/\w+)\/([\w.-]+\.joined\.js)"/g, (all, name) =>
    folders.has(name) ? `"../${folders.get(name)}/${name}"` : all,
  );
}
