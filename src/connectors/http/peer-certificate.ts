import { isIP } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { Validity } from '../../domain/validity.js';
import { validityOf } from '../../domain/validity.js';

/**
 * Until when the certificate is good that an https address shows, also one that is over or that nobody trusts. Asks for no page, and
 * goes through no proxy, which would show one of its own. Null when it is not reached from here.
 */
export async function readPeerCertificate(url: URL, signal: AbortSignal): Promise<Validity | null> {
  if (url.protocol !== 'https:') return null;
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  const socket = connect({
    host,
    port: url.port === '' ? 443 : Number(url.port),
    // A name alone may be told, no address.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: false,
  });
  const ended = Promise.withResolvers<Validity | null>();
  const giveUp = () => {
    ended.resolve(null);
  };
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  socket.once('error', giveUp);
  socket.once('secureConnect', () => {
    const shown = socket.getPeerX509Certificate();
    ended.resolve(shown instanceof X509Certificate ? validityOf(shown.toString()) : null);
  });
  try {
    return await ended.promise;
  } finally {
    signal.removeEventListener('abort', giveUp);
    socket.destroy();
  }
}
