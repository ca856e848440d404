import { X509Certificate } from 'node:crypto';

/**
 * Of an application, for these tests alone. Made with
 * `openssl req -x509 -newkey rsa:2048 -nodes -days 36500 -subj "/CN=dealdraft test"`.
 */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDFTCCAf2gAwIBAgIUN78K34LpHX4a5ia/w5qKeTxPS/8wDQYJKoZIhvcNAQEL
BQAwGTEXMBUGA1UEAwwOZGVhbGRyYWZ0IHRlc3QwIBcNMjYxMTMwMTEyNDA3WhgP
MjEyNjExMDYxMTI0MDdaMBkxFzAVBgNVBAMMDmRlYWxkcmFmdCB0ZXN0MIIBIjAN
BgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtGYrlioMRJ7QVZpyKg8D4qKiIYOr
avsQvLbB2uRKzQTI2utbM3aqzQ/g2VK/DvNip+dtOOEFvLcud0K5Iw5TA1aL+giT
rhTuQKFUjcr36uaP17C9r9JU0Cjvm5zzSJohvvmhuwowKwIYI1nOKs1pRkOt2G/y
Ma+1bQRi9bu4CZf3VaT4tQg5nW4YWXzrmagMi2vqaTEDRUT74gYpe0GiaD4vOaL/
0vnDvoZ71heXbRB3I2LN/v46rJXkhWDZAKfHo57iYsgfSPTHCni/RoR1IMABvoT/
qV5cKbZsdlmv76+zONERM5ly2kB7fdnOuZS1toFI4KecB7yr35acOV7FhwIDAQAB
o1MwUTAdBgNVHQ4EFgQUnP61r7e1t/cexPyCykwV6V2z67YwHwYDVR0jBBgwFoAU
nP61r7e1t/cexPyCykwV6V2z67YwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0B
AQsFAAOCAQEAWdHqcWVEEiJZPULF6tiPMCoB5dEmCoKp23IgjYC+c9OF0tuFZ/X9
7QZhxQIZW/JlGcwr83l1HQPkXRCBgyQTeJJMw/8nA7jg9AJKKDqyMzMJkJKMxhPN
mKC1drIqgfgEEDJWAqTQgJqSf1CscTZJOHUqTnfO6hsqNdYrvmhF0MKWIJNI3HwT
FXpaAcpofgeX9IT4aZ8D/4Cm41r3NlscbckT95yP4DVEwNXkpo5zLx2/lfo6/Hcp
xTZiH+wxCO564vTuLOGPS7lTdTBwVsl0HK4c4Wox0Tt2YzPdsySA+sA6s0Sn9Cik
XwsTVoKLXpRdL0tiLazucDPvoQ4pslbeEg==
-----END CERTIFICATE-----
`;
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC0ZiuWKgxEntBV
mnIqDwPioqIhg6tq+xC8tsHa5ErNBMja61szdqrND+DZUr8O82Kn52044QW8ty53
QrkjDlMDVov6CJOuFO5AoVSNyvfq5o/XsL2v0lTQKO+bnPNImiG++aG7CjArAhgj
Wc4qzWlGQ63Yb/Ixr7VtBGL1u7gJl/dVpPi1CDmdbhhZfOuZqAyLa+ppMQNFRPvi
Bil7QaJoPi85ov/S+cO+hnvWF5dtEHcjYs3+/jqsleSFYNkAp8ejnuJiyB9I9McK
eL9GhHUgwAG+hP+pXlwptmx2Wa/vr7M40REzmXLaQHt92c65lLW2gUjgp5wHvKvf
lpw5XsWHAgMBAAECggEAAUDEayKXoZ8vK0Kk9sEFi3ykGHKyehryuGmi89yqEfDg
93d/03euvNKwNevRNk743HNLDh4VM1GPM3Z1lFZau6cz1n5aW3DILUK+Z5qFTLUu
3C/dR9KNX3TC7uQqlgW1pLHvLnFmEqZmrIT79zTxPXLmF9H1okq28K7n6qg6VJ0d
zA2vaXt/GPApsGvHZQ+Saelu2rtxut06uMVbrrsGJLOqmLY77AIFV0Dg9sd4Xxo2
ns5H7JQXPANRBRhRKegBh/WjVOF3vAXqORKbTTtqqBVsFcke9JfxBpKTCsReztQi
J+3M/RLDlcQoAnAeCpw+yGsZAOHdJXfWvUevWzrxwQKBgQDwUwSzUni9VM9Bdi2w
cFzl7TQ28hp9QxwzwnNmxYQjht6DmCYhxx+ti0Nx0NGGfjzDyrgUg+iiU1QkJDts
jaz4jI5p3NHtgkHRdwCEn0v+LtLGRFlxxkp++lv4OxtXPhbmFWJW5m4SMHevlQTL
lqpey6Rg0UKXMstXe0JN71vc6QKBgQDAKoJtcgV8fTnuZ6hq1GQxCAh6ru8fB7GQ
G+3WdMfNUbvY2/WJjTvb5RQgQjeyWrOwEt+g7VqJcXecJ7STPa6j6v2F9DDJdTy4
DrqbBmxEYs9xdletxDQ/M6Ch0WUNjxlfUyXGoeRfA+mKkCDHHSFYWAil7zAjWgM1
nlqyVGpI7wKBgQCR8Wh+WcwW9kTytQjkCChyPQ2jfH0XqsSarjCUrcgkJwhEFAa8
JoeXRWZM3QoQyeKu6BHH658/zKjhVdt8fcEYI4tswHv/50V/Jex7nZ1xnA/F9cX3
sPqWiAWIBqUA4yTWzw+sRD198E8OosmJtVJ7ROHrJclxtpgD5UeLupsn2QKBgBEV
9oDKqYg3DiaPWt8cwUfGwhI+aY5lvbjlctElkvpDcSNH813mi9LyXEa9/HvEKsPV
+cIyOGGOECd3NEv/KP70DtSRMKFI5jwrOxY7jPbLnkwlTIhrsIWKDpc0qfp5pbTf
DLXLgSWdkG88f12UznkvYp12Vd5ey3hB+yht7wFLAoGBAJLP7TYvtB49wlZ6dmSv
GwAgzekdyEBgEWhyqAMojpcLvAAO07os/PMvLlUe8izmIG6QRXT6QwP7q1LoPK+n
KmY6Y5ImpZsK4aVI0mT0QN+YOOhCu3HEfGiD7Fq+6zGVM3nxT/cXHgci/rC8DAnv
wMpwQnofLAInsVYZS2j9jhC5
-----END PRIVATE KEY-----
`;

/** As the application has it, and as it was uploaded for the app. */
export function appCertificate() {
  const certificate = new X509Certificate(CERTIFICATE);
  const base64url = (fingerprint: string) =>
    Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
  return {
    certificatePem: CERTIFICATE,
    privateKeyPem: PRIVATE_KEY,
    certificate: {
      x5t: base64url(certificate.fingerprint),
      x5tS256: base64url(certificate.fingerprint256),
      publicKeyPem: certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    },
  };
}
