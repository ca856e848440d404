/**
 * Where a destination is and how to sign in there, as the archive file says it: parsed, complete, its variables filled in.
 * Secrets are in it, so it is never logged, nor is any part of it shown but `name` and `type`.
 */
export type DestinationConfig =
  | FolderConfig
  | S3Config
  | GoogleDriveConfig
  | DropboxConfig
  | BoxConfig
  | SharePointConfig
  | OneDriveConfig;

export type DestinationType = DestinationConfig['type'];

export interface FolderConfig {
  readonly name: string;
  readonly type: 'folder';
  /** Absolute. It has to be there: a mount that is missing must not be taken for an empty archive. */
  readonly directory: string;
}

export interface S3Config {
  readonly name: string;
  readonly type: 's3';
  readonly bucket: string;
  readonly region: string;
  /** Bare origin of an S3-compatible server; null = Amazon's own. */
  readonly endpoint: string | null;
  readonly forcePathStyle: boolean;
  /** Null = the usual chain: environment, profile, role of the machine. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
  /** Null = as the bucket says. */
  readonly serverSideEncryption: 'AES256' | 'aws:kms' | 'aws:kms:dsse' | null;
  readonly kmsKeyId: string | null;
  /** Of those that can be read at once; null = as the bucket says. */
  readonly storageClass: string | null;
  readonly retention: {
    readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
    readonly days: number;
  } | null;
}

export interface GoogleDriveConfig {
  readonly name: string;
  readonly type: 'google-drive';
  readonly folderId: string;
  readonly serviceAccountKey: {
    readonly clientEmail: string;
    /** PKCS #8. */
    readonly privateKeyPem: string;
    /** Names the key in the header of a JWT; null where the key file has none. */
    readonly privateKeyId: string | null;
    /** Where tokens are asked for: https, or loopback. */
    readonly tokenUri: string;
  };
  /** The user to act as; null = the service account itself. */
  readonly subject: string | null;
  readonly endpoints: { readonly api: string };
}

export interface DropboxConfig {
  readonly name: string;
  readonly type: 'dropbox';
  readonly appKey: string;
  readonly appSecret: string;
  readonly refreshToken: string;
  /** Folders below which everything is kept; empty = the top of what the app sees. */
  readonly root: readonly string[];
  /** The namespace that paths start from; null = the account's own root. */
  readonly namespaceId: string | null;
  /** The member of a team to act as, `dbmid:…`; null = who linked the app. */
  readonly memberId: string | null;
  readonly endpoints: { readonly api: string; readonly content: string };
}

export interface BoxConfig {
  readonly name: string;
  readonly type: 'box';
  readonly folderId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly enterpriseId: string;
  /** `api` also gives the tokens, at `/oauth2/token`. */
  readonly endpoints: { readonly api: string; readonly upload: string };
}

/** How an application signs in to Microsoft's cloud. */
export interface MicrosoftSignIn {
  /** Id or domain of the tenant. */
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential:
    | { readonly kind: 'secret'; readonly clientSecret: string }
    | {
        readonly kind: 'certificate';
        readonly certificatePem: string;
        /** PKCS #8, of the certificate. */
        readonly privateKeyPem: string;
      };
  readonly endpoints: { readonly graph: string; readonly login: string };
}

export interface SharePointConfig extends MicrosoftSignIn {
  readonly name: string;
  readonly type: 'sharepoint';
  /** As Graph names it: `contoso.sharepoint.com:/sites/legal`, or the host alone for its root site. */
  readonly site: string;
  /** Name of the document library; null = the site's own. */
  readonly library: string | null;
  readonly root: readonly string[];
  /** Whether metadata goes into columns of the same names, where the library has them. */
  readonly columns: boolean;
}

export interface OneDriveConfig extends MicrosoftSignIn {
  readonly name: string;
  readonly type: 'onedrive';
  /** Sign-in name or id of whose drive it is. */
  readonly user: string;
  readonly root: readonly string[];
}
