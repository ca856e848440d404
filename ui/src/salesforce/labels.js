// Salesforce fills labels in by the language in a user's settings; here they come in the language of the page.
export { LABELS } from '../language';
