import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { ENGINES, parseEngine } from '../test/chaos/engines.js';
import type { EngineName } from '../test/chaos/engines.js';
import { benchAcknowledge } from './acknowledge.js';
import { benchAutomations } from './automations.js';
import { benchArchive } from './archive.js';
import { benchBulk } from './bulk.js';
import { benchChanges } from './changes.js';
import { benchDay } from './day.js';
import { benchGrowth } from './growth.js';
import { benchLive } from './live.js';
import { benchOrphans } from './orphans.js';
import { benchOwnLog } from './own-log.js';
import { benchPage } from './page.js';
import { benchPageCpu } from './page-cpu.js';
import { benchParts } from './parts.js';
import { benchTerms } from './terms.js';
import { benchScale } from './scale.js';
import { benchRenewals } from './renewals.js';
import { toMarkdown } from './table.js';
import type { Section } from './table.js';

type Bench = (engine: EngineName, quick: boolean) => Promise<Section | Section[]>;

const BENCHES = {
  acknowledge: benchAcknowledge,
  changes: benchChanges,
  page: benchPage,
  'page-cpu': benchPageCpu,
  parts: benchParts,
  live: benchLive,
  'own-log': benchOwnLog,
  orphans: benchOrphans,
  archive: benchArchive,
  terms: benchTerms,
  bulk: benchBulk,
  growth: benchGrowth,
  scale: benchScale,
  day: benchDay,
  automations: benchAutomations,
  renewals: benchRenewals,
} as const satisfies Record<string, Bench>;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    engine: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(
    `npm run bench -- [--quick] [--engine ${ENGINES.join('|')}] [--only ${Object.keys(BENCHES).join('|')}]\n`,
  );
} else {
  const engines = values.engine?.map(parseEngine) ?? ENGINES;
  const chosen = Object.entries<Bench>(BENCHES).filter(
    ([name]) => values.only === undefined || values.only.includes(name),
  );
  const machine = `${availableParallelism()} cores, Node ${process.version}`;
  const sections: Section[] = [];
  for (const engine of engines) {
    for (const [, bench] of chosen) {
      for (const section of [await bench(engine, values.quick)].flat()) {
        sections.push(section);
        process.stdout.write(`${toMarkdown(section)}\n`);
      }
    }
  }
  const results = { machine, quick: values.quick, sections };
  const here = (name: string) => path.join(import.meta.dirname, name);
  await writeFile(here('results.json'), `${JSON.stringify(results, null, 2)}\n`);
  // The committed table is of a whole run and nothing less.
  if (!values.quick && chosen.length === Object.keys(BENCHES).length) {
    const text = [
      '# Benchmarks, latest run',
      `${machine}. docs/bench.md says what is measured and how to run it.`,
      ...sections.map(toMarkdown),
    ].join('\n\n');
    await writeFile(here('latest.md'), await format(text, { parser: 'markdown' }));
  }
}
