import { createElement } from 'lwc';
import DealdraftArchives from 'c/dealdraftArchives';
import { toContractView } from 'c/dealdraftContractView';

const NOW = Date.parse('2026-03-28T12:00:00.000Z');

function archive(overrides = {}) {
  return {
    destination: 'legal',
    state: 'ARCHIVED',
    path: 'NDA/Acme/NDA (T-1).pdf',
    url: 'https://box.example/1',
    archivedAt: '2026-03-28T11:00:00.000Z',
    verifiedAt: '2026-03-28T11:58:00.000Z',
    lastError: null,
    ...overrides,
  };
}

const waiting = { state: 'WAITING', path: null, url: null, archivedAt: null, verifiedAt: null };

function viewOf(...archives) {
  return toContractView(
    {
      id: 'T-1',
      name: 'NDA',
      status: 'EXECUTED',
      referenceId: null,
      counterpartyName: null,
      url: null,
      documentUrl: null,
      actions: [],
      typeName: null,
      waitingFor: [],
      createdAt: null,
      noted: { templateId: null, voidReason: null },
      sync: { lastSyncedAt: null, pending: false, lastError: null },
      archives,
    },
    NOW,
  ).archives;
}

function mount(archives, props = {}) {
  const element = createElement('c-dealdraft-archives', { is: DealdraftArchives });
  Object.assign(element, { archives, contractName: 'NDA', ...props });
  document.body.append(element);
  return element.shadowRoot;
}

afterEach(() => document.body.replaceChildren());

it('says where a document is, since when, and when it was verified', () => {
  const root = mount(viewOf(archive()));
  const link = root.querySelector('a');
  expect(link.href).toBe('https://box.example/1');
  expect(link.textContent).toBe('legal');
  expect(root.querySelector('li').textContent).toContain(
    'archived 1 hour ago, verified 2 minutes ago',
  );
  expect(root.querySelector('.path').textContent).toBe('NDA/Acme/NDA (T-1).pdf');
  expect(root.querySelector('button')).toBeNull();
});

it('names a place without links, and what can not be archived, with its reason', () => {
  const root = mount(
    viewOf(
      archive({ destination: 'files', url: null }),
      archive({
        destination: 'box',
        ...waiting,
        state: 'PARKED',
        lastError: 'The folder is gone.',
      }),
      archive({ destination: 's3', ...waiting }),
    ),
  );
  const rows = [...root.querySelectorAll('li')].map((row) =>
    row.textContent.replaceAll(/\s+/g, ' ').trim(),
  );
  expect(rows[0]).toContain('files · archived 1 hour ago');
  expect(rows[1]).toContain('box · not archived');
  expect(rows[1]).toContain('The folder is gone.');
  expect(rows[2]).toContain('s3 · on its way');
  expect(root.querySelectorAll('a')).toHaveLength(0);
});

it('shows each destination once, and none that does not want the document', () => {
  const views = viewOf(
    archive(),
    archive({ destination: 'hr', ...waiting, state: 'SKIPPED' }),
    archive({ path: 'NDA/Acme/NDA (T-1) (v2).pdf' }),
  );
  expect(views.map(({ destination, path }) => [destination, path])).toEqual([
    ['legal', 'NDA/Acme/NDA (T-1) (v2).pdf'],
  ]);
  expect(viewOf()).toEqual([]);
});

it('offers to archive again what did not get there, and asks once', () => {
  const asked = jest.fn();
  expect(mount(viewOf(archive({ ...waiting }))).querySelector('button')).toBeNull();
  const refused = { ...waiting, lastError: 'The bucket is full.' };
  const root = mount(viewOf(archive(refused)));
  root.host.addEventListener('again', asked);
  const button = root.querySelector('button');
  expect(button.getAttribute('aria-label')).toBe('Archive again: NDA');
  button.click();
  expect(asked).toHaveBeenCalledTimes(1);
  const busy = mount(viewOf(archive({ ...refused, state: 'PARKED' })), { busy: true });
  busy.host.addEventListener('again', asked);
  busy.querySelector('button').click();
  expect(asked).toHaveBeenCalledTimes(1);
});
