// A Salesforce user has a time zone in their settings; here it is the browser's.
export default Intl.DateTimeFormat().resolvedOptions().timeZone;
