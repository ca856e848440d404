import { describe, expect, it } from 'vitest';
import { InputError, NotFoundError } from '../../../../src/domain/errors.js';
import { answer, id, interactive, openClient, startLoopback } from './support.js';

describe('notes', () => {
  it.each([
    ['a single one, as the specification shows it', { id: 4, text: 'a', note_tag: 'Legal' }, ['4']],
    [
      'all of them, as it says',
      [
        { id: 4, text: 'a' },
        { id: '5', text: null },
      ],
      ['4', '5'],
    ],
    ['none as an empty list', [], []],
    ['none as an empty object', {}, []],
    ['rows that are none', [{ text: 'without id' }, 'odd', { id: 6, text: 'b' }], ['6']],
  ])('are read from %s', async (_name, body, ids) => {
    await using server = await startLoopback(() => body);
    await using opened = openClient(server.url);
    const notes = await opened.client.listNotes(id('H-3'), interactive);
    expect(notes.map((note) => note.id)).toEqual(ids);
    expect(server.lines()).toEqual(['GET /contracts/H-3/notes']);
  });

  it('have a text, and a tag where SpotDraft says one, by name or with its number', async () => {
    await using server = await startLoopback(() => [
      { id: 1, text: 'a', note_tag: 'Legal' },
      { id: 2, text: 'b', note_tag: { id: 9, name: 'Sales' } },
      { id: 3, text: 7, note_tag: 5 },
    ]);
    await using opened = openClient(server.url);
    expect(await opened.client.listNotes(id('T-3'), interactive)).toEqual([
      { id: '1', text: 'a', tag: 'Legal' },
      { id: '2', text: 'b', tag: 'Sales' },
      { id: '3', text: '', tag: null },
    ]);
  });

  it('are changed with a PUT that is not repeated, as the person who acts', async () => {
    await using server = await startLoopback(() => ({ id: 4, text: 'new', note_tag: 'Legal' }));
    await using opened = openClient(server.url);
    const options = { lane: 'interactive', actingEmail: 'rep@acme.example' } as const;
    const { client } = opened;
    expect(
      await client.updateNote(id('T-3'), { id: '4', text: 'new', tag: 'Legal' }, options),
    ).toEqual({ id: '4', text: 'new', tag: 'Legal' });
    await client.updateNote(id('T-3'), { id: '4', text: 'new' }, interactive);
    expect(server.seen).toMatchObject([
      {
        method: 'PUT',
        url: '/api/v2.1/public/contracts/T-3/notes/4',
        headers: { 'user-email': 'rep@acme.example' },
        body: { text: 'new', note_tag: { name: 'Legal' } },
      },
      { body: { text: 'new' } },
    ]);
    expect(server.seen[1]!.body).not.toHaveProperty('note_tag');
  });

  it('are unknown by name, and their ids checked before any call', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    const change = (noteId: string) =>
      opened.client.updateNote(id('T-3'), { id: noteId, text: 'x' }, interactive);
    await expect(change('9')).rejects.toThrow(/note 9 of contract T-3/);
    await expect(change('9')).rejects.toBeInstanceOf(NotFoundError);
    expect(server.seen).toHaveLength(2);
    for (const odd of ['', '0', '9/../8', 'nine']) {
      await expect(change(odd)).rejects.toBeInstanceOf(InputError);
    }
    expect(server.seen).toHaveLength(2);
  });
});
