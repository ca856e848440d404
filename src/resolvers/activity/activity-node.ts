import type { Activity } from '../../domain/activity.js';
import type { ActivityType } from '../../schema/activity.js';

/** For operators, who see all of it. */
export function toActivityNode(activity: Activity): ActivityType {
  return { ...activity, source: activity };
}

/**
 * For whoever may see the contract or the deal it is listed with: without a neighbour's own words, and without what was read
 * from fields of the CRM that they may not see.
 */
export function toTimelineNode(activity: Activity): ActivityType {
  return {
    ...activity,
    source: activity,
    error: activity.told,
    changes: activity.changes.map((change) =>
      change.isRead === true ? { ...change, before: null } : change,
    ),
  };
}
