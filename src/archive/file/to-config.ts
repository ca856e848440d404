import path from 'node:path';
import type {
  DestinationConfig,
  GoogleDriveConfig,
  MicrosoftSignIn,
  S3Config,
} from '../../domain/destination-config.js';
import type { WrittenDestination } from './archive-file.schema.js';

type Written<Type extends WrittenDestination['type']> = Extract<WrittenDestination, { type: Type }>;

/**
 * A destination that fits its schema and whose keys go together.
 * @param serviceAccountKey from the file that the destination names
 */
export function toConfig(
  written: WrittenDestination,
  serviceAccountKey: GoogleDriveConfig['serviceAccountKey'] | null,
): DestinationConfig | null {
  const { name } = written;
  switch (written.type) {
    case 'folder':
      return { name, type: 'folder', directory: path.resolve(written.directory) };
    case 's3':
      return toS3(written);
    case 'google-drive': {
      const { type, folderId, subject = null, endpoints } = written;
      const key = written.serviceAccountKey ?? serviceAccountKey;
      return key === null
        ? null
        : { name, type, folderId, serviceAccountKey: key, subject, endpoints };
    }
    case 'dropbox': {
      const { type, appKey, appSecret, refreshToken, root, endpoints } = written;
      const { namespaceId = null, memberId = null } = written;
      return {
        name,
        type,
        appKey,
        appSecret,
        refreshToken,
        root,
        namespaceId,
        memberId,
        endpoints,
      };
    }
    case 'box': {
      const { type, folderId, clientId, clientSecret, enterpriseId, endpoints } = written;
      return { name, type, folderId, clientId, clientSecret, enterpriseId, endpoints };
    }
    case 'sharepoint': {
      const { type, site, library = null, root, columns } = written;
      return { ...signInOf(written), name, type, site, library, root, columns };
    }
    case 'onedrive': {
      const { type, user, root } = written;
      return { ...signInOf(written), name, type, user, root };
    }
  }
}

function toS3(written: Written<'s3'>): S3Config {
  const { accessKeyId, secretAccessKey, endpoint = null } = written;
  return {
    name: written.name,
    type: 's3',
    bucket: written.bucket,
    // Servers that are not Amazon's have one region, and sign with this name.
    region: written.region ?? 'us-east-1',
    endpoint,
    forcePathStyle: written.forcePathStyle ?? endpoint !== null,
    credentials:
      accessKeyId === undefined || secretAccessKey === undefined
        ? null
        : { accessKeyId, secretAccessKey },
    serverSideEncryption: written.serverSideEncryption ?? null,
    kmsKeyId: written.kmsKeyId ?? null,
    storageClass: written.storageClass ?? null,
    retention: written.retention ?? null,
  };
}

function signInOf(written: Written<'sharepoint' | 'onedrive'>): MicrosoftSignIn {
  const { tenantId, clientId, clientSecret = '', certificate, privateKey, endpoints } = written;
  return {
    tenantId,
    clientId,
    credential:
      certificate === undefined || privateKey === undefined
        ? { kind: 'secret', clientSecret }
        : { kind: 'certificate', certificatePem: certificate, privateKeyPem: privateKey },
    endpoints,
  };
}
