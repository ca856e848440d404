import english from '../labels/en.json';

/** In place of `c/dealdraftLabels`, whose labels Salesforce fills in: the English ones. */
export const LABELS = english;
