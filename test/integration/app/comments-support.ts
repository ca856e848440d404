import type { World } from '../../support/world.js';

/** A T contract whose number no H contract has, and that nothing was said about. */
export function quietContract(world: World): string {
  const contracts = world.spotdraft.control.list().filter(({ deleted }) => !deleted);
  const numbers = new Set(contracts.map(({ id }) => id.replace('H-', '')));
  const found = contracts.find(
    ({ id, comments }) =>
      id.startsWith('T-') && !numbers.has(id.replace('T-', '')) && comments.length === 0,
  );
  return found!.id;
}
