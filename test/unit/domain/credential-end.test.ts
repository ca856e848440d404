import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { endState, toldFromByHand, toldFromByMachine } from '../../../src/domain/credential-end.js';
import { validityOf, validityOfKey } from '../../../src/domain/validity.js';
import { makeCertificate } from '../../support/certificate.js';

const from = new Date('2026-01-01T00:00:00Z');
const until = new Date('2027-01-01T00:00:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe('the end of a certificate', () => {
  const made = makeCertificate({ from, until });
  const other = makeCertificate({ from, until: day('2030-01-01') });

  it('is read of a PEM text, whatever stands around it', () => {
    expect(validityOf(made.certificatePem)).toEqual({ from, until });
    expect(validityOf(`Subject: CN=x\n${made.privateKeyPem}${made.certificatePem}`)).toEqual({
      from,
      until,
    });
    expect(validityOf(made.privateKeyPem)).toBeNull();
    expect(validityOf('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toBeNull();
  });

  it('is that of the key’s own certificate among several', () => {
    const key = createPrivateKey(made.privateKeyPem);
    const both = other.certificatePem + made.certificatePem;
    expect(validityOfKey(both, key)).toEqual({ from, until });
    expect(validityOfKey(other.certificatePem, key)).toBeNull();
  });
});

describe('people are told', () => {
  it('30 days before what they renew by hand', () => {
    expect(toldFromByHand({ from, until })).toEqual(day('2026-12-02'));
  });

  it('later of what a machine renews in time, the later the shorter it lives', () => {
    expect(toldFromByMachine({ from, until })).toEqual(day('2026-12-02'));
    const short = { from: day('2026-01-01'), until: day('2026-04-01') };
    expect(toldFromByMachine(short)).toEqual(day('2026-03-17'));
  });

  it.each([
    ['fine', '2026-12-01T23:59:59Z'],
    ['soon', '2026-12-02T00:00:00Z'],
    ['soon', '2026-12-31T23:59:59Z'],
    ['over', '2027-01-01T00:00:00Z'],
  ])('that it is %s at %s', (state, now) => {
    const end = {
      credential: 'x',
      what: 'It',
      endsAt: until,
      toldFrom: day('2026-12-02'),
      todo: '',
    };
    expect(endState(end, new Date(now))).toBe(state);
  });
});
