import { isLoopback, isSecure } from '../../../domain/secure-url.js';
import { DestinationError } from '../destination.js';
import { noted } from '../../../domain/said.js';

/**
 * An address that the vendor gave for a session or a download. It is a secret: not for logs, and called without the token.
 * Only a vendor on this machine may name an address on it.
 * @throws DestinationError
 */
export function vendorUrl(address: unknown, origin: string, operation: string): string {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : null;
  if (url !== null && isSecure(url) && (!isLoopback(url) || isLoopback(new URL(origin)))) {
    return url.href;
  }
  throw new DestinationError(noted`The destination named no usable address for the bytes.`, {
    fault: 'unavailable',
    operation,
  });
}
