/** The packages that the build puts into dist/libraries. They are devDependencies. */
export const BUNDLED_LIBRARIES = ['@aws-sdk/client-s3', '@jetstreamapp/soql-parser-js', 'pdf-lib'];
