import { describe, expect, it } from 'vitest';
import {
  innerCode,
  meaningOfCall,
  meaningOfRow,
} from '../../../../src/connectors/salesforce/codes.js';

// In words of their own: read from the lists, they would agree with whatever those lack.
const WRAPPERS = [
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
  'CANNOT_EXECUTE_FLOW_TRIGGER',
  'CANNOT_EXECUTE_FLOW_REQUEST',
  'APEX_ERROR',
  'TXN_SECURITY_APEX_ERROR',
  'TXN_SECURITY_RUNTIME_ERROR',
];

describe('a code around another', () => {
  it.each(WRAPPERS)('%s is what its message names', (wrapper) => {
    const row = (inner: string) => meaningOfRow(wrapper, `DealFlow: ${inner}, said the platform`);
    expect(row('UNABLE_TO_LOCK_ROW')).toEqual({ cause: 'lock', retryable: true });
    expect(row('REQUEST_LIMIT_EXCEEDED')).toEqual({ cause: 'allowance', retryable: true });
    expect(row('STORAGE_LIMIT_EXCEEDED')).toEqual({ cause: 'outage', retryable: true });
    expect(row('INVALID_SESSION_ID')).toEqual({ cause: 'credentials', retryable: true });
    expect(row('REQUEST_RUNNING_TOO_LONG')).toEqual({ cause: 'passing', retryable: true });
    expect(row('ENTITY_IS_DELETED')).toMatchObject({ retryable: false, isGone: true });
    expect(row('FIELD_CUSTOM_VALIDATION_EXCEPTION')).toEqual({
      cause: 'validation',
      retryable: false,
    });
  });

  it.each(WRAPPERS)(
    '%s passes where the automation met a limit, a lock or a service',
    (wrapper) => {
      for (const words of [
        'System.LimitException: Apex CPU time limit exceeded',
        'System.LimitException: Too many SOQL queries: 101',
        'System.QueryException: Record Currently Unavailable: The record you are attempting to edit',
        'System.CalloutException: Read timed out',
      ]) {
        const row = meaningOfRow(
          wrapper,
          `DealTrigger: execution of AfterUpdate caused by: ${words}`,
        );
        expect(row).toEqual({ cause: 'passing', retryable: true });
      }
    },
  );

  it.each(WRAPPERS)(
    '%s that names none is the doing of whoever wrote the automation',
    (wrapper) => {
      expect(meaningOfRow(wrapper, 'DealFlow: null pointer').retryable).toBe(false);
    },
  );

  it('may stand within several, and what a rule says behind it is only its words', () => {
    const [outer, middle] = WRAPPERS;
    expect(innerCode(outer!, `A: ${middle!}: B: UNABLE_TO_LOCK_ROW, of FIELD_FILTER_X`)).toBe(
      'UNABLE_TO_LOCK_ROW',
    );
    const words = 'FIELD_CUSTOM_VALIDATION_EXCEPTION, say UNABLE_TO_LOCK_ROW to your admin';
    expect(innerCode(outer!, `A: ${words}`)).toBe('FIELD_CUSTOM_VALIDATION_EXCEPTION');
    expect(innerCode('FIELD_CUSTOM_VALIDATION_EXCEPTION', words)).toBe(
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    );
  });
});

describe('a code about the whole org', () => {
  it.each([
    ['SERVER_UNAVAILABLE', 'maintenance'],
    ['TOO_MANY_APEX_REQUESTS', 'maintenance'],
    ['TXN_SECURITY_METERING_ERROR', 'maintenance'],
    ['INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE', 'maintenance'],
    ['INVALID_READ_ONLY_USER_DML', 'maintenance'],
    ['FORBIDDEN', 'maintenance'],
    ['UNSUPPORTED_API_VERSION', 'version'],
    ['INVALID_VERSION', 'version'],
    ['GONE', 'version'],
    ['STORAGE_LIMIT_EXCEEDED', 'storage'],
    ['EXCEEDED_QUOTA', 'storage'],
  ])('%s pauses the org, whether a call or a row carries it', (code, outage) => {
    expect(meaningOfCall(code)).toEqual({ kind: 'outage', outage });
    expect(meaningOfRow(code, code)).toEqual({ cause: 'outage', retryable: true });
  });

  it('NOT_FOUND of a call is about the API, of a row about the record that it names', () => {
    expect(meaningOfCall('NOT_FOUND')).toEqual({ kind: 'outage', outage: 'maintenance' });
    expect(meaningOfRow('NOT_FOUND', '')).toEqual({ cause: 'permission', retryable: false });
  });

  it.each([
    ['API_DISABLED_FOR_ORG', 'shut-out'],
    ['FUNCTIONALITY_NOT_ENABLED', 'shut-out'],
    ['ORG_LOCKED', 'shut-out'],
    ['TRIAL_EXPIRED', 'shut-out'],
    ['INVALID_SESSION_ID', 'session'],
    ['INVALID_AUTH_HEADER', 'session'],
  ])('%s is a matter of the credentials, never of a row', (code, kind) => {
    expect(meaningOfCall(code)).toEqual({ kind });
    expect(meaningOfRow(code, code)).toEqual({ cause: 'credentials', retryable: true });
  });

  it('that nobody knows is a bad day, and gives up no row', () => {
    expect(meaningOfCall('A_CODE_ADDED_TOMORROW')).toEqual({ kind: 'outage', outage: 'outage' });
    expect(meaningOfRow('A_CODE_ADDED_TOMORROW', '')).toEqual({ cause: 'other', retryable: true });
  });
});
