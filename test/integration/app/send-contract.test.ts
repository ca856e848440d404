import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SendContractDocument } from '../../generated/graphql.js';
import type { SendContractInput } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { callsOf, newContract, SIGNATORY } from './lifecycle-support.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.calls.reset();
});

const file = { fileName: 'terms.pdf', mimeType: 'application/pdf', contentBase64: 'JVBERi0xLjQ=' };

async function send(input: SendContractInput) {
  const { data, errors } = await world.graphql(SendContractDocument, { input });
  expect(errors).toEqual([]);
  return data!.sendContract;
}
const mailsOf = (contractId: string) => world.spotdraft.control.get(contractId)['mails'];

describe('sendContract', () => {
  test('sends to whom, with what and in which forms it is told', async () => {
    const contractId = await newContract(world, 'DRAFT');
    const outcome = await send({
      contractId,
      toEmails: ['iris@harlow.example', 'legal@harlow.example'],
      ccEmails: ['boss@harlow.example'],
      bccEmails: ['archive@meridian-cloud.example'],
      attachmentFormats: ['DOCX', 'TEMPLATE'],
      extraAttachments: [file],
      subject: 'Order form',
      message: 'Please review.',
    });
    expect(outcome).toMatchObject({ userErrors: [], contract: { status: 'REDLINING' } });
    expect(mailsOf(contractId)).toEqual([
      {
        to: ['iris@harlow.example', 'legal@harlow.example'],
        cc: ['boss@harlow.example'],
        bcc: ['archive@meridian-cloud.example'],
        formats: ['DOCX', 'TEMPLATE'],
        attachments: ['terms.pdf'],
        subject: 'Order form',
        message: 'Please review.',
      },
    ]);
  });

  test('sends a PDF to the counterparties where nothing is said; empty lists say nothing', async () => {
    const contractId = await newContract(world, 'DRAFT');
    await send({ contractId });
    await send({ contractId, toEmails: [], attachmentFormats: [], extraAttachments: [] });
    const usual = { to: [SIGNATORY], cc: [], bcc: [], formats: ['PDF'], attachments: [] };
    expect(mailsOf(contractId)).toMatchObject([usual, usual]);
  });

  test.each<[string, Partial<SendContractInput>, string[][]]>([
    ['two addresses in one', { bccEmails: ['a@x.example;b@x.example'] }, [['bccEmails', '0']]],
    ['a file without a name', { extraAttachments: [{ ...file, fileName: ' ' }] }, [['fileName']]],
    ['a path for a name', { extraAttachments: [{ ...file, fileName: 'a/b' }] }, [['fileName']]],
    ['a type that is none', { extraAttachments: [{ ...file, mimeType: 'pdf' }] }, [['mimeType']]],
    [
      'bytes that are not base64',
      { extraAttachments: [{ ...file, contentBase64: 'JVB*' }] },
      [['contentBase64']],
    ],
    ['no bytes', { extraAttachments: [{ ...file, contentBase64: '' }] }, [['contentBase64']]],
  ])('refuses %s before any call', async (_what, input, fields) => {
    const contractId = await newContract(world, 'DRAFT');
    const { userErrors } = await send({ contractId, ...input });
    const at = (path: string[]) => (path.length === 1 ? ['extraAttachments', '0', ...path] : path);
    expect(userErrors).toMatchObject(
      fields.map((path) => ({ field: at(path), code: 'INVALID_VALUE' })),
    );
    expect(callsOf(world, '/send_to_counterparties')).toBe(0);
  });

  test('refuses more files and addresses than a mail takes, each with one error', async () => {
    const contractId = await newContract(world, 'DRAFT');
    const { userErrors } = await send({
      contractId,
      bccEmails: Array.from({ length: 101 }, (_, index) => `b${index}@x.example`),
      extraAttachments: Array.from({ length: 21 }, () => file),
    });
    expect(userErrors.map(({ field }) => field)).toEqual([['bccEmails'], ['extraAttachments']]);
    expect(callsOf(world, '/send_to_counterparties')).toBe(0);
  });
});
