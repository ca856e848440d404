import type { Entity } from '../../domain/entity.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { entityWire } from './entity.wire.js';
import { listWire } from './pages.js';
import { readRows } from './wire-values.js';

export interface Entities {
  /** The workspace's own legal entities. */
  listEntities(options: CallOptions): Promise<readonly Entity[]>;
  listEntityIds(options: CallOptions): Promise<readonly string[]>;
  createEntity(entity: NewEntity, options: CallOptions): Promise<Entity>;
}

export interface NewEntity {
  readonly name: string;
  readonly referenceId: string;
  readonly jurisdictionIsoCode: string;
  readonly organizationTypeId: string;
  readonly isPrimary: boolean;
  readonly primaryAddress: {
    readonly lineOne: string;
    readonly cityName: string;
    readonly stateName: string;
    readonly zipcode: string;
    readonly countryIsoCode: string;
  };
}

export function createEntities({ caller, note }: CapabilityParts): Entities {
  async function listEntities(options: CallOptions): Promise<readonly Entity[]> {
    const rows = await caller.call('GET /organizations/entities/', { answer: listWire, options });
    return readRows(rows, { row: entityWire, what: 'entity', note });
  }

  return {
    listEntities,
    listEntityIds: async (options) => (await listEntities(options)).map(({ id }) => id),

    async createEntity({ primaryAddress: address, ...entity }, options) {
      return caller.call('POST /organizations/entities/', {
        body: {
          name: entity.name,
          reference_id: entity.referenceId,
          jurisdiction_iso_code: entity.jurisdictionIsoCode,
          organization_type_id: Number(entity.organizationTypeId),
          is_primary: entity.isPrimary,
          primary_address: {
            line_one: address.lineOne,
            city_name: address.cityName,
            state_name: address.stateName,
            zipcode: address.zipcode,
            country_iso_code: address.countryIsoCode,
          },
        },
        answer: entityWire,
        options,
      });
    },
  };
}
