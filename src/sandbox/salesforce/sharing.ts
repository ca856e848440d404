import type { SchemaCatalog, SObjectSchema } from './schema/catalog.js';
import type { FieldDef, SObjectRecord } from './schema/types.js';
import type { CrmStore } from './store.js';

/** What a user may not see or change: `Opportunity.Amount` names a field, `Product2` a whole object. */
export interface FieldSecurity {
  readonly hidden?: readonly string[];
  readonly readOnly?: readonly string[];
}

export interface RecordShare {
  readonly recordId: string;
  readonly userId: string;
  readonly access: 'Read' | 'Edit';
}

/** What a user's profile and permission sets come to. */
type UserProfile = 'integration' | 'view-all' | 'standard';

/** Whose rights a request runs with. */
export interface Principal {
  readonly userId: string;
  readonly username: string;
  readonly timeZone: string;
  /** Sees every row, whoever owns it. */
  readonly viewsAll: boolean;
  /** Writes every row and the objects reserved for the integration. */
  readonly modifiesAll: boolean;
  /** The user and everyone below in the hierarchy. */
  readonly ownerIds: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  readonly readOnly: ReadonlySet<string>;
}

type Access = 'None' | 'Read' | 'Edit';

/** Decides per user what exists: objects, fields and rows. */
export class AccessControl {
  readonly #sharesByRecord = new Map<string, RecordShare[]>();
  readonly #fieldSecurity = new Map<string, FieldSecurity>();

  constructor(
    private readonly store: CrmStore,
    private readonly catalog: SchemaCatalog,
    private readonly profiles: ReadonlyMap<string, UserProfile>,
    shares: readonly RecordShare[],
    fieldSecurityByUsername: Readonly<Record<string, FieldSecurity>>,
  ) {
    for (const share of shares) this.share(share);
    for (const [username, security] of Object.entries(fieldSecurityByUsername)) {
      this.setFieldSecurity(username, security);
    }
  }

  share(share: RecordShare): void {
    const list = this.#sharesByRecord.get(share.recordId) ?? [];
    list.push(share);
    this.#sharesByRecord.set(share.recordId, list);
  }

  setFieldSecurity(username: string, security: FieldSecurity): void {
    this.#fieldSecurity.set(username.toLowerCase(), security);
  }

  /** @returns `null` for a user that does not exist. */
  principal(userId: string): Principal | null {
    const user = this.store.find('User', userId);
    if (user === undefined) return null;
    const username = String(user.Username);
    const profile = this.profiles.get(userId) ?? 'standard';
    const security = this.#fieldSecurity.get(username.toLowerCase()) ?? {};
    return {
      userId,
      username,
      timeZone: typeof user.TimeZoneSidKey === 'string' ? user.TimeZoneSidKey : 'GMT',
      viewsAll: profile !== 'standard',
      modifiesAll: profile === 'integration',
      ownerIds: this.#withSubordinates(userId),
      hidden: new Set((security.hidden ?? []).map((name) => name.toLowerCase())),
      readOnly: new Set((security.readOnly ?? []).map((name) => name.toLowerCase())),
    };
  }

  seesObject(principal: Principal, object: SObjectSchema): boolean {
    return !principal.hidden.has(object.name.toLowerCase());
  }

  seesField(principal: Principal, object: SObjectSchema, field: FieldDef): boolean {
    if (principal.hidden.size === 0) return true;
    const isHidden = (name: string): boolean =>
      principal.hidden.has(`${object.name}.${name}`.toLowerCase());
    return (
      !isHidden(field.name) &&
      !(field.compoundFieldName !== null && isHidden(field.compoundFieldName))
    );
  }

  writesField(principal: Principal, object: SObjectSchema, field: FieldDef): boolean {
    const name = `${object.name}.${field.name}`.toLowerCase();
    return !principal.readOnly.has(name) && this.seesField(principal, object, field);
  }

  /** Whether the user's permission sets let them write rows of the object at all. */
  writesObject(principal: Principal, object: SObjectSchema): boolean {
    return principal.modifiesAll || !object.def.writableByIntegrationOnly;
  }

  reads(principal: Principal, object: SObjectSchema, row: SObjectRecord): boolean {
    return principal.viewsAll || this.#access(principal, object, row) !== 'None';
  }

  edits(principal: Principal, object: SObjectSchema, row: SObjectRecord): boolean {
    if (principal.modifiesAll) return true;
    return this.writesObject(principal, object) && this.#access(principal, object, row) === 'Edit';
  }

  #access(principal: Principal, object: SObjectSchema, row: SObjectRecord): Access {
    const owned = typeof row.OwnerId === 'string' && principal.ownerIds.has(row.OwnerId);
    switch (object.def.sharing) {
      case 'setup':
        return 'Read';
      case 'public-read':
        return owned ? 'Edit' : this.#shared(principal, row, 'Read');
      case 'opportunity':
        return owned
          ? 'Edit'
          : this.#accessThrough(principal, row[object.def.opportunityField ?? '']);
      case 'file':
        return owned ? 'Edit' : this.#fileAccess(principal, object, row);
      case 'owner':
        if (owned) return 'Edit';
        // A private deal keeps its owner and managers, and loses everything it was shared by.
        return row.IsPrivate === true ? 'None' : this.#shared(principal, row, 'None');
    }
  }

  #shared(principal: Principal, row: SObjectRecord, otherwise: Access): Access {
    const shares = this.#sharesByRecord.get(String(row.Id)) ?? [];
    const own = shares.filter((share) => share.userId === principal.userId);
    if (own.some((share) => share.access === 'Edit')) return 'Edit';
    return own.length > 0 ? 'Read' : otherwise;
  }

  #accessThrough(principal: Principal, parentId: unknown): Access {
    if (typeof parentId !== 'string') return 'None';
    const parentObject = this.catalog.byKeyPrefix(parentId);
    const parent = parentObject && this.store.find(parentObject.name, parentId);
    if (parentObject === undefined || parent === undefined || parent.IsDeleted === true)
      return 'None';
    const access = this.#access(principal, parentObject, parent);
    return access === 'None' && principal.viewsAll ? 'Read' : access;
  }

  #fileAccess(principal: Principal, object: SObjectSchema, row: SObjectRecord): Access {
    if (object.name === 'ContentDocumentLink')
      return this.#accessThrough(principal, row.LinkedEntityId);
    const documentId = object.name === 'ContentDocument' ? row.Id : row.ContentDocumentId;
    const links = this.store
      .rows('ContentDocumentLink')
      .filter((link) => link.ContentDocumentId === documentId);
    // A file that is shared with a person is theirs to see; everybody sees people, and not their files.
    const isPerson = (id: unknown) => this.store.find('User', String(id)) !== undefined;
    const seen = links.some(({ LinkedEntityId: id }) =>
      isPerson(id) ? id === principal.userId : this.#accessThrough(principal, id) !== 'None',
    );
    return seen ? 'Read' : 'None';
  }

  #withSubordinates(userId: string): Set<string> {
    const found = new Set([userId]);
    const users = this.store.rows('User');
    for (const id of found) {
      for (const user of users) {
        if (user.ManagerId === id) found.add(String(user.Id));
      }
    }
    return found;
  }
}
