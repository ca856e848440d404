import { appendFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export interface Flake {
  readonly name: string;
  readonly file: string;
  /** What the look that failed said. */
  readonly reason: string;
}

/**
 * Says which tests passed only on a second look. CI gives a failure one, because real processes share two cores; a flake
 * that nobody hears of would stay for ever.
 *
 * @param listFile one line a flake is appended, for the summary of several runs; null for none
 */
export function createFlakeReporter(
  listFile: string | null,
  say: (line: string) => void = (line) => {
    console.log(line);
  },
): Reporter {
  return {
    onTestRunEnd(modules) {
      const flakes = modules.flatMap(flakesOf);
      if (flakes.length === 0) return;
      say(`\n${flakes.length} flaky: passed only on a second look`);
      for (const { file, name, reason } of flakes) {
        say(`  ${file} > ${name}\n    first look: ${reason}`);
      }
      if (listFile === null) return;
      appendFileSync(listFile, flakes.map(({ file, name }) => `${file} > ${name}\n`).join(''));
    },
  };
}

function flakesOf(module: TestModule): Flake[] {
  return [...module.children.allTests()].filter(isFlaky).map((test) => ({
    name: test.fullName,
    file: module.relativeModuleId,
    reason: test.result().errors?.[0]?.message.split('\n')[0] ?? 'unknown',
  }));
}

function isFlaky(test: TestCase): boolean {
  return test.diagnostic()?.flaky === true;
}
