/**
 * Builds the pages for browsers into ui/dist: the record page that runs outside Salesforce, of ui/src and the Lightning
 * components of salesforce/; and GraphiQL, of ui/graphiql.
 * Does nothing when what goes in is what went in the last time.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { buildGraphiql } from './build-graphiql.mjs';
import { pageCatalogues } from './labels.mjs';
import { pageOperations } from './page-operations.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const components = path.join(root, 'salesforce/force-app/main/default/lwc');
const source = path.join(root, 'ui/src');
const graphiql = path.join(root, 'ui/graphiql');
/** Of the program, what the page is made with, too. */
const sharedRules = ['csv-line.ts'].map((name) => path.join(root, 'src/domain', name));
const out = path.join(root, 'ui/dist');
/** What the page was built from the last time. */
const stamp = path.join(root, 'node_modules/.cache/build-ui.sha256');
const require = createRequire(import.meta.url);
const designSystem = path.dirname(require.resolve('@salesforce-ux/design-system/package.json'));
const APEX = '@salesforce/apex/DealdraftController.';
/** The module of all languages, and what those of one language begin with. */
const CATALOGUES = 'catalogues';
const CATALOGUE = 'catalogue/';

const inputs = await hashOfInputs();
if (!existsSync(path.join(out, 'index.html')) || (await readStamp()) !== inputs) {
  const startedAt = Date.now();
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const { scripts, code } = await bundle();
  await copyLicenses();
  await writePage(scripts, await writeIcons(code), await writeStyles(code));
  await writeFile(path.join(out, 'operations.json'), JSON.stringify(await pageOperations(source)));
  const packages = await buildGraphiql({ source: graphiql, out });
  const all = ['node_modules/lwc', ...packages];
  await writeFile(path.join(out, 'LICENSES.txt'), await licenses(all));
  await compressAll();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, inputs);
  console.log(`ui/dist built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

async function readStamp() {
  return existsSync(stamp) ? readFile(stamp, 'utf8') : null;
}

/** Sources, the versions of what is installed, and this script. */
async function hashOfInputs() {
  const hash = createHash('sha256');
  const files = [
    ...(await filesBelow(components)),
    ...(await filesBelow(source)),
    ...(await filesBelow(graphiql)),
    ...(await filesBelow(path.join(root, 'salesforce/labels'))),
    ...(await filesBelow(path.join(root, 'ui/labels'))),
    ...sharedRules,
    path.join(root, 'package-lock.json'),
    fileURLToPath(import.meta.url),
    ...[
      'build-graphiql.mjs',
      'dark-styles.mjs',
      'labels.mjs',
      'page-operations.mjs',
      'used-styles.mjs',
    ].map((name) => path.join(import.meta.dirname, name)),
  ];
  for (const file of files.filter((each) => !each.includes('__tests__')).sort()) {
    hash.update(`${path.relative(root, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** @returns the names of the scripts that the page starts with, and all code, which names the styles and icons it uses */
async function bundle() {
  // Loaded only when there is something to build: they take a second.
  const [{ rollup }, { default: lwc }, { transform }, { withDarkColors }] = await Promise.all([
    import('rollup'),
    import('@lwc/rollup-plugin'),
    import('esbuild'),
    import('./dark-styles.mjs'),
  ]);
  const build = await rollup({
    input: path.join(source, 'main.js'),
    plugins: [
      { name: 'salesforce-modules', resolveId: resolveSalesforceModule, load: loadApexMethod },
      {
        // What a rule of the program is here, too, stands there alone.
        name: 'shared-rules',
        async load(id) {
          if (!sharedRules.includes(id)) return null;
          return (await transform(await readFile(id, 'utf8'), { loader: 'ts' })).code;
        },
      },
      { name: 'catalogues', resolveId: resolveCatalogue, load: loadCatalogue },
      {
        name: 'dark-colors',
        transform: (css, id) => (id.split('?')[0].endsWith('.css') ? withDarkColors(css) : null),
      },
      lwc({
        rootDir: path.join(source, 'modules'),
        modules: await moduleRecords(),
        // The pages that somebody opens later come later.
        enableDynamicComponents: true,
        // Ready-made engine code; compiling it as components takes seconds and changes nothing.
        exclude: ['**/node_modules/@lwc/**', '**/node_modules/lwc/**'],
      }),
      {
        name: 'minify',
        async renderChunk(code) {
          const minified = await transform(code, {
            minify: true,
            target: 'es2022',
            legalComments: 'none',
            define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.SSR': 'false' },
          });
          return { code: minified.code, map: null };
        },
      },
    ],
    onwarn(warning, warn) {
      if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
      // What a package does by itself is not ours to mend.
      const where = `${warning.loc?.file ?? ''} ${warning.id ?? ''} ${warning.ids?.join(' ') ?? ''}`;
      if (!where.includes('node_modules')) warn(warning);
    },
  });
  const { output } = await build.write({
    dir: out,
    format: 'es',
    entryFileNames: '[name]-[hash].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await build.close();
  const code = output.map((chunk) => chunk.code).join('\n');
  const fileOf = (name) => output.find((chunk) => chunk.name === name).fileName;
  return { scripts: { main: fileOf('main'), page: fileOf('page') }, code };
}

/** Our components as namespace `c`, platform modules from ui/src/platform; what we use of base components is in ui/src/modules. */
async function moduleRecords() {
  const names = await readdir(components).catch(() => []);
  const platform = await readdir(path.join(source, 'platform'));
  return [
    ...platform.map((file) => ({
      name: `lightning/${path.basename(file, '.js')}`,
      path: path.join(source, 'platform', file),
    })),
    { name: 'c/dealdraftLabels', path: path.join(source, 'salesforce/labels.js') },
    { name: '@salesforce/i18n/locale', path: path.join(source, 'salesforce/locale.js') },
    { name: '@salesforce/i18n/timeZone', path: path.join(source, 'salesforce/time-zone.js') },
    ...names
      .filter((name) => !name.includes('.') && !name.startsWith('__'))
      // Where Salesforce fills texts in.
      .filter((name) => name !== 'dealdraftLabels')
      .map((name) => ({ name: `c/${name}`, path: entryOf(path.join(components, name, name)) })),
  ];
}

/** Some are styles alone. */
function entryOf(component) {
  return existsSync(`${component}.js`) ? `${component}.js` : `${component}.css`;
}

function resolveSalesforceModule(importee) {
  return importee.startsWith(APEX) ? `\0${importee}` : null;
}

function loadApexMethod(id) {
  if (!id.startsWith(`\0${APEX}`)) return null;
  const controller = path.join(source, 'salesforce/dealdraft-controller.js');
  return `export { ${id.slice(APEX.length + 1)} as default } from ${JSON.stringify(controller)};`;
}

function resolveCatalogue(importee) {
  return importee === CATALOGUES || importee.startsWith(CATALOGUE) ? `\0${importee}` : null;
}

/** Each language is a file of its own; a catalogue in the sources is a language on the page. */
function loadCatalogue(id) {
  const catalogues = pageCatalogues();
  if (id === `\0${CATALOGUES}`) {
    const loaders = [...catalogues.keys()].map(
      (language) => `${language}: () => import('${CATALOGUE}${language}')`,
    );
    return `export const CATALOGUES = { ${loaders.join(', ')} };`;
  }
  if (!id.startsWith(`\0${CATALOGUE}`)) return null;
  const catalogue = catalogues.get(id.slice(CATALOGUE.length + 1));
  return `export default ${JSON.stringify(catalogue)};`;
}

async function copyLicenses() {
  await mkdir(path.join(out, 'licenses'), { recursive: true });
  await cp(
    path.join(designSystem, 'scss/License-for-Sass.txt'),
    path.join(out, 'licenses/styles.txt'),
  );
  await cp(
    path.join(designSystem, 'assets/icons/License-for-icons.txt'),
    path.join(out, 'licenses/icons.txt'),
  );
}

/** Of the design system what the page uses, then the page's own; for light and dark screens. @returns its name */
async function writeStyles(code) {
  const { usedStyles } = await import('./used-styles.mjs');
  const { withDarkColors, withoutColorHooks } = await import('./dark-styles.mjs');
  const { transform } = await import('esbuild');
  const sheet = 'assets/styles/salesforce-lightning-design-system.css';
  const [system, own] = await Promise.all([
    readFile(path.join(designSystem, sheet), 'utf8'),
    readFile(path.join(source, 'page.css'), 'utf8'),
  ]);
  const page = await readFile(path.join(source, 'index.html'), 'utf8');
  const used = withoutColorHooks(usedStyles(system, `${code} ${page}`));
  const css = withDarkColors(`${used}\n${own}`);
  const { code: minified } = await transform(css, { loader: 'css', minify: true });
  return writeNamed('page', 'css', minified);
}

/** One sprite of the icons that the page names. @returns its name */
async function writeIcons(code) {
  const { iconsIn, usedIcons } = await import('./used-styles.mjs');
  const sprites = new Map();
  for (const category of ['utility', 'standard', 'action', 'doctype']) {
    const file = path.join(designSystem, `assets/icons/${category}-sprite/svg/symbols.svg`);
    sprites.set(category, await readFile(file, 'utf8'));
  }
  return writeNamed('icons', 'svg', usedIcons(sprites, iconsIn(code)));
}

/** Under a name that changes with its content, so that browsers keep it. */
async function writeNamed(name, ending, content) {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const file = `${name}-${digest}.${ending}`;
  await writeFile(path.join(out, file), content);
  return file;
}

/** Beside each file that is worth it, what browsers get who take it compressed: made once here, as small as can be. */
async function compressAll() {
  const files = (await filesBelow(out)).filter((file) => /\.(?:js|css|svg|html)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      await writeFile(
        `${file}.br`,
        await promisify(brotliCompress)(content, {
          params: {
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          },
        }),
      );
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

/** What the scripts are made of, besides our own code. */
async function licenses(folders) {
  const texts = await Promise.all(
    folders.map(async (each) => {
      const folder = path.resolve(root, each);
      const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(each));
      const { name, license } = JSON.parse(
        await readFile(path.join(folder, 'package.json'), 'utf8'),
      );
      const text = file === undefined ? license : await readFile(path.join(folder, file), 'utf8');
      return `${name}\n${'='.repeat(name.length)}\n\n${text.trim()}\n`;
    }),
  );
  const styles =
    'Styles and icons of the Salesforce Lightning Design System: licenses/styles.txt (BSD-3-Clause) and licenses/icons.txt\n(CC BY-ND 4.0). Of the styles what the page uses is there, with colours for dark screens; each icon is unchanged.\n';
  return [styles, ...texts].join('\n');
}

async function writePage(scripts, icons, style) {
  const page = await readFile(path.join(source, 'index.html'), 'utf8');
  await cp(path.join(source, 'icon.svg'), path.join(out, 'icon.svg'));
  await writeFile(
    path.join(out, 'index.html'),
    page
      .replace('page.css', style)
      .replace('icons.svg', icons)
      .replace('page.js', scripts.page)
      .replace('main.js', scripts.main),
  );
}
