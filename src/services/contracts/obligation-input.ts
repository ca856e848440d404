import { parseNumberId } from '../../domain/number-id.js';
import type { NewObligation, ObligationChange } from '../../domain/obligation.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { crowdErrors, readTask } from './task-input.js';
import type { TaskInput } from './task-input.js';
import type { PlacedTask } from './task-strangers.js';
import { noted, said } from '../../domain/said.js';

/** What a caller wants an obligation to say. */
export interface ObligationChangeInput extends Omit<ObligationChange, 'customFields'> {
  readonly customFields?: {
    readonly clause?: string;
    /** Of JSON; to be a number or a text. */
    readonly contractualDeliveryValue?: unknown;
    readonly frequency?: string;
  };
}

/** An obligation as a caller describes it. */
export type NewObligationInput = ObligationChangeInput &
  Pick<NewObligation, 'title' | 'obligationTypeId' | 'priority' | 'endDate'> & {
    readonly tasks?: readonly TaskInput[];
  };

const MOST_TASKS = 50;

/**
 * What may be sent of it, and all that is wrong with it, with paths from `path` on.
 * @throws InputError for malformed ids
 */
export function readObligationChange(
  input: ObligationChangeInput,
  path: readonly string[],
): { readonly change: ObligationChange; readonly errors: UserError[] } {
  const { customFields, ...rest } = input;
  const { contractualDeliveryValue: value, ...texts } = customFields ?? {};
  const isText = typeof value === 'string';
  const errors = [
    ...lengthErrors(
      {
        title: { text: input.title, max: LONGEST.name },
        description: { text: input.description, max: LONGEST.note },
      },
      path,
    ),
    ...lengthErrors(
      {
        clause: { text: texts.clause, max: LONGEST.name },
        frequency: { text: texts.frequency, max: LONGEST.name },
        contractualDeliveryValue: { text: isText ? value : undefined, max: LONGEST.name },
      },
      [...path, 'customFields'],
    ),
  ];
  if (input.title !== undefined && isBlank(input.title)) {
    errors.push({
      field: [...path, 'title'],
      code: 'REQUIRED',
      message: said`Say in "title" what the obligation is.`,
    });
  }
  const isValue = isText || typeof value === 'number' || value === undefined;
  if (!isValue) {
    errors.push({
      field: [...path, 'customFields', 'contractualDeliveryValue'],
      code: 'INVALID_VALUE',
      message: said`"contractualDeliveryValue" is a number or a text.`,
    });
  }
  if (input.obligationTypeId !== undefined)
    parseNumberId(input.obligationTypeId, noted`an obligation type`);
  const fields = {
    ...texts,
    ...(isValue && value !== undefined ? { contractualDeliveryValue: value } : {}),
  };
  return {
    change: { ...rest, ...(customFields === undefined ? {} : { customFields: fields }) },
    errors,
  };
}

/** The same of an obligation that is to be made. @throws InputError for malformed ids */
export function readNewObligation(
  { tasks, ...input }: NewObligationInput,
  path: readonly string[],
): {
  readonly obligation: NewObligation;
  readonly errors: readonly UserError[];
  /** Its tasks, and where they stand. */
  readonly tasks: readonly PlacedTask[];
} {
  const { change, errors } = readObligationChange(input, path);
  const { title, obligationTypeId, priority, endDate } = input;
  const read = tasks?.map((task, index) => {
    const at = [...path, 'tasks', String(index)];
    return { ...readTask(task, at), path: at };
  });
  return {
    obligation: {
      ...change,
      title,
      obligationTypeId,
      priority,
      endDate,
      ...(read === undefined ? {} : { tasks: read.map(({ task }) => task) }),
    },
    errors: [
      ...errors,
      ...crowdErrors([...path, 'tasks'], tasks, MOST_TASKS),
      ...(read ?? []).flatMap((one) => one.errors),
    ],
    tasks: read ?? [],
  };
}
