import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { eventually, jobHouse } from "@/tests/job-house";

let house: Awaited<ReturnType<typeof jobHouse>>;
beforeAll(async () => {
  house = await jobHouse({ "test.yearly": "standard", "test.broken": "standard", "test.coded": "standard" });
});
afterEach(() => house.stopAll());
afterAll(() => house.close());

const yearly = defineJob({
  name: "test.yearly",
  data: z.object({ brand: z.string() }),
  handle: async ({ brand }) => ({ brand }),
});
const schedules = async () => [
  ...(await house.db.execute(
    sql`select name, cron, timezone, data from pgboss.schedule where name like 'test.%' order by name`,
  )),
];

/** As if the schedule had been made `days` ago. */
const age = (name: string, days: number) =>
  house.db.execute(
    sql`update pgboss.schedule set updated_on = now() - make_interval(days => ${days}) where name = ${name}`,
  );

/** A cron expression for the minute `hours` ago, UTC. */
function cronOf(hours: number): string {
  const at = new Date(Date.now() - hours * 3_600_000);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
}

describe("scheduleJob", () => {
  it("names the field at fault, and keeps nothing", async () => {
    const { scheduleJob } = await import("@/lib/jobs/schedule-job");
    const set = (cron: string, zone = "Asia/Seoul") =>
      scheduleJob(house.db, yearly, { cron, zone, data: { brand: "a" } });
    await expect(set("0 25 * * *")).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [{ path: "cron", key: "cronField", values: { field: "hour", value: "25" } }],
    });
    await expect(set("0 0 * *")).rejects.toMatchObject({ fields: [{ path: "cron", key: "cronFields" }] });
    await expect(set("0 0 * * *", "Asia/Soul")).rejects.toMatchObject({
      fields: [{ path: "zone", key: "unknownZone", values: { zone: "Asia/Soul" } }],
    });
    await expect(
      scheduleJob(house.db, yearly, {
        cron: "0 0 * * *",
        zone: "UTC",
        data: {} as { brand: string },
      }),
    ).rejects.toThrow(z.ZodError);
    expect(await schedules()).toEqual([]);
  });

  it("is rolled back with its transaction, and replaces what stood", async () => {
    const { scheduleJob, unscheduleJob } = await import("@/lib/jobs/schedule-job");
    const times = { cron: "0 4 1 1 *", zone: "Asia/Seoul", data: { brand: "a" } };
    await expect(
      house.db.transaction(async (tx) => {
        await scheduleJob(tx, yearly, times);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await schedules()).toEqual([]);
    await scheduleJob(house.db, yearly, times);
    await scheduleJob(house.db, yearly, { ...times, zone: "Europe/Berlin" });
    expect(await schedules()).toEqual([
      { name: "test.yearly", cron: "0 4 1 1 *", timezone: "Europe/Berlin", data: { brand: "a" } },
    ]);
    await unscheduleJob(house.db, yearly);
    expect(await schedules()).toEqual([]);
  });
});

describe("a schedule", () => {
  it("makes up for the last missed time, once, in however many processes", async () => {
    const { scheduleJob } = await import("@/lib/jobs/schedule-job");
    await scheduleJob(house.db, yearly, { cron: cronOf(20), zone: "UTC", data: { brand: "닥터트루" } });
    house.run([yearly]);
    house.run([yearly]);
    const ticks = async () => {
      const [row] = await house.db.execute<{ at: string }>(
        sql`select maintained_on::text as at from pgboss.version`,
      );
      return row?.at;
    };
    // What was due before the schedule was made is past.
    const before = await ticks();
    await eventually(async () => expect(await ticks()).not.toBe(before));
    expect(await house.rows("test.yearly")).toEqual([]);
    await age("test.yearly", 3);
    await eventually(async () =>
      expect(await house.rows("test.yearly")).toMatchObject([
        { state: "completed", output: { result: { brand: "닥터트루" } } },
      ]),
    );
    for (let looks = 0; looks < 5; looks++) {
      const last = await ticks();
      await eventually(async () => expect(await ticks()).not.toBe(last));
    }
    expect(await house.rows("test.yearly")).toHaveLength(1);
  });

  it("does not make up for what is long past", async () => {
    const { scheduleJob } = await import("@/lib/jobs/schedule-job");
    const { sendDueJobs } = await import("@/lib/jobs/send-due-jobs");
    await house.db.execute(sql`delete from pgboss.job where name = 'test.yearly'`);
    await scheduleJob(house.db, yearly, { cron: cronOf(24 * 6), zone: "UTC", data: { brand: "b" } });
    await age("test.yearly", 300);
    await sendDueJobs([yearly]);
    expect(await house.rows("test.yearly")).toEqual([]);
  });

  it("that is broken keeps no other from its time", async () => {
    const { scheduleJob } = await import("@/lib/jobs/schedule-job");
    const { sendDueJobs } = await import("@/lib/jobs/send-due-jobs");
    const broken = defineJob({ name: "test.broken", data: z.object({}), handle: async () => undefined });
    await scheduleJob(house.db, broken, { cron: cronOf(2), zone: "UTC", data: {} });
    await scheduleJob(house.db, yearly, { cron: cronOf(1), zone: "UTC", data: { brand: "c" } });
    for (const name of ["test.broken", "test.yearly"]) await age(name, 2);
    await house.db.execute(sql`update pgboss.schedule set cron = 'never' where name = 'test.broken'`);
    await sendDueJobs([broken, yearly]);
    expect(await house.rows("test.yearly")).toHaveLength(1);
  });

  it("that stands in code stands in the database once jobs run, in the zone of the day", async () => {
    const coded = defineJob({
      name: "test.coded",
      data: z.strictObject({}),
      schedule: { cron: "30 3 * * *", zone: () => "Asia/Seoul" },
      handle: async () => undefined,
    });
    const mine = async () => (await schedules()).filter(({ name }) => name === "test.coded");
    const runner = house.run([coded]);
    await eventually(async () =>
      expect(await mine()).toEqual([
        { name: "test.coded", cron: "30 3 * * *", timezone: "Asia/Seoul", data: {} },
      ]),
    );
    await runner.stop();
    house.run([{ ...coded, schedule: { cron: "30 3 * * *", zone: () => "Europe/Berlin" } }]);
    await eventually(async () => expect(await mine()).toMatchObject([{ timezone: "Europe/Berlin" }]));
  });
});
