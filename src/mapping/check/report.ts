import { locationText, type SourceLocation } from '../file/source-location.js';
import { noted } from '../../domain/said.js';

/** What an expression gives that names a function and does not call it. */
export const UNCALLED = noted`a function; call it by writing parentheses after it`;

export interface MappingFinding {
  readonly level: 'error' | 'warning' | 'ok';
  /** `file:line:column` of the key that it is about. */
  readonly where: string;
  readonly message: string;
}

/** What is wrong with one value, before it is said where. */
export interface Fault {
  readonly level: 'error' | 'warning';
  readonly message: string;
}

export function error(message: string): Fault {
  return { level: 'error', message };
}

export function warning(message: string): Fault {
  return { level: 'warning', message };
}

/** Collects findings; what is found twice at one place, as through an anchor, is said once. */
export class Report {
  readonly #findings = new Map<string, MappingFinding>();
  #faults = 0;

  get findings(): readonly MappingFinding[] {
    return [...this.#findings.values()];
  }

  /** How many faults were added, repeated ones included. */
  get faults(): number {
    return this.#faults;
  }

  add(fault: Fault, location: SourceLocation): void {
    this.#faults += 1;
    this.#keep({ ...fault, where: locationText(location) });
  }

  ok(message: string, location: SourceLocation): void {
    this.#keep({ level: 'ok', message, where: locationText(location) });
  }

  #keep(finding: MappingFinding): void {
    this.#findings.set(JSON.stringify(finding), finding);
  }
}
