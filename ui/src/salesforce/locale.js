// A Salesforce user has a locale in their settings; here it is the browser's, as far as it goes with the language.
export { LOCALE as default } from '../language';
