/** Inside Salesforce it refreshes what Lightning Data Service shows of the record. */
export const RECORDS_CHANGED = 'recordschanged';

export async function notifyRecordUpdateAvailable(records) {
  window.dispatchEvent(new CustomEvent(RECORDS_CHANGED, { detail: records }));
}
