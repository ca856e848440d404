// A Salesforce user has a locale in their settings; here it is the browser's.
export default navigator.language;
