import { ConfigError } from '../domain/errors.js';
import type { Traces } from '../telemetry/traces.js';

const PACKAGES =
  '@opentelemetry/api @opentelemetry/sdk-trace @opentelemetry/resources @opentelemetry/exporter-trace-otlp-http';

/**
 * Traces are few people's wish and their packages large, so they are installed and loaded only where somebody collects them.
 *
 * @throws ConfigError where they are wanted and the packages are missing.
 */
export async function openTraces(endpoint: string | null): Promise<Traces | null> {
  if (endpoint === null) return null;
  try {
    const { startTraces } = await import('../telemetry/traces.js');
    return startTraces(endpoint);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new ConfigError([
      `OTEL_EXPORTER_OTLP_ENDPOINT: traces need packages that are not installed. Run: npm install ${PACKAGES}`,
    ]);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
