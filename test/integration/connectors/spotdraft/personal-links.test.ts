import { describe, expect, it } from 'vitest';
import { InputError, UpstreamContractError } from '../../../../src/domain/errors.js';
import { id, interactive, openClient, startLoopback } from './support.js';

describe('personal links', () => {
  it('are asked for by the number, for the address as it is', async () => {
    await using server = await startLoopback(({ url }) =>
      url.includes('recipient_link')
        ? { link: 'https://app.spotdraft.com/r/abc?t=1' }
        : { url: 'https://app.spotdraft.com/e/abc' },
    );
    await using opened = openClient(server.url);
    const { client } = opened;
    expect(await client.createRecipientLink(id('T-7'), 'a+b@x.example', interactive)).toBe(
      'https://app.spotdraft.com/r/abc?t=1',
    );
    expect(await client.createSigningUrl(id('T-7'), 'a+b@x.example', interactive)).toBe(
      'https://app.spotdraft.com/e/abc',
    );
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /api/v2.1/public/contracts/7/recipients/recipient_link/?recipient_email=a%2Bb%40x.example',
      'GET /api/v2.1/public/contracts/embedded/contracts/7/counter_party/?cp_email_id=a%2Bb%40x.example',
    ]);
  });

  it.each(['javascript:alert("tell-tale")', 'http://app.example/tell-tale', '/tell-tale', '', 7])(
    'are none where SpotDraft answers %j, which is told nowhere',
    async (told) => {
      await using server = await startLoopback(() => ({ link: told, url: told }));
      await using opened = openClient(server.url);
      const { client } = opened;
      for (const asked of [
        client.createRecipientLink(id('T-7'), 'a@x.example', interactive),
        client.createSigningUrl(id('T-7'), 'a@x.example', interactive),
      ]) {
        const error = await asked.catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(UpstreamContractError);
        expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toContain('tell-tale');
      }
      expect(opened.log.lines.join()).not.toContain('tell-tale');
    },
  );

  it('are not asked for of an H contract, whose number is another’s', async () => {
    await using server = await startLoopback(() => ({}));
    await using opened = openClient(server.url);
    const { client } = opened;
    for (const asked of [
      client.createRecipientLink(id('H-7'), 'a@x.example', interactive),
      client.createSigningUrl(id('H-7'), 'a@x.example', interactive),
    ]) {
      await expect(asked).rejects.toBeInstanceOf(InputError);
    }
    await expect(client.retriggerLatest([id('H-7')], interactive)).rejects.toBeInstanceOf(
      InputError,
    );
    expect(server.seen).toEqual([]);
  });
});
