// side-by-side.mjs SCRIPT[,SCRIPT…]…: npm scripts of this package, those of one argument after each other, the arguments at once.
// The linter alone takes as long as everything else before the tests. What a script prints comes in one piece, once it has ended;
// a failure ends its own row, lets the others tell what they find, and is the exit code.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

async function run(script) {
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => pieces.push(piece));
  }
  const startedAtMs = performance.now();
  const [exitCode] = await once(child, 'close');
  const seconds = Math.round((performance.now() - startedAtMs) / 1_000);
  const how = exitCode === 0 ? 'ok' : 'FAILED';
  process.stdout.write(`${script}: ${how}, ${seconds} s\n${Buffer.concat(pieces).toString()}`);
  return exitCode === 0;
}

async function runRow(scripts) {
  for (const script of scripts) if (!(await run(script))) return false;
  return true;
}

const rows = process.argv.slice(2).map((row) => row.split(','));
const ended = await Promise.all(rows.map(runRow));
if (ended.includes(false)) process.exitCode = 1;
