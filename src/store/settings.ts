/** Small values by name, such as the webhook subscription or how far a backfill came. JSON text. */
export interface Settings {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}
