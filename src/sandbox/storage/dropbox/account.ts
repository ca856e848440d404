import type { AccessTokens } from '../access-tokens.js';
import type { StorageKit } from '../storage-kit.js';
import type { StorageCall } from '../storage-route.js';
import { authError, badInput, pathRootError } from './refusals.js';
import { NamespaceTree } from './tree.js';
import type { UploadSession } from './upload-session.js';

const MEMBER_ID = 'dbmid:AACsandboxMember';
const HOME_NAMESPACE = '1001';
const TEAM_NAMESPACE = '2001';

export interface PropertyTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly fields: readonly { readonly name: string; readonly description: string }[];
}

/** What may be changed while the emulator runs. */
export interface DropboxSettings {
  /** Across all namespaces. */
  quotaBytes: number;
  scopes: string[];
  /** What a `finish` that is repeated after its success says. */
  finishedTwice: 'closed' | 'not_found';
  /** The next commit with property groups stores the file and says `properties_error`. */
  failProperties: boolean;
  /** Folders that nobody may write below, by path. */
  readOnly: string[];
}

/** One Dropbox account: a member's home and, for a team with a team space, the root above it. */
export class DropboxAccount {
  readonly settings: DropboxSettings = {
    quotaBytes: Number.MAX_SAFE_INTEGER,
    scopes: [
      'account_info.read',
      'files.metadata.read',
      'files.metadata.write',
      'files.content.read',
      'files.content.write',
      'sharing.read',
      'sharing.write',
    ],
    finishedTwice: 'closed',
    failProperties: false,
    readOnly: [],
  };
  readonly templates = new Map<string, PropertyTemplate>();
  readonly sessions = new Map<string, UploadSession>();
  readonly links = new Map<string, string>();
  readonly #namespaces = new Map<string, NamespaceTree>();
  rootNamespace: string;

  constructor(
    private readonly kit: StorageKit,
    private readonly tokens: AccessTokens<'member' | 'team'>,
    hasTeamSpace: boolean,
  ) {
    this.rootNamespace = hasTeamSpace ? TEAM_NAMESPACE : HOME_NAMESPACE;
    this.openNamespace(HOME_NAMESPACE);
    if (hasTeamSpace) this.openNamespace(TEAM_NAMESPACE);
  }

  openNamespace(id: string): NamespaceTree {
    const tree = new NamespaceTree(
      this.kit.clock,
      (moreBytes) => this.usedBytes() + moreBytes > this.settings.quotaBytes,
    );
    this.#namespaces.set(id, tree);
    return tree;
  }

  namespaces(): NamespaceTree[] {
    return [...this.#namespaces.values()];
  }

  usedBytes(): number {
    return this.namespaces()
      .flatMap((tree) => tree.files())
      .reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  rootInfo(): object {
    const isTeam = this.rootNamespace !== HOME_NAMESPACE;
    return {
      '.tag': isTeam ? 'team' : 'user',
      root_namespace_id: this.rootNamespace,
      home_namespace_id: HOME_NAMESPACE,
      ...(isTeam && { home_path: '/Sandbox Member' }),
    };
  }

  /** Signs the caller in. @throws StorageRefusal for who may not call this. */
  admit(call: StorageCall, operation: string, scope: string): void {
    const found = this.tokens.find(call.headers.authorization);
    if (found === null) throw authError({ '.tag': 'invalid_access_token' });
    if (found.expired) throw authError({ '.tag': 'expired_access_token' });
    if (!this.settings.scopes.includes(scope)) {
      throw authError({ '.tag': 'missing_scope', required_scope: scope });
    }
    const selected = call.headers['dropbox-api-select-user'];
    if (found.owner === 'team' && selected === undefined) {
      throw badInput(
        operation,
        'This API function operates on a single Dropbox account, but the OAuth 2 access token you provided is for an entire Dropbox Business team.',
      );
    }
    if (selected !== undefined && (found.owner !== 'team' || selected !== MEMBER_ID)) {
      throw authError({ '.tag': 'invalid_select_user' });
    }
  }

  /** The namespace that the paths of a call are rooted in, and the path there. */
  locate(
    call: StorageCall,
    operation: string,
    path: string,
  ): { tree: NamespaceTree; path: string } {
    const own = /^ns:(\d+)(.*)$/su.exec(path);
    const id = own?.[1] ?? this.#pathRoot(call, operation);
    const tree = this.#namespaces.get(id);
    if (tree === undefined) throw pathRootError({ '.tag': 'no_permission' });
    const inside = own?.[2] ?? path;
    if (!/^(?:\/.*|id:.+|rev:.+)?$/su.test(inside)) {
      throw badInput(
        operation,
        String.raw`request body: path: '${path}' did not match pattern '(/(.|[\r\n])*)|(ns:[0-9]+(/.*)?)|(id:.*)'`,
      );
    }
    return { tree, path: inside };
  }

  #pathRoot(call: StorageCall, operation: string): string {
    const header = call.headers['dropbox-api-path-root'];
    if (header === undefined) return HOME_NAMESPACE;
    const root = parseRoot(String(header));
    switch (root?.['.tag']) {
      case 'home':
        return HOME_NAMESPACE;
      case 'root':
        if (root.root !== this.rootNamespace) {
          throw pathRootError({ '.tag': 'invalid_root', invalid_root: this.rootInfo() });
        }
        return this.rootNamespace;
      case 'namespace_id':
        return String(root.namespace_id);
      default:
        throw badInput(operation, 'Invalid HTTP header "Dropbox-API-Path-Root"');
    }
  }
}

function parseRoot(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value))
      : null;
  } catch {
    return null;
  }
}
