import type { StorageCall, StorageRoute } from '../storage-route.js';
import type { GraphCloud } from './cloud.js';
import { itemNotFound } from './drive.js';
import type { DriveItem } from './drive.js';
import { changeColumns } from './drive-routes.js';
import { listAnswer, toColumn } from './list-representation.js';
import { toDrive, toListItem } from './representation.js';

/** Sites, their libraries and the lists behind these. */
export function siteRoutes(cloud: GraphCloud): StorageRoute[] {
  const { library } = cloud;
  const site = () => ({
    id: cloud.siteId,
    name: 'legal',
    displayName: 'Legal',
    webUrl: `https://${cloud.host}${cloud.sitePath}`,
  });
  const checkList = ({ params }: StorageCall) => {
    cloud.checkSite(params.site ?? '');
    if (params.list !== library.listId && params.list !== library.name) throw itemNotFound();
  };
  const listItem = ({ params }: StorageCall): DriveItem => {
    const found = library.files().find(({ id }) => id.slice(-6) === params.item);
    if (found === undefined) throw itemNotFound();
    return found;
  };

  return [
    {
      method: 'GET',
      path: /^\/v1\.0\/sites\/(?<key>[^/:]+:\/.+)$/u,
      name: '/v1.0/sites/:host:/:path',
      handle: ({ params }) => {
        cloud.checkSite(params.key ?? '');
        return { status: 200, body: site() };
      },
    },
    {
      method: 'GET',
      path: '/v1.0/sites/:site',
      handle: ({ params }) => {
        cloud.checkSite(params.site ?? '');
        return { status: 200, body: site() };
      },
    },
    {
      method: 'GET',
      path: '/v1.0/sites/:site/drives',
      handle: ({ params }) => {
        cloud.checkSite(params.site ?? '');
        return { status: 200, body: { value: [toDrive(library)] } };
      },
    },
    {
      method: 'GET',
      path: '/v1.0/sites/:site/lists',
      handle: ({ params }) => {
        cloud.checkSite(params.site ?? '');
        return { status: 200, body: { value: [listAnswer(library)] } };
      },
    },
    {
      method: 'GET',
      path: '/v1.0/sites/:site/lists/:list/columns',
      handle: (call) => {
        checkList(call);
        return { status: 200, body: { value: library.settings.columns.map(toColumn) } };
      },
    },
    {
      method: 'GET',
      path: '/v1.0/sites/:site/lists/:list/items/:item',
      handle: (call) => {
        checkList(call);
        return { status: 200, body: toListItem(listItem(call)) };
      },
    },
    {
      method: 'PATCH',
      path: '/v1.0/sites/:site/lists/:list/items/:item/fields',
      handle: (call) => {
        checkList(call);
        cloud.drive(library.id, true);
        return changeColumns(library, listItem(call), call);
      },
    },
  ];
}
