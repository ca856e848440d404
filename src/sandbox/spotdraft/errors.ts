import type { ZodError } from 'zod';

/** An answer other than success, with the body the API would send. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.body = body;
  }
}

/** Shape A: `{"detail": "…"}`. */
export function plainError(status: number, detail: string): ApiError {
  return new ApiError(status, { detail });
}

/** Shape B: `{"detail": "…", "code": "SD_…"}`. */
export function codedError(status: number, code: string, detail: string): ApiError {
  return new ApiError(status, { detail, code });
}

/** Shape C: `{"detail", "status_code", "code", "message"}`. */
export function domainError(status: number, code: string, message: string): ApiError {
  return new ApiError(status, { detail: message, status_code: status, code, message });
}

/** Shape F: a status alone, as operations answer whose refusals are declared without a body. */
export function bareError(status: number): ApiError {
  return new ApiError(status, undefined);
}

/** A tree of messages keyed by field, rows keyed by their index. */
export interface FieldErrors {
  [field: string]: readonly string[] | FieldErrors;
}

/** Shape D: `{"limit": ["…"]}`, nested where the input is. */
export function fieldError(errors: FieldErrors): ApiError {
  return new ApiError(400, errors);
}

/** 400 without a body, as of the operations that document none. */
export function silentRefusal(): ApiError {
  return new ApiError(400, undefined);
}

export function notFound(): ApiError {
  return plainError(404, 'Not found.');
}

/** The issues of a schema in shape D; an issue without a path is a `non_field_errors`. */
export function toFieldErrors(error: ZodError): FieldErrors {
  const root: FieldErrors = {};
  for (const issue of error.issues) {
    addFieldError(root, issue.path.map(String), issue.message);
  }
  return root;
}

export function addFieldError(root: FieldErrors, path: readonly string[], message: string): void {
  const [head = 'non_field_errors', ...rest] = path;
  const present = root[head];
  if (rest.length === 0) {
    root[head] = Array.isArray(present) ? [...toMessages(present), message] : [message];
    return;
  }
  const child: FieldErrors = isTree(present) ? present : {};
  root[head] = child;
  addFieldError(child, rest, message);
}

function isTree(node: readonly string[] | FieldErrors | undefined): node is FieldErrors {
  return node !== undefined && !Array.isArray(node);
}

function toMessages(node: readonly string[] | FieldErrors): readonly string[] {
  return isTree(node) ? [] : node;
}
