import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Only what differs is written, and each file at once: another process may be reading it. */
export async function replaceFile(file, contents) {
  if (existsSync(file) && contents.equals(await readFile(file))) return;
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, contents);
  await rename(beside, file);
}
