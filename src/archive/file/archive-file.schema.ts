import { z } from 'zod';
import type { DestinationType } from '../../domain/destination-config.js';
import { isSecure } from '../../domain/secure-url.js';
import { serviceAccountKey } from './service-account-key.js';
import { certificate, privateKey } from './signing-key.js';

/**
 * The archive file as it is written, its variables filled in, before its expressions are compiled. Each key stands here once:
 * what is known at a place, for messages and for editors, is read off these schemas.
 */

/** Also the message of a key that is not there. */
function text(what: string) {
  return z
    .string({
      error: ({ input }) => (input === undefined ? `is missing: ${what}` : `write ${what}`),
    })
    .trim()
    .min(1, `is empty: write ${what}`);
}

const yesOrNo = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')],
  {
    error: 'write true or false',
  },
);

/** The text itself is never shown: a secret may stand in the wrong place. */
const origin = text('the origin of a server, such as https://storage.example.com').transform(
  (given, context) => {
    const url = /^https?:\/\//i.test(given) && URL.canParse(given) ? new URL(given) : null;
    if (url === null) context.addIssue('is no origin; write it as https://HOST');
    else if (url.username !== '' || url.password !== '')
      context.addIssue('must not carry a user name or password');
    else if (!isSecure(url))
      context.addIssue('must start with https:// (http:// only for this machine itself)');
    else if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
      context.addIssue('must be a bare origin, without a path');
    else return url.origin;
    return z.NEVER;
  },
);

/** Where the vendor's own servers are, unless another cloud or a test says otherwise. */
function endpoints<Shape extends Readonly<Record<string, z.ZodDefault<typeof origin>>>>(
  shape: Shape,
) {
  const names = Object.keys(shape).join(' and ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'invalid_type' ? `write ${names} below endpoints` : undefined),
  });
}

/** Folders from the top of where the destination begins; people write it with or without a slash in front of it. */
const root = z
  .string({ error: 'write folders separated by "/", such as Contracts/Executed' })
  .transform((given, context) => {
    const names = given
      .trim()
      .replace(/^\/|\/$/g, '')
      .split('/');
    if (names.length === 1 && names[0] === '') return [];
    if (given.includes('\\') || /^[a-z]:/i.test(given.trim()))
      context.addIssue('is a path of a disk; write folders of the destination, separated by "/"');
    else if (names.some((name) => name === '' || /^\.+$/.test(name)))
      context.addIssue(
        'must name each folder; it can not hold "..", "." or nothing between slashes',
      );
    else if (names.some((name) => /[<>:"|?*\p{Cc}]/u.test(name)))
      context.addIssue('holds a character that no folder can have: one of < > : " | ? *');
    else return names;
    return z.NEVER;
  });

/** Numbers and true/false are constants; everything else is a JSONata expression. */
const expression = z
  .union([z.string(), z.number(), z.boolean()], {
    error: 'write one expression here, in quotes if it has special characters',
  })
  .transform((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  .refine((value) => value.trim() !== '', 'the expression is empty; write one, or remove the line');

export const EXPRESSION_KEYS = ['folder', 'fileName', 'when', 'metadata'] as const;
export type ExpressionKey = (typeof EXPRESSION_KEYS)[number];

const common = {
  name: text('a name for it, as it is to be seen on screens').regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u,
    'is no name for a destination: at most 40 letters, digits, blanks, "." "_" and "-"',
  ),
  folder: expression.optional(),
  fileName: expression.optional(),
  when: expression.optional(),
  metadata: expression.optional(),
  sidecar: yesOrNo.default(true),
  recordInSpotDraft: yesOrNo.default(false),
};

const folder = {
  directory: text('the path of a directory, such as /srv/contracts').refine(
    (given) => !given.split(/[\\/]/).includes('..'),
    'must not hold ".."; write the path out',
  ),
};

/** Glacier's own two have to be thawed for hours before a byte can be read back. */
const STORAGE_CLASSES = [
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'REDUCED_REDUNDANCY',
] as const;

const s3 = {
  bucket: text('the name of the bucket').regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/,
    'is not the name of a bucket: 3 to 63 letters, digits, "." and "-", without a path',
  ),
  region: text('the region of the bucket, such as eu-west-1')
    .regex(/^[a-z0-9-]+$/, 'is not a region: write it like eu-west-1')
    .optional(),
  endpoint: origin.optional(),
  forcePathStyle: yesOrNo.optional(),
  accessKeyId: text('the id of an access key').optional(),
  secretAccessKey: text('the secret of the access key').optional(),
  serverSideEncryption: z
    .enum(['AES256', 'aws:kms', 'aws:kms:dsse'], 'write AES256, aws:kms or aws:kms:dsse')
    .optional(),
  kmsKeyId: text('the id or ARN of a KMS key').optional(),
  storageClass: z
    .enum(
      STORAGE_CLASSES,
      `write one of ${STORAGE_CLASSES.join(', ')}: documents of other classes can't be read back at once`,
    )
    .optional(),
  retention: z
    .strictObject(
      {
        mode: z.enum(['GOVERNANCE', 'COMPLIANCE'], 'write GOVERNANCE or COMPLIANCE'),
        days: z.coerce
          .number('write the number of days')
          .int('write a whole number of days')
          .min(1, 'must be at least 1 day')
          .max(36_500, 'must be at most 36500 days'),
      },
      {
        error: ({ code }) =>
          code === 'invalid_type' ? 'write mode and days below retention' : undefined,
      },
    )
    .optional(),
};

const googleDrive = {
  folderId: text('the id of the folder: what follows /folders/ in its address').regex(
    /^[\w-]+$/,
    'is not the id of a folder: take what follows /folders/ in its address, and nothing else',
  ),
  serviceAccountKey: serviceAccountKey.optional(),
  serviceAccountKeyFile: text('the path of the JSON key of the service account').optional(),
  subject: z.email('write the e-mail address of a user').optional(),
  endpoints: endpoints({ api: origin.default('https://www.googleapis.com') }).prefault({}),
};

const dropbox = {
  appKey: text('the app key, from the Settings tab of the app'),
  appSecret: text('the app secret, from the Settings tab of the app'),
  refreshToken: text('the refresh token that linking the app gave'),
  root: root.default([]),
  namespaceId: text('the id of a namespace')
    .regex(/^\d+$/, 'is not the id of a namespace: a number')
    .optional(),
  memberId: text('the id of a member of the team')
    .regex(/^dbmid:[\w-]+$/, 'is not the id of a member: write it like dbmid:AAC…')
    .optional(),
  endpoints: endpoints({
    api: origin.default('https://api.dropboxapi.com'),
    content: origin.default('https://content.dropboxapi.com'),
  }).prefault({}),
};

const box = {
  folderId: text('the id of the folder: the number at the end of its address').regex(
    /^\d+$/,
    'is not the id of a folder: the number at the end of its address',
  ),
  clientId: text('the client id of the app'),
  clientSecret: text('the client secret of the app'),
  enterpriseId: text('the enterprise id, from the General Settings tab of the app').regex(
    /^\d+$/,
    'is not the id of an enterprise: a number',
  ),
  endpoints: endpoints({
    api: origin.default('https://api.box.com'),
    upload: origin.default('https://upload.box.com'),
  }).prefault({}),
};

const microsoft = {
  tenantId: text('the id of the tenant, "Directory (tenant) ID" in Entra').regex(
    /^[A-Za-z0-9][A-Za-z0-9.-]*$/,
    'is not a tenant: write its id or its domain',
  ),
  clientId: text('the id of the application, "Application (client) ID" in Entra'),
  clientSecret: text('the value of a client secret').optional(),
  certificate: certificate.optional(),
  privateKey: privateKey.optional(),
  endpoints: endpoints({
    graph: origin.default('https://graph.microsoft.com'),
    login: origin.default('https://login.microsoftonline.com'),
  }).prefault({}),
};

const SITE = 'the site, such as contoso.sharepoint.com:/sites/legal';
const sharepoint = {
  ...microsoft,
  site: text(SITE).transform((given, context) => {
    // People copy its address out of the browser.
    const match = /^(?:https:\/\/)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+):?(\/[^?#:]*)?$/.exec(given);
    const [, host = '', path = ''] = match ?? [];
    const names = path.split('/').filter((name) => name !== '');
    if (match === null || names.includes('..')) {
      context.addIssue(`is not a site; write it like ${SITE.slice('the site, such as '.length)}`);
      return z.NEVER;
    }
    return names.length === 0 ? host : `${host}:/${names.join('/')}`;
  }),
  library: text('the name of the document library, as the site shows it')
    .refine((name) => !/[/\\]/.test(name), 'is a path; folders below the library go into root')
    .optional(),
  root: root.default([]),
  columns: yesOrNo.default(false),
};

const onedrive = {
  ...microsoft,
  user: text('the sign-in name of the person whose OneDrive it is').refine(
    (name) => !/[/\\?#]/.test(name),
    'is not a sign-in name, such as archive@contoso.com',
  ),
  root: root.default([]),
};

export const DESTINATION_KEYS = {
  folder,
  s3,
  'google-drive': googleDrive,
  dropbox,
  box,
  sharepoint,
  onedrive,
} as const satisfies Readonly<Record<DestinationType, z.ZodRawShape>>;

export const DESTINATION_TYPES = Object.keys(DESTINATION_KEYS) as readonly DestinationType[];

function ofType<Type extends DestinationType, Shape extends z.ZodRawShape>(
  type: Type,
  shape: Shape,
) {
  return z.strictObject({ ...common, type: z.literal(type), ...shape });
}

/** One destination of each type. */
export const DESTINATION_SCHEMAS = {
  folder: ofType('folder', folder),
  s3: ofType('s3', s3),
  'google-drive': ofType('google-drive', googleDrive),
  dropbox: ofType('dropbox', dropbox),
  box: ofType('box', box),
  sharepoint: ofType('sharepoint', sharepoint),
  onedrive: ofType('onedrive', onedrive),
} as const;

export type WrittenDestination = {
  [Type in DestinationType]: z.output<(typeof DESTINATION_SCHEMAS)[Type]>;
}[DestinationType];

/** Of the frame alone: which schema a destination has to fit hangs on its type. */
export const archiveFile = z.strictObject({
  version: z.literal(1, { error: 'write version: 1, the only version there is' }),
  destinations: z.array(z.unknown(), {
    error: 'list destinations here, each starting with "- name: NAME" ([] for none)',
  }),
});

/** For editors: what the file may hold, before its variables are filled in. */
export function archiveFileSchema(): object {
  const whole = z.strictObject({
    version: z.literal(1),
    destinations: z.array(z.union(Object.values(DESTINATION_SCHEMAS))),
  });
  return z.toJSONSchema(whole, { io: 'input', unrepresentable: 'any' });
}
