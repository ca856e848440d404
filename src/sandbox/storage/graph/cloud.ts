import { randomUUID } from 'node:crypto';

import type { StorageClock } from '../storage-clock.js';
import { GraphDrive, itemNotFound } from './drive.js';
import { graphError } from './refusals.js';

/** What SharePoint says near the end of the app's budget. */
export interface RateLimitHeaders {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** One tenant: a site with one document library, and one user's OneDrive. */
export class GraphCloud {
  readonly host = 'contoso.sharepoint.com';
  readonly sitePath = '/sites/legal';
  readonly siteId = `${this.host},${randomUUID()},${randomUUID()}`;
  readonly user = 'archive@contoso.com';
  readonly library: GraphDrive;
  readonly oneDrive: GraphDrive;
  /** Sent with every answer while it is set. */
  rateLimit: RateLimitHeaders | null = null;

  constructor(clock: StorageClock) {
    this.library = new GraphDrive(
      clock,
      `b!${randomUUID()}`,
      'Documents',
      'documentLibrary',
      `https://${this.host}${this.sitePath}/Shared%20Documents`,
    );
    this.oneDrive = new GraphDrive(
      clock,
      `b!${randomUUID()}`,
      'OneDrive',
      'business',
      'https://contoso-my.sharepoint.com/personal/archive_contoso_com/Documents',
    );
  }

  drives(): GraphDrive[] {
    return [this.library, this.oneDrive];
  }

  /** @throws StorageRefusal for one that is not there, or that nobody has granted. */
  drive(id: string, isWrite: boolean): GraphDrive {
    const drive = this.drives().find((one) => one.id === id);
    if (drive === undefined) throw itemNotFound();
    return admitted(drive, isWrite);
  }

  driveOfUser(user: string, isWrite: boolean): GraphDrive {
    if (user.toLowerCase() !== this.user) {
      throw graphError(404, 'ResourceNotFound', { message: 'User not found' });
    }
    return admitted(this.oneDrive, isWrite);
  }

  /** By id, or by `host:/path` as people know it. */
  checkSite(key: string): void {
    const wanted = key.toLowerCase().replace(/[:/]+$/u, '');
    const isKnown = key === this.siteId || wanted === `${this.host}:${this.sitePath}`;
    if (!isKnown) throw itemNotFound();
    admitted(this.library, false);
  }
}

function admitted(drive: GraphDrive, isWrite: boolean): GraphDrive {
  const { role } = drive.settings;
  if (role === null || (isWrite && role === 'read')) {
    throw graphError(403, 'accessDenied', { message: 'Access denied' });
  }
  return drive;
}
