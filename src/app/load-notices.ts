import type { Config } from '../config/config.js';
import { createChat } from '../connectors/chat/create-chat.js';
import type { Clock } from '../domain/clock.js';
import { ConfigError } from '../domain/errors.js';
import { isSecure } from '../domain/secure-url.js';
import type { SourceProblem } from '../mapping/file/source-location.js';
import { configErrorOf } from '../mapping/file/source-problems.js';
import type { NoticeRule, VariableReference } from '../mapping/mapping.js';
import type { NoticeDestination } from '../services/notices/tell-destination.js';

const SHORTEST_SECRET = 16;

/** What is wrong with the variables that the destinations name, each as `file:line:column`; empty when all can be used. */
export function noticeProblems(
  rules: readonly NoticeRule[],
  config: Pick<Config, 'variable'>,
): readonly string[] {
  try {
    readNotices(rules, config);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
}

/**
 * Puts the values of the variables in their place; nobody is written to.
 * @throws ConfigError with every problem, each as `file:line:column`. No value of a variable stands in one.
 */
export function loadNotices(
  rules: readonly NoticeRule[],
  config: Pick<Config, 'variable'>,
  clock: Clock,
): readonly NoticeDestination[] {
  return readNotices(rules, config).map(
    ({ rule: { name, type, topics, everyMinutes }, url, secret }) => ({
      name,
      type,
      topics,
      everyMinutes,
      chat: createChat({ type, url, secret }, { clock }),
    }),
  );
}

interface ReadNotice {
  readonly rule: NoticeRule;
  readonly url: string;
  readonly secret: string | null;
}

/** @throws ConfigError with every problem. */
function readNotices(
  rules: readonly NoticeRule[],
  { variable }: Pick<Config, 'variable'>,
): readonly ReadNotice[] {
  const problems: SourceProblem[] = [];
  function valueOf(reference: VariableReference): string | null {
    const { name, location } = reference;
    const found = variable(name);
    if ('text' in found) return found.text;
    problems.push({ location, message: `\${${name}} ${found.problem}` });
    return null;
  }
  const read = rules.map((rule) => {
    const url = valueOf(rule.url);
    const secret = rule.secret === null ? null : valueOf(rule.secret);
    if (url !== null && !isAddress(url)) {
      problems.push({
        location: rule.url.location,
        message: `\${${rule.url.name}} is not the address of a webhook: https, or http to this machine itself`,
      });
    }
    if (rule.secret !== null && secret !== null && secret.length < SHORTEST_SECRET) {
      problems.push({
        location: rule.secret.location,
        message: `\${${rule.secret.name}} is too short for a secret: ${SHORTEST_SECRET} characters or more`,
      });
    }
    return { rule, url: url ?? '', secret };
  });
  if (problems.length > 0) throw configErrorOf(problems);
  return read;
}

function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && isSecure(url) && url.username === '' && url.password === '';
}
