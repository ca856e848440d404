import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WEBHOOK_PATH } from '../domain/own-paths.js';
import { MAX_DELIVERY_BYTES } from '../webhooks/receive-delivery.js';
import type { DeliveryReply, IncomingDelivery } from '../webhooks/receive-delivery.js';
import { statusOf } from './status-of.js';

export type ReceiveDelivery = (delivery: IncomingDelivery) => Promise<DeliveryReply>;

export function webhookRoute(scope: FastifyInstance, receive: ReceiveDelivery): void {
  // The signature covers the raw bytes, so no parser may touch them, whatever the content type says.
  scope.removeAllContentTypeParsers();
  // A content type that can't even be parsed would be refused before any parser is asked.
  // Set on the message itself: the request may show a copy of its headers.
  scope.addHook('onRequest', (request, _reply, done) => {
    request.raw.headers['content-type'] = 'application/octet-stream';
    done();
  });
  scope.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: MAX_DELIVERY_BYTES },
    (_request, body, done) => {
      done(null, body);
    },
  );
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    rawBody: Uint8Array | null,
  ) => {
    const signature = request.raw.headers['x-sd-webhook-content-hash'];
    const { status, body } = await receive({ rawBody, signature, correlationId: request.id });
    return reply.code(status).send(body);
  };
  scope.setErrorHandler(async (error, request, reply) => {
    if (statusOf(error) === 413) return answer(request, reply.header('connection', 'close'), null);
    throw error;
  });
  scope.post(
    WEBHOOK_PATH,
    { bodyLimit: MAX_DELIVERY_BYTES, config: { takesAnyEncoding: true } },
    async (request, reply) =>
      answer(request, reply, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)),
  );
}
