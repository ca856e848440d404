/**
 * Puts the libraries that only the sandboxes or only one destination of the archive need, and jsforce, of which one file uses a
 * hundredth, into dist/libraries and points what tsc has made of src at them: whoever installs the package installs none of the
 * 140 packages that they are.
 */
import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLED_LIBRARIES } from './bundled-libraries.mjs';
import { collectTypes } from './collect-types.mjs';
import { joinModules } from './join-modules.mjs';
import { replaceFile } from './replace-file.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const out = path.join(dist, 'libraries');

const NAMES = Object.keys(BUNDLED_LIBRARIES);

const bundle = await bundleAll();
await writeAll(bundle);
await pointAtThem();
await joinModules();
await collectTypes();

async function bundleAll() {
  return build({
    entryPoints: NAMES.map((name) => ({ in: name, out: name.replace(/\.js$/, '') })),
    plugins: [{ name: 'names-of-commonjs', setup: nameExports }],
    outdir: out,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[hash]',
    platform: 'node',
    // An ES module where there is one: of CommonJS, names can't be told.
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'node22',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    // What was CommonJS asks for modules of Node by `require`, which an ES module has to make.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);",
    },
  });
}

/** An entry point of a CommonJS module becomes an ES module that exports the names in the list. */
function nameExports({ onResolve, onLoad }) {
  onResolve({ filter: /./ }, ({ path: name, kind }) =>
    kind === 'entry-point' && BUNDLED_LIBRARIES[name] ? { path: name, namespace: 'named' } : null,
  );
  onLoad({ filter: /./, namespace: 'named' }, ({ path: name }) => ({
    contents: `export { ${BUNDLED_LIBRARIES[name].join(', ')} } from '${name}';`,
    resolveDir: root,
  }));
}

/** Only what differs is written, and each file at once: another process may be reading it. */
async function writeAll({ outputFiles, metafile }) {
  const files = new Map(outputFiles.map(({ path: file, contents }) => [file, contents]));
  files.set(
    path.join(out, 'LICENSES.txt'),
    Buffer.from(await licenses(Object.keys(metafile.inputs))),
  );
  for (const [file, contents] of files) await replaceFile(file, Buffer.from(contents));
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !files.has(file)) await rm(file);
  }
}

/** Of every package that something was taken from. */
async function licenses(inputs) {
  const folders = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  const texts = await Promise.all(
    [...folders].sort().map(async (folder) => {
      const file = (await readdir(path.join(root, folder))).find((each) =>
        /^licen[cs]e/i.test(each),
      );
      const { name, version, license } = JSON.parse(
        await readFile(path.join(root, folder, 'package.json'), 'utf8'),
      );
      const title = `${name} ${version} (${license})`;
      const text =
        file === undefined ? license : await readFile(path.join(root, folder, file), 'utf8');
      return `${title}\n${'='.repeat(title.length)}\n\n${text.trim()}\n`;
    }),
  );
  return texts.join('\n');
}

/** In the JavaScript alone: types are of the sources, and nobody who installs the package sees those of its insides. */
async function pointAtThem() {
  const names = NAMES.map((name) => name.replace(/[/.-]/g, '\\$&')).join('|');
  const imports = new RegExp(`(\\bfrom |\\bimport\\()'(${names})'`, 'g');
  for (const file of await readdir(dist, { recursive: true })) {
    if (!file.endsWith('.js') || file.endsWith('.joined.js') || file.startsWith('libraries'))
      continue;
    const from = path.join(dist, file);
    const code = await readFile(from, 'utf8');
    const pointed = code.replace(imports, (_all, before, name) => {
      const to = path.relative(
        path.dirname(from),
        path.join(out, `${name.replace(/\.js$/, '')}.js`),
      );
      return `${before}'${to.replaceAll(path.sep, '/')}'`;
    });
    if (pointed !== code) await replaceFile(from, Buffer.from(pointed));
  }
}
