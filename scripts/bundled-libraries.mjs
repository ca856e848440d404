/**
 * The packages that the build puts into dist/libraries, by the names that the sources import. They are devDependencies. Of an ES
 * module all that it exports is there; of a CommonJS one, whose exports can't be told, the names in the list.
 */
export const BUNDLED_LIBRARIES = {
  '@aws-sdk/client-s3': null,
  '@jetstreamapp/soql-parser-js': null,
  'csv-parse/sync': null,
  jsforce: ['Connection'],
  'jsforce/lib/transport.js': ['Transport'],
  'pdf-lib': null,
  tldts: null,
};
