import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { claimRuns, namesWithWork } from "@/lib/jobs/claim-runs";
import type { Job } from "@/lib/jobs/define-job";
import { recoverDeadRuns } from "@/lib/jobs/recover-dead-runs";
import { runJob } from "@/lib/jobs/run-job";
import { scheduleJob } from "@/lib/jobs/schedule-job";
import { sendDueJobs } from "@/lib/jobs/send-due-jobs";
import { sendJob } from "@/lib/jobs/send-job";
import { log } from "@/lib/log";

export interface RunnerOptions {
  /** How often it looks for work. */
  pollMs: number;
  /** How often one of all processes sends what is due and looks for dead runs. */
  tickSeconds: number;
  /** A process that is silent for so long counts as dead. */
  leaseSeconds: number;
  /** How long a handler may go on after its signal fired. */
  graceSeconds: number;
}

const DEFAULTS: RunnerOptions = { pollMs: 1_000, tickSeconds: 10, leaseSeconds: 30, graceSeconds: 5 };

/** Looks for work and runs it, next to any number of others on the same database. Lives until it is stopped. */
export class JobRunner {
  readonly #jobs: readonly Job[];
  readonly #options: RunnerOptions;
  readonly #stopping = new AbortController();
  readonly #runs = new Map<Promise<void>, string>();
  #prepared = false;
  #failing = false;
  #tickedAt = Number.NEGATIVE_INFINITY;
  /** A run ended since the last look. */
  #again = false;
  #wake: () => void = () => {};
  #loop: Promise<void> | null = null;

  constructor(jobs: readonly Job[], options: Partial<RunnerOptions> = {}) {
    this.#jobs = jobs;
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Begins to look for work. An outage of the database is waited for, said once. */
  start(): void {
    this.#loop ??= this.#work();
  }

  /** Takes up nothing more, tells running handlers to end and waits for them; unfinished jobs go back to their queues. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#loop;
    await Promise.all(this.#runs.keys());
  }

  async #work(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#prepare();
        await this.#tick();
        await this.#takeUp();
        if (this.#failing) log.info("jobs are looked for again");
        this.#failing = false;
      } catch (err) {
        if (!this.#failing) log.error({ err }, "jobs can't be looked for; trying on");
        this.#failing = true;
      }
      await this.#rest();
    }
  }

  /** Once: the schedules that stand in code stand in the database. */
  async #prepare(): Promise<void> {
    if (this.#prepared) return;
    for (const job of this.#jobs)
      if (job.schedule) {
        const { cron, zone, atStart } = job.schedule;
        await scheduleJob(db, job, { cron, zone: zone(), data: {} });
        if (atStart) await sendJob(db, job, {});
      }
    this.#prepared = true;
  }

  /** Housekeeping, by whichever process comes first; `maintained_on` also tells that somebody runs jobs at all. */
  async #tick(): Promise<void> {
    const seconds = this.#options.tickSeconds;
    if (performance.now() - this.#tickedAt < seconds * 1000) return;
    this.#tickedAt = performance.now();
    const mine = await db.execute(sql`
      update pgboss.version set maintained_on = now()
      where maintained_on is null or maintained_on <= now() - make_interval(secs => ${seconds * 0.9})
      returning version`);
    if (mine.length === 0) return;
    await recoverDeadRuns();
    await sendDueJobs(this.#jobs);
  }

  async #takeUp(): Promise<void> {
    const free = (job: Job) =>
      job.concurrency - [...this.#runs.values()].filter((name) => name === job.name).length;
    const able = this.#jobs.filter((job) => free(job) > 0);
    const names = await namesWithWork(able.map(({ name }) => name));
    for (const job of able.filter(({ name }) => names.includes(name)))
      for (const run of await claimRuns(job, free(job), this.#options.leaseSeconds)) {
        const done: Promise<void> = runJob(job, run, {
          leaseSeconds: this.#options.leaseSeconds,
          graceSeconds: this.#options.graceSeconds,
          stopping: this.#stopping.signal,
        }).finally(() => {
          this.#runs.delete(done);
          this.#again = true;
          this.#wake();
        });
        this.#runs.set(done, job.name);
      }
  }

  /** Until the next look, or until a run ends and leaves its place free. */
  async #rest(): Promise<void> {
    if (this.#again || this.#stopping.signal.aborted) {
      this.#again = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.pollMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
