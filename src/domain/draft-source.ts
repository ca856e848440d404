/** Where a draft's value comes from. `default`: nothing is sent, and SpotDraft fills in the template's own value. */
export type DraftSource = 'mapping' | 'override' | 'default' | 'none';
