import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../src/connectors/spotdraft/generated/operations.js';
import {
  pathOf,
  queryOf,
  subjectOf,
  type OperationName,
} from '../../../../src/connectors/spotdraft/request.js';
import { InputError } from '../../../../src/domain/errors.js';
import { loadOpenApi } from '../../../support/openapi-validator.js';

const SAMPLES = {
  'contract id': 'H-7',
  'contract number': 'T-7',
  number: '12',
  text: '7d444840-9dc0-11d1-b245-5ffdce74fad2',
};

describe('the path of a call', () => {
  it('reaches its own operation of the specification, for every one of them', () => {
    const openApi = loadOpenApi();
    for (const [name, { method, path, ids }] of Object.entries(OPERATIONS)) {
      const samples = Object.fromEntries(
        Object.entries(ids).map(([slot, form]) => [slot, SAMPLES[form]]),
      );
      const sent = pathOf(name as OperationName, samples);
      const problems = openApi
        .checkRequest({ method, path: sent, body: {} })
        .filter((problem) => !/^(?:body|query)/.test(problem));
      expect(problems, name).toEqual([]);
      expect(openApi.operationOf(method, sent), name).toBe(openApi.operationOf(method, path));
    }
  });

  it('names a contract by its id or by its number, as the operation wants it', () => {
    expect(pathOf('GET /contracts/{id}/notes', { id: 'H-7' })).toBe(
      '/api/v2.1/public/contracts/H-7/notes',
    );
    expect(pathOf('GET /contracts/{id}/comments/', { id: 'T-7' })).toBe(
      '/api/v2.1/public/contracts/7/comments/',
    );
    expect(subjectOf('GET /contracts/{id}/comments/', { id: 'T-7' })).toBe('contract T-7');
    expect(subjectOf('GET /templates/{id}/', { id: '7' })).toBeUndefined();
  });

  it('never shows the data of T-7 as those of H-7 where SpotDraft knows contracts by number', () => {
    expect(() => pathOf('GET /contracts/{id}/comments/', { id: 'H-7' })).toThrow(/H-7/);
  });

  it.each([
    ['GET /contracts/{id}/status', 'T-7/../../x'],
    ['GET /contracts/{id}/status', '7'],
    ['GET /contracts/{id}/comments/', 'X-7'],
    ['GET /templates/{id}/', '12/metadata'],
    ['GET /templates/{id}/', '-1'],
    ['GET /templates/{id}/', '1e9'],
    ['GET /contracts/by_external_metadata/{id}', ''],
    ['GET /contracts/by_external_metadata/{id}', '.'],
    ['GET /contracts/by_external_metadata/{id}', '..'],
  ] as const)('%s takes no "%s"', (operation, id) => {
    expect(() => pathOf(operation, { id })).toThrow(InputError);
  });

  it('encodes text, broken text as well', () => {
    const path = pathOf('GET /contracts/by_external_metadata/{id}', { id: 'a/b?c\ud83d' });
    expect(path).toMatch(/\/a%2Fb%3Fc%EF%BF%BD$/);
  });
});

describe('the query of a call', () => {
  it('leaves out what has no value, repeats lists and encodes', () => {
    expect(queryOf({ a: 1, b: undefined, c: ['x', 'y'], d: true, 'e[$in]': 'T-1,T-2' })).toBe(
      '?a=1&c=x&c=y&d=true&e%5B%24in%5D=T-1%2CT-2',
    );
    expect(queryOf({ email: 'a+b@c.example' })).toBe('?email=a%2Bb%40c.example');
    expect(queryOf({ a: undefined })).toBe('');
    expect(queryOf()).toBe('');
  });
});
