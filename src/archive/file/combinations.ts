import type { DestinationType } from '../../domain/destination-config.js';

/** What is wrong with keys that do not go together; at `key`, which is one of them, or the destination where it is not there. */
export interface CombinationProblem {
  readonly key: string;
  readonly problem: string;
}

type Check = (
  given: ReadonlySet<string>,
  values: Readonly<Record<string, unknown>>,
) => readonly CombinationProblem[];

/** Judged by which keys are there, whatever is wrong with their values. */
export function combinationProblems(
  type: DestinationType,
  entry: Readonly<Record<string, unknown>>,
): readonly CombinationProblem[] {
  const given = new Set(Object.keys(entry).filter((key) => entry[key] !== undefined));
  return CHECKS[type].flatMap((check) => check(given, entry));
}

const microsoft: Check = (given) => {
  const hasSecret = given.has('clientSecret');
  const hasCertificate = given.has('certificate') || given.has('privateKey');
  if (hasSecret && hasCertificate) {
    return [
      {
        key: 'clientSecret',
        problem: 'give either clientSecret, or certificate and privateKey, not both',
      },
    ];
  }
  if (!hasSecret && !hasCertificate) {
    return [
      {
        key: 'clientSecret',
        problem: 'is missing: give the value of a client secret, or certificate and privateKey',
      },
    ];
  }
  return hasCertificate ? together('certificate', 'privateKey')(given, {}) : [];
};

function together(first: string, second: string, otherwise = ''): Check {
  return (given) =>
    given.has(first) === given.has(second)
      ? []
      : given.has(first)
        ? [{ key: second, problem: `is missing: it goes together with ${first}${otherwise}` }]
        : [{ key: first, problem: `is missing: it goes together with ${second}${otherwise}` }];
}

const CHECKS: Readonly<Record<DestinationType, readonly Check[]>> = {
  folder: [],
  s3: [
    together('accessKeyId', 'secretAccessKey', '; leave both out for the usual chain'),
    (given) =>
      given.has('region') || given.has('endpoint')
        ? []
        : [{ key: 'region', problem: 'is missing: the region of the bucket, such as eu-west-1' }],
    (given, { serverSideEncryption }) =>
      given.has('kmsKeyId') && !String(serverSideEncryption).startsWith('aws:kms')
        ? [
            {
              key: 'kmsKeyId',
              problem: 'is for serverSideEncryption: aws:kms; set that, or remove the key',
            },
          ]
        : [],
  ],
  'google-drive': [
    (given) => {
      const inline = given.has('serviceAccountKey');
      if (inline !== given.has('serviceAccountKeyFile')) return [];
      return inline
        ? [
            {
              key: 'serviceAccountKeyFile',
              problem: 'give either serviceAccountKey or serviceAccountKeyFile, not both',
            },
          ]
        : [
            {
              key: 'serviceAccountKey',
              problem:
                'is missing: the JSON key of the service account; or give its path in serviceAccountKeyFile',
            },
          ];
    },
  ],
  dropbox: [],
  box: [],
  sharepoint: [microsoft],
  onedrive: [microsoft],
};
