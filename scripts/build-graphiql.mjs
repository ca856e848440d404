/** Builds the page at which people try out the graph: ui/graphiql and the package graphiql. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes `graphiql/` with script and styles, and `graphiql.html` beside it, into `out`.
 * @param {{ source: string, out: string }} folders
 * @returns the folders of the packages whose code is in it
 */
export async function buildGraphiql({ source, out }) {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints: [path.join(source, 'main.js')],
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: path.join(out, 'graphiql'),
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    metafile: true,
    plugins: [{ name: 'without-fonts', setup: leaveFontsOut }],
  });
  const written = Object.keys(metafile.outputs).map((file) =>
    path.relative(out, path.resolve(file)),
  );
  const nameOf = (ending) =>
    written.find((file) => /\bmain-\w+\.(?:js|css)$/.test(file) && file.endsWith(ending));
  const page = await readFile(path.join(source, 'page.html'), 'utf8');
  await mkdir(out, { recursive: true });
  await writeFile(
    path.join(out, 'graphiql.html'),
    page.replace('main.css', nameOf('.css')).replace('main.js', nameOf('.js')),
  );
  const folders = Object.keys(metafile.inputs).flatMap(
    (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
}

/** Six sevenths of the styles are fonts, within `data:` addresses; the page has those of the system. */
function leaveFontsOut({ onLoad }) {
  onLoad({ filter: /graphiql[\\/]dist[\\/]style\.css$/ }, async ({ path: file }) => ({
    contents: (await readFile(file, 'utf8')).replace(/@font-face\s*\{[^}]*\}/g, ''),
    loader: 'css',
  }));
}
