import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, parse } from 'yaml';
import { z } from 'zod';
import { addCommands } from '../../../src/cli/commands.js';
import { ENVIRONMENT } from '../../../src/config/config.js';
import { everyMetric } from '../../support/every-metric.js';
import { readText, resolveFrom } from './markdown.js';

const program = new Command('dealdraft');
await addCommands(program);

/** Variables that are not dealdraft's own. */
const OTHERS = ['NODE_ENV', 'HEALTH_URL'];

/** @throws where the program would refuse the words. */
function expectCommand([name = '', ...flags]: readonly string[]): void {
  const command = program.commands.find((each) => each.name() === name);
  expect(command, name).toBeDefined();
  const known = command?.options.map(({ long }) => long);
  for (const flag of flags) expect(known).toContain(flag);
}

function expectVariables(names: readonly string[]): void {
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect([...Object.keys(ENVIRONMENT), ...OTHERS]).toContain(name);
}

/** Runs a checker that this machine may not have; null where it does not. */
function check(command: string, ...args: readonly string[]) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  return done.error === undefined ? done : null;
}

describe('deploy/Dockerfile', () => {
  const lines = readText('deploy/Dockerfile')
    .replaceAll(/\\\n\s*/gu, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const argumentsOf = (instruction: string) =>
    last
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.slice(instruction.length + 1).trim());

  it('ends as nobody of weight, with a health check and one process that hears signals', () => {
    expect(argumentsOf('USER')).toEqual(['node']);
    expect(argumentsOf('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(argumentsOf('HEALTHCHECK').join()).toContain('/healthz');
    // In the form without a shell: a shell as process 1 would keep the signal.
    const [entry = '', ...more] = argumentsOf('ENTRYPOINT');
    expect(more).toEqual([]);
    expect(JSON.parse(entry)).toEqual(['node', '/app/bin/dealdraft.js']);
    expectCommand(JSON.parse(argumentsOf('CMD')[0] ?? '') as string[]);
  });

  it('has the command by its name, for those who come in by exec', () => {
    expect(argumentsOf('RUN').join()).toContain('/app/bin/dealdraft.js /usr/local/bin/dealdraft');
  });

  it('sets variables that dealdraft reads', () => {
    const names = [
      ...argumentsOf('ENV')
        .join(' ')
        .matchAll(/(\w+)=/gu),
    ].map(([, name = '']) => name);
    expectVariables(names);
  });

  it('builds on a Node.js that the package allows, of one version in all stages', () => {
    const bases = new Set(
      lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]),
    );
    expect(bases).toEqual(new Set(['node:24-bookworm-slim']));
    expect(readText('package.json')).toContain('"node": ">=22.20.0 <23 || >=24.7.0"');
  });

  it('is given every file that the package is made of', () => {
    const given = readText('deploy/Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const { files } = z
      .object({ files: z.array(z.string()) })
      .parse(JSON.parse(readText('package.json')));
    const made = ['dist', 'ui'];
    for (const file of files.filter((each) => !each.startsWith('!'))) {
      const [top = ''] = file.split('/');
      if (!made.includes(top)) expect(given).toContain(top);
    }
    expect(given).toEqual(expect.arrayContaining(['src', 'ui', 'scripts', 'package-lock.json']));
  });
});

const service = z.looseObject({
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  image: z.string(),
});

describe('deploy/compose.yaml', () => {
  const { services } = z
    .object({ services: z.record(z.string(), service) })
    .parse(parse(readText('deploy/compose.yaml'), { merge: true }));

  it('runs commands that exist with variables that are read, behind a proxy of this machine', () => {
    for (const { command, environment, ports, image } of Object.values(services)) {
      for (const port of ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/u);
      if (image !== 'dealdraft') continue;
      expectCommand(command);
      expectVariables(Object.keys(environment ?? {}));
    }
    expect(Object.keys(services)).toEqual(['server', 'worker', 'redis']);
  });

  it('runs Redis as the promise needs it', () => {
    const command = services['redis']?.command.join(' ');
    expect(command).toContain(
      '--appendonly yes --appendfsync always --maxmemory-policy noeviction',
    );
  });
});

const labels = z.record(z.string(), z.string());
const object = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
});
const deployment = z.object({
  spec: z.object({
    selector: z.object({ matchLabels: labels }),
    template: z.object({
      metadata: z.object({ labels, annotations: z.record(z.string(), z.string()) }),
      spec: z.looseObject({
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }),
        terminationGracePeriodSeconds: z.number().min(15),
        containers: z.tuple([
          z.looseObject({
            args: z.array(z.string()),
            ports: z.tuple([z.object({ name: z.string(), containerPort: z.number() })]),
            livenessProbe: z.looseObject({
              httpGet: z.object({ path: z.string(), port: z.string() }),
            }),
            volumeMounts: z.array(z.looseObject({ name: z.string() })),
          }),
        ]),
        volumes: z.array(z.looseObject({ name: z.string() })),
      }),
    }),
  }),
});

describe('deploy/kubernetes.yaml', () => {
  const objects = parseAllDocuments(readText('deploy/kubernetes.yaml')).map((document) => {
    if ('errors' in document) expect(document.errors).toEqual([]);
    return object.parse('toJS' in document ? document.toJS() : null);
  });
  const deployments = objects
    .filter(({ kind }) => kind === 'Deployment')
    .map((each) => deployment.parse(each));

  it('has servers and workers, a service, and a disruption budget for each', () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount dealdraft',
      'ConfigMap dealdraft-settings',
      'Deployment dealdraft-server',
      'Deployment dealdraft-worker',
      'Service dealdraft',
      'PodDisruptionBudget dealdraft-server',
      'PodDisruptionBudget dealdraft-worker',
    ]);
    expectVariables(Object.keys(objects[1]?.data ?? {}));
  });

  it.each(
    deployments.map(
      (each) => [each.spec.template.spec.containers[0].args.join(' '), each] as const,
    ),
  )('%s: its selector fits, its probes and mounts lead somewhere', (_args, { spec }) => {
    const [container] = spec.template.spec.containers;
    expectCommand(container.args);
    expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    const [port] = container.ports;
    expect(container.livenessProbe.httpGet).toEqual({ path: '/healthz', port: port.name });
    expect(spec.template.metadata.annotations['prometheus.io/port']).toBe(
      String(port.containerPort),
    );
    const volumes = spec.template.spec.volumes.map(({ name }) => name);
    expect(container.volumeMounts.map(({ name }) => name)).toEqual(volumes);
  });

  it.each(objects.filter(({ kind }) => kind === 'PodDisruptionBudget' || kind === 'Service'))(
    '$kind $metadata.name selects pods that there are',
    (each) => {
      const { spec } = z
        .object({
          spec: z.object({ selector: z.union([z.object({ matchLabels: labels }), labels]) }),
        })
        .parse(each);
      const wanted = 'matchLabels' in spec.selector ? spec.selector.matchLabels : spec.selector;
      const found = deployments.filter(({ spec: { template } }) =>
        Object.entries(wanted).every(([name, value]) => template.metadata.labels[name] === value),
      );
      expect(found).toHaveLength(1);
    },
  );
});

describe('deploy/dealdraft.service', () => {
  const unit = readText('deploy/dealdraft.service');

  it('starts a command that exists, without rights, and does not try wrong settings again', () => {
    const [, command = ''] =
      /^ExecStart=\/usr\/bin\/node \S+\/bin\/dealdraft\.js (.+)$/mu.exec(unit) ?? [];
    expectCommand(command.split(' '));
    expectVariables([...unit.matchAll(/^Environment=(\w+)=/gmu)].map(([, name = '']) => name));
    expect(unit).toMatch(/^DynamicUser=yes$/mu);
    expect(unit).toMatch(/^RestartPreventExitStatus=2$/mu);
  });
});

const rules = z.object({
  groups: z.tuple([
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          annotations: z.object({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ]),
});
const dashboard = z.object({
  panels: z.array(
    z.looseObject({ title: z.string(), targets: z.array(z.looseObject({ expr: z.string() })) }),
  ),
});

describe('what watches dealdraft', async () => {
  const samples = (await everyMetric()).split('\n').filter((line) => line.startsWith('dealdraft_'));
  const alerts = rules.parse(parse(readText('deploy/prometheus/alerts.yml'))).groups[0].rules;
  const { panels } = dashboard.parse(JSON.parse(readText('deploy/grafana/dealdraft.json')));

  const asked = [
    ...alerts.map(({ alert, expr }) => [alert, expr] as const),
    ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ];

  it.each(asked)('%s asks for metrics and labels that there are', (_title, expr) => {
    const metrics = [...expr.matchAll(/(dealdraft_\w+)(?:\{([^}]*)\})?/gu)];
    expect(metrics.length).toBeGreaterThan(0);
    for (const [, name = '', matchers = ''] of metrics) {
      const found = samples.filter((line) => new RegExp(`^${name}[ {]`, 'u').test(line));
      expect(found, name).not.toEqual([]);
      for (const [, label = '', how = '', value = ''] of matchers.matchAll(
        /(\w+)(=~?)"([^"]*)"/gu,
      )) {
        expect(found[0]).toContain(`${label}="`);
        // States are all there are; a status or a service may be any.
        if (how === '=' && ['state', 'kind'].includes(label))
          expect(found.some((line) => line.includes(`${label}="${value}"`))).toBe(true);
      }
    }
    for (const [, label = ''] of expr.matchAll(/by \(([^)]*)\)/gu))
      for (const one of label.split(', ').filter((each) => each !== 'le'))
        expect(samples.some((line) => line.includes(`${one}="`))).toBe(true);
  });

  it('tells commands and settings that there are', () => {
    const told = alerts.map(({ annotations }) => annotations.description).join('\n');
    const names = program.commands.map((command) => command.name());
    for (const [, name = ''] of told.matchAll(/"dealdraft (\w+)/gu)) expect(names).toContain(name);
    for (const [, name = ''] of told.matchAll(/\b([A-Z]+(?:_[A-Z]+)+)\b/gu))
      expectVariables([name]);
  });

  it('holds against the checkers of those who run it, where they are installed', ({ skip }) => {
    const folder = resolveFrom('deploy/x', 'prometheus');
    const checked = [
      check('promtool', 'check', 'rules', `${folder}/alerts.yml`),
      check('promtool', 'test', 'rules', `${folder}/alerts.test.yml`),
    ].filter((done) => done !== null);
    if (checked.length === 0) skip('promtool is not installed');
    for (const done of checked) expect(done).toMatchObject({ status: 0 });
  });
});
