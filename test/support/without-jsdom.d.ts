/**
 * Stands in for the types of jsdom, which the Lightning components' tests bring along: vitest would load them, and with
 * them the browser's globals into every file of this project, where `fetch` and streams are Node's.
 */
export interface ConstructorOptions {
  readonly url?: string;
}
