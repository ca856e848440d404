import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
  startS3Sandbox,
} from '../../sandbox/storage/s3/index.js';

export interface DemoArchive {
  /** Path of the archive file. */
  readonly file: string;
  /** Where the destination `files` keeps documents. */
  readonly directory: string;
  /** Origin of the emulated S3 behind the destination `legal`. */
  readonly s3Url: string;
  readonly bucket: string;
  close(): Promise<void>;
}

/** Two places for signed contracts, and the archive file that names them: a directory and an emulated S3. */
export async function startDemoArchive(folder: string): Promise<DemoArchive> {
  const directory = path.join(folder, 'archive');
  await mkdir(directory);
  const s3 = await startS3Sandbox();
  const bucket = s3.state.buckets[0]?.name ?? '';
  const file = path.join(folder, 'dealdraft.archive.yaml');
  // Contracts that were signed before would be brought, too: a download each, while somebody waits for the demo to begin.
  const when = `createdAt >= ${JSON.stringify(new Date().toISOString())}`;
  const destinations = [
    { name: 'files', type: 'folder', directory, when },
    {
      name: 'legal',
      type: 's3',
      bucket,
      region: s3.state.region,
      endpoint: s3.url,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
      folder: '"contracts/" & type.name & "/" & counterpartyName',
      metadata: '{"reference": referenceId}',
      when,
    },
  ];
  // YAML takes JSON as it is.
  await writeFile(file, JSON.stringify({ version: 1, destinations }, null, 2), { mode: 0o600 });
  return { file, directory, s3Url: s3.url, bucket, close: () => s3.close() };
}
