import { NOTICE_TOPICS } from '../../domain/notice-topic.js';
import type { NoticeRule } from '../mapping.js';
import type { CompileContext } from './compile-context.js';
import type { MappingFile } from './mapping-file.schema.js';
import type { KeyPath } from './yaml-source.js';

type NoticeFile = NonNullable<MappingFile['notices']>[number];

const VARIABLE = /^\$\{([A-Za-z_]\w*)\}$/u;

/** Whom to tell of what; the variables are read where the environment is known. */
export function compileNotices(
  written: readonly NoticeFile[],
  { source, problems }: Pick<CompileContext, 'source' | 'problems'>,
): readonly NoticeRule[] {
  const lines = new Map<string, number>();
  return written.flatMap((entry, index) => {
    const at = ['notices', index];
    const say = (path: KeyPath, message: string) => {
      problems.push({ location: source.locate(path), message: `${path.join('.')}: ${message}` });
    };
    function variable(key: 'url' | 'secret') {
      const text = entry[key];
      if (text === undefined) return null;
      const name = VARIABLE.exec(text.trim())?.[1];
      if (name !== undefined) return { name, location: source.locate([...at, key]) };
      // It would stand in the file for everybody to read, so what is there is not shown.
      say(
        [...at, key],
        'is a secret: write ${NAME}, the variable of the environment that holds it',
      );
      return null;
    }
    const url = variable('url');
    const secret = variable('secret');
    if (entry.type === 'json' && entry.secret === undefined) {
      say(at, 'a destination of type json needs secret: ${NAME}, with which messages are signed');
    }
    if (entry.type !== 'json' && entry.secret !== undefined) {
      say([...at, 'secret'], `${entry.type} can not check signatures; remove the line`);
    }
    const name = entry.name ?? entry.type;
    const location = source.locate(at);
    const first = lines.get(name);
    if (first !== undefined) {
      say(
        at,
        `there is a destination "${name}" in line ${first} already; give each a name of its own`,
      );
    } else lines.set(name, location.line);
    if (url === null) return [];
    return [
      {
        name,
        type: entry.type,
        url,
        secret,
        topics: [...new Set(entry.for ?? NOTICE_TOPICS)],
        everyMinutes: entry.everyMinutes ?? 5,
        location,
      },
    ];
  });
}
