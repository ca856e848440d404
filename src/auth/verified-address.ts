/**
 * The address under which a person may act in SpotDraft, of what signed claims say; null for one that the signer does not
 * vouch for, since anybody could have entered it. A signer that says nothing about it is believed.
 *
 * @param isVerified the claim `email_verified`; some signers send it as a text.
 */
export function verifiedAddress(
  email: string | null | undefined,
  isVerified: unknown,
): string | null {
  const isVouchedFor =
    isVerified === undefined || isVerified === null || isVerified === true || isVerified === 'true';
  return isVouchedFor ? (email ?? null) : null;
}
