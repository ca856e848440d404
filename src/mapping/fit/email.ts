/**
 * Whether a text is one address and nothing else: no name around it, no second one, no `mailto:`, and none of the
 * characters without a shape that come along when it is copied from a page.
 */
export function isEmail(text: string): boolean {
  return /^[^\s@<>()[\]:;,"\\\p{Cc}\p{Cf}]+@[^\s@<>()[\]:;,"\\\p{Cc}\p{Cf}]+$/u.test(text);
}
