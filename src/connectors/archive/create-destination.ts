import type { FinishedCall } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import { systemClock } from '../../domain/clock.js';
import type { DestinationConfig } from '../../domain/destination-config.js';
import type { Destination } from './destination.js';

/** Opens no connection yet, and loads only what a destination of this type needs. */
export async function createDestination(
  config: DestinationConfig,
  {
    clock = systemClock,
    onCall,
  }: {
    readonly clock?: Clock;
    /** Told of every exchange with it. */
    readonly onCall?: (call: FinishedCall) => void;
  } = {},
): Promise<Destination> {
  switch (config.type) {
    case 'folder': {
      const { createFolderDestination } = await import('./folder/folder-destination.js');
      return createFolderDestination(config);
    }
    case 's3': {
      const { createS3Destination } = await import('./s3/s3-destination.js');
      return createS3Destination(config, { clock, onCall });
    }
    case 'google-drive': {
      const { createGoogleDrive } = await import('./google-drive/google-drive.js');
      return createGoogleDrive(config, { clock, onCall });
    }
    case 'dropbox': {
      const { createDropbox } = await import('./dropbox/dropbox.js');
      return createDropbox(config, { clock, onCall });
    }
    case 'box': {
      const { createBox } = await import('./box/box.js');
      return createBox(config, { clock, onCall });
    }
    case 'sharepoint':
    case 'onedrive': {
      const { createGraph } = await import('./graph/graph.js');
      return createGraph(config, { clock, onCall });
    }
  }
}
