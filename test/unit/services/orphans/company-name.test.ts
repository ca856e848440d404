import { describe, expect, it } from 'vitest';
import {
  companyName,
  companyWords,
  foldedWords,
  nameSimilarity,
} from '../../../../src/services/orphans/company-name.js';

const like = (one: string, other: string) => nameSimilarity(companyName(one), companyName(other));

describe('names of companies', () => {
  it.each([
    ['Acme GmbH', 'ACME, Inc.'],
    ['Acme Robotics B.V.', 'Acme Robotics Ltd'],
    ['Tata Infra Pvt Ltd', 'Tata Infra Private Limited'],
    ['Acme France S.A.S.', 'Acme France SARL'],
    ['Acme LLC', 'Acme L.L.C.'],
    ['Zephyr S. p. A.', 'Zephyr S.p.A.'],
    ['Müller GmbH & Co. KG', 'Mueller'],
    ['Müller AG', 'MULLER'],
    ['Øresund Shipping A/S', 'Oresund Shipping'],
    ['Société Générale SA', 'Societe Generale'],
    ['Łódź Sp. z o.o.', 'Lodz'],
    ['ＡＣＭＥ　Ｃｏｒｐ', 'acme corporation'],
    ['株式会社日立商店', '日立商店'],
    ['ООО Ромашка', 'Ромашка'],
    ["O'Neill & Sons", 'ONeill and Sons Ltd'],
    ['The Harbour Company', 'Harbour Co.'],
    ['Grupo Almería S.A. de C.V.', 'Grupo Almeria'],
  ])('%s is %s', (one, other) => {
    expect(like(one, other)).toBe(1);
  });

  it.each([
    ['Acme Deutschland GmbH', 'Acme France SAS'],
    ['Northgate Systems', 'Northgate Solutions'],
    ['First National Bank', 'First Regional Bank'],
    ['Pacific Rim Logistics', 'Pacific Ridge Logistics'],
    ['Acme', 'Acne'],
    ['Store 12', 'Store 13'],
  ])('%s is not %s', (one, other) => {
    expect(like(one, other)).toBeLessThan(0.9);
  });

  it('a slip of the pen and a missing space are forgiven', () => {
    expect(like('Northgate Robotics', 'Northgate Robotcis')).toBeGreaterThan(0.85);
    expect(like('Data Dog', 'Datadog')).toBe(0.98);
  });

  it('that are nothing but a legal form stay what they are', () => {
    expect(companyWords('SA')).toEqual(['sa']);
    expect(companyWords('  ')).toEqual([]);
    expect(like('', 'Acme')).toBe(0);
    expect(like('Limited', 'GmbH')).toBe(0);
  });

  it('are read to a bound, whatever stands in them', () => {
    expect(foldedWords('a\u0301'.repeat(100_000)).join('').length).toBeLessThanOrEqual(300);
    expect(foldedWords('\ud800 Acme\udc00')).toContain('acme');
  });
});
