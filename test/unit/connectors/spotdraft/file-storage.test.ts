import { expect, test } from 'vitest';
import { createFileStorage } from '../../../../src/connectors/spotdraft/file-storage.js';
import { bytesInMemory, DOCUMENT_TYPES } from '../../../../src/domain/document.js';

test('a SpotDraft elsewhere has no file brought to this machine', async () => {
  const storage = createFileStorage('https://api.eu.spotdraft.example');
  const file = {
    ...bytesInMemory(Buffer.from('x')),
    fileName: 'a.pdf',
    contentType: DOCUMENT_TYPES.pdf,
    sha256: '0'.repeat(64),
  };
  for (const address of ['http://127.0.0.1:9/f', 'https://localhost:9/f', 'http://[::1]:9/f']) {
    await expect(storage.put(address, file, undefined)).rejects.toThrow(/named no place for it/);
  }
  await storage.close();
});
