/** How dealdraft signs in to Salesforce: in the name of each user, or as one user for everybody. */
export type SalesforceAuth =
  | {
      readonly kind: 'jwt';
      readonly clientId: string;
      readonly username: string;
      readonly privateKeyPem: string;
    }
  | {
      readonly kind: 'client_credentials';
      readonly clientId: string;
      readonly clientSecret: string;
    };
