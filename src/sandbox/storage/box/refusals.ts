import { randomBytes } from 'node:crypto';

import { StorageRefusal } from '../storage-route.js';

const MESSAGES: Readonly<Record<string, string>> = {
  not_found: 'Not Found',
  trashed: 'Item is trashed',
  item_name_in_use: 'Item with the same name already exists',
  name_temporarily_reserved: 'Item name is reserved by another processing item',
  rate_limit_exceeded: 'Request rate limit exceeded, please try again later',
  storage_limit_exceeded: 'Account storage limit reached',
  access_denied_insufficient_permissions: 'Access denied - insufficient permission',
};

export function boxError(
  status: number,
  code: string,
  details: {
    readonly context?: object;
    readonly message?: string;
    readonly headers?: Record<string, string>;
  } = {},
): StorageRefusal {
  return new StorageRefusal({
    status,
    headers: details.headers ?? {},
    body: {
      type: 'error',
      status,
      code,
      ...(details.context !== undefined && { context_info: details.context }),
      help_url: 'http://developers.box.com/docs/#errors',
      message: details.message ?? MESSAGES[code] ?? code,
      request_id: randomBytes(8).toString('hex'),
    },
  });
}

/** The token host has a form of its own. */
export function tokenError(error: string, description: string): StorageRefusal {
  return new StorageRefusal({ status: 400, body: { error, error_description: description } });
}
