import { InputError } from '../../domain/errors.js';

/** Lines of a file that `process.loadEnvFile` reads: each value in quotes that it has none of itself. */
export function envText(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => {
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
