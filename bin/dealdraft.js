#!/usr/bin/env node
// Plain JavaScript that any Node can parse, so that an old one ends with a sentence and not with a syntax error.
// Below these, and in all of 23, node:sqlite binds numbered parameters wrongly: nothing of ours would run.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 20) || major === 23 || (major === 24 && minor < 7)) {
  console.error(
    `dealdraft needs Node.js 22.20 or newer of 22, or 24.7 or newer; this is ${process.versions.node}. Inside a clone, "npm start" and "npx dealdraft" use the right one by themselves.`,
  );
  process.exit(2);
}
// Node 22 calls its SQLite experimental on every start; that is for us to know, not for the person at the terminal.
const emitWarning = process.emitWarning;
process.emitWarning = (warning, ...rest) => {
  if (!String(warning).includes('SQLite is an experimental feature')) {
    emitWarning.call(process, warning, ...rest);
  }
};
// V8 lets the heap grow to four times what is in use before it looks for garbage in it, so a busy server would take more
// and more memory for minutes. As much again is enough; with half of that, what a page costs is mostly collecting.
// docs/proof.md and decision 0009 have the numbers.
const v8 = process.getBuiltinModule('node:v8');
v8.setFlagsFromString('--heap-growing-percent=100');
// To load everything makes V8 grow its place for young objects, which a server at rest then keeps: 60 MB more than it needs. So
// that place stays small for the start, and grows as ever from then on: without room it costs a busy server a third.
v8.setFlagsFromString('--semi-space-growth-factor=1');
setTimeout(() => v8.setFlagsFromString('--semi-space-growth-factor=2'), 10_000).unref();
// graphql-js asks of every value of every answer which copy of the library it comes from, unless it is told that this is no workshop.
process.env.NODE_ENV ??= 'production';
import('../dist/cli/main.joined.js').then((cli) => cli.main(process.argv));
