import type { ArchiveRules } from '../archive/file/archive-rules.js';
import type { Destination } from '../connectors/archive/destination.js';
import type { Crm } from '../connectors/crm.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import type { CredentialEnd } from '../domain/credential-end.js';
import type { DestinationConfig } from '../domain/destination-config.js';
import type { Log } from '../domain/log.js';
import type { Mapping } from '../mapping/index.js';
import type { ReadCertificate } from '../services/health/public-certificate.js';
import type { Identities } from '../services/people/acting-user.js';
import type { Store } from '../store/store.js';

/** Something to judge by, or why it is not there and which check says so. */
export type Part<Value> =
  { readonly value: Value } | { readonly problems: readonly string[]; readonly toldBy: string };

/** What the environment says that checks go by. No secrets but the keys that are compared. */
export interface DoctorSettings {
  /** Of all variables, one line each; empty when every one can be used. */
  readonly problems: readonly string[];
  /** What is set and will have been meant otherwise. */
  readonly warnings: readonly string[];
  /** Who can call and what of their tokens is not looked at; empty when nothing is open. */
  readonly openEnds: readonly string[];
  readonly spotdraft: {
    readonly baseUrl: string;
    readonly rateLimitPerSecond: number;
    /** Empty when the key is fetched. */
    readonly hmacKeys: readonly string[];
  };
  readonly salesforce: {
    readonly loginUrl: string;
    readonly flow: 'jwt' | 'client_credentials';
    readonly defaultCurrency: string | null;
  };
  readonly storeEngine: string;
  readonly mappingFile: string;
  readonly archiveFile: string;
  readonly identityFile: string | null;
  /** From one sweep for automations to the next; 0 for never. */
  readonly automationEveryMs: number;
  readonly publicUrl: Part<string | null>;
  /** Organizations whose tokens are taken, by their 18-character ids; empty when none are. */
  readonly callerOrgs: Part<readonly string[]>;
  /** CRM user names; null when nobody signs in with a browser. */
  readonly signInAdmins: Part<readonly string[] | null>;
}

/** Where a browser would be sent to sign in, and what answers there. */
export interface SignInProbe {
  /** Null while the provider can't be reached. */
  authorizationUrl(): Promise<URL | null>;
  readonly callbackUrl: string;
}

/** What an address answers to a reader without credentials. */
export type Fetched =
  | {
      readonly status: number;
      /** The beginning of the body. */
      readonly text: string;
      /** Of a redirect, which is not followed. */
      readonly location: string | null;
    }
  | { readonly failure: string };

/** Everything that checks look at. Whoever has an engine has all of it; a command has what its settings allow. */
export interface DoctorParts {
  readonly settings: DoctorSettings;
  readonly store: Part<Store>;
  readonly spotdraft: Part<SpotDraft>;
  readonly crm: Part<Crm>;
  /** Null where there is no file and nobody asked for one. */
  readonly mapping: Part<Mapping>;
  /** Whether there is a mapping file. */
  readonly hasMappingFile: boolean;
  readonly archive: Part<ArchiveRules>;
  readonly identities: Part<Identities>;
  /** What is wrong with the variables that destinations of notices name; nobody is written to. */
  readonly noticeProblems: (rules: Mapping['notices']) => readonly string[];
  readonly openDestination: (config: DestinationConfig) => Promise<Destination>;
  readonly signIn: SignInProbe | null;
  readonly fetch: (url: URL, signal: AbortSignal) => Promise<Fetched>;
  /** Of the settings, those that end and whose end is known. */
  readonly credentialEnds: readonly CredentialEnd[];
  readonly readCertificate: ReadCertificate;
  readonly clock: Clock;
  readonly log: Log;
}

/** Judges by a part, or says who tells why it is not there. */
export function by<Value, Result>(
  part: Part<Value>,
  judge: (value: Value) => Result,
): Result | { readonly toldBy: string } {
  return 'value' in part ? judge(part.value) : { toldBy: part.toldBy };
}
