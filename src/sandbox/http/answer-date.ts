import type { FastifyInstance } from 'fastify';

/**
 * Dates every answer of `app` by the sandbox's own clock, which tests may step, instead of the machine's. Install it before
 * faults, which may give an answer another date.
 */
export function installAnswerDate(app: FastifyInstance, now: () => Date): void {
  app.addHook('onSend', async (_request, reply) => {
    // Below fastify's own headers, so that a fault's date goes before it.
    reply.raw.setHeader('date', now().toUTCString());
  });
}
