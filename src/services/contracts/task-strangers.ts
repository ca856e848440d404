import type { KeyPointers } from '../../connectors/spotdraft/key-pointers.js';
import type { Obligations } from '../../connectors/spotdraft/obligations.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { NewTask } from '../../domain/task.js';
import type { UserError } from '../../domain/user-error.js';
import { noted, said } from '../../domain/said.js';

/** A task that is to be made, and where in the input it stands. */
export interface PlacedTask {
  readonly task: NewTask;
  readonly path: readonly string[];
}

interface Named {
  readonly id: string;
  readonly path: readonly string[];
}

const INTERACTIVE = { lane: 'interactive' } as const;

/**
 * What is wrong with tasks that name something of a contract: a task shows what it is about and when that is due, so both have to be
 * of the contract which the reader sees. Costs a call for each kind that is named.
 * @param id null for tasks of the workspace, which name nothing of a contract
 */
export async function strangerErrors(
  spotdraft: Pick<Obligations, 'listObligations'> & Pick<KeyPointers, 'getKeyPointers'>,
  id: ContractId | null,
  tasks: readonly PlacedTask[],
): Promise<UserError[]> {
  const obligations = tasks.flatMap(({ task, path }) =>
    (task.taskAssociations ?? []).flatMap(({ entityType, entityId }, index): Named[] =>
      entityType === 'OBLIGATION'
        ? [{ id: entityId, path: [...path, 'taskAssociations', String(index), 'entityId'] }]
        : [],
    ),
  );
  const keyPointers = tasks.flatMap(({ task, path }): Named[] =>
    task.dueDateKeyPointerId === undefined
      ? []
      : [{ id: task.dueDateKeyPointerId, path: [...path, 'dueDateKeyPointerId'] }],
  );
  const absent = async (
    what: string,
    named: readonly Named[],
    list: (of: ContractId) => Promise<readonly { readonly id: string }[]>,
  ): Promise<UserError[]> => {
    if (named.length === 0) return [];
    const present = new Set(id === null ? [] : (await list(id)).map((one) => one.id));
    return named
      .filter((one) => !present.has(one.id))
      .map((one) => ({
        field: one.path,
        code: 'NOT_FOUND',
        message:
          id === null
            ? said`Say in "contractId" whose ${what} ${one.id} is.`
            : said`Contract ${id} has no ${what} ${one.id}.`,
      }));
  };
  return [
    ...(await absent(noted`obligation`, obligations, (of) =>
      spotdraft.listObligations(of, INTERACTIVE),
    )),
    ...(await absent(noted`key pointer`, keyPointers, (of) =>
      spotdraft.getKeyPointers(of, INTERACTIVE),
    )),
  ];
}
