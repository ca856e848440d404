/**
 * The form in which texts are compared when case does not matter: SQLite itself folds ASCII only.
 * Lower, then upper case brings together what either alone keeps apart (ß and SS, both small sigmas).
 */
export function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().toUpperCase();
}
