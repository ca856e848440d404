import { StorageRefusal } from '../storage-route.js';

/** A refusal in Drive's words: callers branch on the reason, not on the status. */
export class DriveError extends StorageRefusal {
  constructor(status: number, reason: string, message: string, domain = 'global') {
    super({
      status,
      body: { error: { code: status, message, errors: [{ domain, reason, message }] } },
    });
  }
}

export function fileNotFound(id: string): DriveError {
  return new DriveError(404, 'notFound', `File not found: ${id}.`);
}

export function driveNotFound(id: string): DriveError {
  return new DriveError(404, 'notFound', `Shared drive not found: ${id}`);
}

export function notPermitted(): DriveError {
  return new DriveError(
    403,
    'insufficientFilePermissions',
    'The user does not have sufficient permissions for this file.',
  );
}

export function invalid(message: string, reason = 'invalid'): DriveError {
  return new DriveError(400, reason, message);
}

/** A refusal of the token endpoint. */
export function tokenRefusal(status: number, error: string, description: string): StorageRefusal {
  return new StorageRefusal({ status, body: { error, error_description: description } });
}
