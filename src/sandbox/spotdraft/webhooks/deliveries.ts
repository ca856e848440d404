import { createHmac } from 'node:crypto';

import { Agent, request } from 'undici';

import { createRandom } from '../../seed/contract-random.js';
import type { JsonObject } from '../json.js';
import type { Activity } from '../model.js';
import type { User } from '../reference-data.js';

export interface Webhook {
  readonly id: number;
  readonly title: string;
  readonly url: string;
  readonly activities: readonly Activity[];
  readonly createdBy: User;
  readonly description?: string;
  readonly customHeaders?: Readonly<Record<string, string>>;
  status: 'ACTIVE' | 'DISABLED_BY_USER' | 'DISABLED_BY_ERROR';
  consecutiveFailures: number;
}

/** How deliveries go wrong. Rates are probabilities from 0 to 1. */
export interface DeliveryFaults {
  dropRate: number;
  /** The next this many deliveries are lost. */
  dropNext: number;
  duplicateRate: number;
  /** Holds each delivery back for a random while, so that later ones overtake it. */
  reorder: boolean;
  delayMs: number;
}

export interface DeliverySettings {
  /** Tries per delivery; 1 means none after a failure. */
  readonly attempts: number;
  readonly retryDelayMs: number;
  readonly timeoutMs: number;
  /** Deliveries under way at once per webhook. */
  readonly concurrency: number;
  /** Whether more than five failures in a row disable a webhook. */
  readonly disableFailing: boolean;
}

export interface DeliveryRecord {
  readonly id: number;
  readonly webhookId: number;
  readonly activity: string;
  /** The integer of the webhook body; `null` for an activity about no contract. */
  readonly contractId: number | null;
  readonly url: string;
  readonly isDuplicate: boolean;
  readonly dropped: boolean;
  /** The last answer's status; `null` while none came. */
  status: number | null;
  attempts: number;
  error: string | null;
}

const NO_DELIVERY_FAULTS: DeliveryFaults = {
  dropRate: 0,
  dropNext: 0,
  duplicateRate: 0,
  reorder: false,
  delayMs: 0,
};

const REORDER_WINDOW_MS = 60;
const FAILURES_TOLERATED = 5;

interface Message {
  readonly activity: string;
  readonly contractId: number | null;
  readonly body: string;
}

interface Job {
  readonly webhook: Webhook;
  readonly message: Message;
  readonly record: DeliveryRecord;
}

/** Signs and sends webhook bodies, with faults on demand, and keeps a record of each. */
export class Deliveries {
  readonly webhooks = new Map<number, Webhook>();
  readonly records: DeliveryRecord[] = [];
  faults: DeliveryFaults = { ...NO_DELIVERY_FAULTS };
  readonly #key: Buffer;
  readonly #settings: DeliverySettings;
  readonly #agent = new Agent();
  readonly #queues = new Map<number, Job[]>();
  readonly #running = new Map<number, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #idleWaiters = new Set<() => void>();
  readonly #lastMessages = new Map<number, Message>();
  #random = createRandom(1);
  #outstanding = 0;
  #isClosed = false;

  /** @param hmacKey base64, decoded before use as the real one is */
  constructor(hmacKey: string, settings: DeliverySettings) {
    this.#key = Buffer.from(hmacKey, 'base64');
    this.#settings = settings;
  }

  /** Sends a body to every active webhook subscribed to the activity. */
  publish(activity: Activity, contractId: number | null, payload: JsonObject): void {
    const subscribed = [...this.webhooks.values()].filter(
      ({ status, activities }) => status === 'ACTIVE' && activities.includes(activity),
    );
    if (subscribed.length === 0) return;
    const message = { activity, contractId, body: JSON.stringify(payload) };
    if (contractId !== null) this.#lastMessages.set(contractId, message);
    for (const webhook of subscribed) this.#enqueue(webhook, message);
  }

  /** Sends the last body of a contract again, byte for byte, to the webhooks subscribed to its activity now. */
  retriggerLatest(contractId: number): void {
    const message = this.#lastMessages.get(contractId);
    if (!message) return;
    for (const webhook of this.webhooks.values()) {
      const isSubscribed = webhook.activities.some((activity) => activity === message.activity);
      if (webhook.status === 'ACTIVE' && isSubscribed) this.#enqueue(webhook, message);
    }
  }

  setFaults(faults: Partial<DeliveryFaults>, seed?: number): void {
    this.faults = { ...this.faults, ...faults };
    if (seed !== undefined) this.#random = createRandom(seed);
  }

  clearFaults(): void {
    this.faults = { ...NO_DELIVERY_FAULTS };
  }

  /** Resolves once no delivery is waiting or under way. */
  async flush(): Promise<void> {
    while (this.#outstanding > 0) {
      await new Promise<void>((resolve) => {
        this.#idleWaiters.add(resolve);
      });
    }
  }

  /** Forgets webhooks, records, faults and what waits; deliveries under way finish unrecorded. */
  reset(): void {
    this.webhooks.clear();
    this.records.length = 0;
    this.#lastMessages.clear();
    this.clearFaults();
    this.#random = createRandom(1);
    for (const timer of this.#timers) {
      clearTimeout(timer);
      this.#outstanding -= 1;
    }
    this.#timers.clear();
    for (const queue of this.#queues.values()) {
      this.#outstanding -= queue.length;
      queue.length = 0;
    }
    this.#wakeWhenIdle();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.reset();
    await this.#agent.destroy();
  }

  #enqueue(webhook: Webhook, message: Message): void {
    const { faults } = this;
    const dropped = faults.dropNext > 0 || this.#random() < faults.dropRate;
    if (faults.dropNext > 0) faults.dropNext -= 1;
    const first = this.#record(webhook, message, { dropped, isDuplicate: false });
    if (!dropped) this.#schedule({ webhook, message, record: first });
    if (!dropped && this.#random() < faults.duplicateRate) {
      const record = this.#record(webhook, message, { dropped: false, isDuplicate: true });
      this.#schedule({ webhook, message, record });
    }
  }

  #record(
    webhook: Webhook,
    { activity, contractId }: Message,
    flags: Pick<DeliveryRecord, 'dropped' | 'isDuplicate'>,
  ): DeliveryRecord {
    const record: DeliveryRecord = {
      id: this.records.length + 1,
      webhookId: webhook.id,
      activity,
      contractId,
      url: webhook.url,
      ...flags,
      status: null,
      attempts: 0,
      error: null,
    };
    this.records.push(record);
    return record;
  }

  #schedule(job: Job): void {
    this.#outstanding += 1;
    const { delayMs, reorder } = this.faults;
    const holdMs = delayMs + (reorder ? Math.floor(this.#random() * REORDER_WINDOW_MS) : 0);
    if (holdMs === 0) {
      this.#push(job);
      return;
    }
    this.#after(holdMs, () => this.#push(job));
  }

  #after(delayMs: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, delayMs);
    this.#timers.add(timer);
  }

  #push(job: Job): void {
    const queue = this.#queues.get(job.webhook.id) ?? [];
    queue.push(job);
    this.#queues.set(job.webhook.id, queue);
    this.#pump(job.webhook.id);
  }

  #pump(webhookId: number): void {
    const queue = this.#queues.get(webhookId) ?? [];
    const running = this.#running.get(webhookId) ?? 0;
    if (running >= this.#settings.concurrency) return;
    const job = queue.shift();
    if (!job) return;
    this.#running.set(webhookId, running + 1);
    void this.#send(job).then((isFinal) => {
      this.#running.set(webhookId, (this.#running.get(webhookId) ?? 1) - 1);
      if (isFinal || this.#isClosed) {
        this.#outstanding -= 1;
        this.#wakeWhenIdle();
      } else {
        this.#after(this.#settings.retryDelayMs, () => this.#push(job));
      }
      this.#pump(webhookId);
    });
  }

  /** One attempt; `true` when there is to be no other. Never rejects. */
  async #send({ webhook, message, record }: Job): Promise<boolean> {
    if (webhook.status !== 'ACTIVE' || this.webhooks.get(webhook.id) !== webhook) {
      record.error = 'webhook disabled or deleted';
      return true;
    }
    record.attempts += 1;
    record.error = null;
    try {
      const answer = await request(webhook.url, {
        dispatcher: this.#agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...webhook.customHeaders,
          'X-SD-WEBHOOK-CONTENT-HASH': this.sign(message.body),
        },
        body: message.body,
        signal: AbortSignal.timeout(this.#settings.timeoutMs),
      });
      await answer.body.dump();
      record.status = answer.statusCode;
    } catch (error) {
      record.status = null;
      record.error = error instanceof Error ? error.message : 'no answer';
    }
    const isSuccess = record.status !== null && record.status >= 200 && record.status < 300;
    webhook.consecutiveFailures = isSuccess ? 0 : webhook.consecutiveFailures + 1;
    if (this.#settings.disableFailing && webhook.consecutiveFailures > FAILURES_TOLERATED) {
      webhook.status = 'DISABLED_BY_ERROR';
    }
    return isSuccess || record.attempts >= this.#settings.attempts;
  }

  /** Lower-case hex HMAC-SHA512 of the raw body. */
  sign(body: string): string {
    return createHmac('sha512', this.#key).update(body).digest('hex');
  }

  #wakeWhenIdle(): void {
    if (this.#outstanding > 0) return;
    for (const wake of this.#idleWaiters) wake();
    this.#idleWaiters.clear();
  }
}
