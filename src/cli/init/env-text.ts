import { InputError } from '../../domain/errors.js';

/** Nothing in it means anything to a shell, or to whoever else reads such files. */
const PLAIN = /^[\w.:/@+=,-]+$/u;

/**
 * Lines of a file that `process.loadEnvFile` reads. Values stand in quotes only where they need them, since `kubectl` and `docker run` take
 * quotes for a part of the value.
 */
export function envText(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => {
      if (PLAIN.test(value)) return `${name}=${value}\n`;
      const quote = ["'", '"', '`'].find((mark) => !value.includes(mark));
      if (quote === undefined || /[\r\n]/u.test(value)) {
        throw new InputError(
          `${name} can't be written in one line; put it into a file, and give ${name}_FILE.`,
        );
      }
      return `${name}=${quote}${value}${quote}\n`;
    })
    .join('');
}
