import { access } from 'node:fs/promises';

export async function isMissingFile(path: string): Promise<boolean> {
  try {
    await access(path);
    return false;
  } catch {
    return true;
  }
}
