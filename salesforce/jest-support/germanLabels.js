import german from '../labels/de.json';

/** For `jest.mock('c/dealdraftLabels', …)`: what a German reader gets. */
export const LABELS = german;
