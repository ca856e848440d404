import type { Crm } from '../../../../src/connectors/crm.js';
import type { SalesforceCrmOptions } from '../../../../src/connectors/salesforce/index.js';
import { createSalesforceCrm } from '../../../../src/connectors/salesforce/index.js';
import { systemClock } from '../../../../src/domain/clock.js';
import { silentLog } from '../../../../src/domain/log.js';
import type {
  SalesforceSandbox,
  SalesforceSandboxOptions,
} from '../../../../src/sandbox/salesforce/index.js';
import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';

export interface SandboxCrm extends AsyncDisposable {
  readonly sandbox: SalesforceSandbox;
  readonly crm: Crm;
  /** The queries run since the last call of `forgetCalls`. */
  queries(): readonly string[];
  calls(): number;
  forgetCalls(): void;
}

export interface SandboxCrmOptions {
  readonly flow?: 'jwt' | 'client_credentials';
  readonly org?: SalesforceSandboxOptions;
  readonly crm?: Partial<SalesforceCrmOptions>;
}

/** The sandbox with its sample org, and the port connected to it. */
export async function startSandboxCrm(options: SandboxCrmOptions = {}): Promise<SandboxCrm> {
  const sandbox = await startSalesforceSandbox(options.org);
  const crm = createSalesforceCrm({
    loginUrl: sandbox.url,
    auth:
      options.flow === 'client_credentials'
        ? {
            kind: 'client_credentials',
            clientId: sandbox.clientId,
            clientSecret: sandbox.clientSecret,
          }
        : {
            kind: 'jwt',
            clientId: sandbox.clientId,
            username: sandbox.integrationUsername,
            privateKeyPem: sandbox.privateKeyPem ?? '',
          },
    apiVersion: '66.0',
    defaultCurrency: null,
    clock: systemClock,
    log: silentLog,
    ...options.crm,
  });
  const { usage } = sandbox.control;
  return {
    sandbox,
    crm,
    queries: () => usage.report().soql,
    calls: () => usage.report().total,
    forgetCalls: () => usage.clearCalls(),
    async [Symbol.asyncDispose]() {
      await crm.close();
      await sandbox.close();
    },
  };
}

export const INTEGRATION = { kind: 'integration' } as const;

const user = (name: string) =>
  ({ kind: 'user', username: `${name}@meridian-cloud.example` }) as const;
/** Sees what she owns and what is shared with her. */
export const PRIYA = user('priya.raman');
export const TOM = user('tom.keller');
/** Sees his team's deals, not Tom's. */
export const MARCUS = user('marcus.oyelaran');
/** Sees every deal. */
export const HELENA = user('helena.brandt');
/** Inactive. */
export const DANA = user('dana.whitfield');
