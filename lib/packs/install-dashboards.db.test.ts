import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { installPackDashboards } from "@/lib/packs/install-dashboards";
import { type TestDatabase, testDatabase } from "@/tests/database";

const SLUGS = [
  "brand-performance",
  "channel-performance",
  "daily-sales",
  "product-performance",
  "profitability",
];
const NONE = { installed: [], upgraded: [], kept: [] };
let database: TestDatabase;
let sql: postgres.Sql;
let packs: string;
let brandFile: string;

beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, { max: 2, onnotice: () => {} });
  packs = mkdtempSync(path.join(tmpdir(), "packs-"));
  brandFile = path.join(packs, "commerce/dashboards/brand-performance.yml");
});
afterAll(async () => {
  await sql?.end();
  await database?.close();
  if (packs) rmSync(packs, { recursive: true });
});
beforeEach(async () => {
  await sql`delete from dashboards`;
  for (const part of ["pack.yml", "source.yml", "datasets", "dashboards"])
    cpSync(
      path.resolve(import.meta.dirname, "../../packs/commerce", part),
      path.join(packs, "commerce", part),
      { recursive: true },
    );
});

const changeFile = () =>
  writeFileSync(
    brandFile,
    readFileSync(brandFile, "utf8").replace("ko: 브랜드 성과", "ko: 브랜드 손익 현황"),
  );
const brand = async () => {
  const [row] = await sql`
    select version, config -> 'name' ->> 'ko' as ko, name, owner_id, is_public,
      (select array_agg(origin order by version) from dashboard_versions v where v.dashboard_id = d.id) as origins
    from dashboards d where slug = 'brand-performance'`;
  return row;
};

describe("installPackDashboards", () => {
  it("inserts them for everybody, without an owner, once", async () => {
    expect(await installPackDashboards(packs)).toEqual({ ...NONE, installed: SLUGS });
    expect(await installPackDashboards(packs)).toEqual({ ...NONE, kept: SLUGS });
    expect(await brand()).toEqual({
      version: 1,
      ko: "브랜드 성과",
      name: "브랜드 성과",
      owner_id: null,
      is_public: true,
      origins: ["pack:commerce"],
    });
    const [audit] = await sql`
      select action, metadata from audit_log where metadata ->> 'slug' = 'brand-performance' order by id desc`;
    expect(audit).toMatchObject({ action: "dashboard.create", metadata: { version: 1 } });
  });

  it("publishes a changed file as a new version where nobody had edited", async () => {
    await installPackDashboards(packs);
    changeFile();
    expect(await installPackDashboards(packs)).toEqual({
      ...NONE,
      upgraded: ["brand-performance"],
      kept: SLUGS.slice(1),
    });
    expect(await brand()).toMatchObject({
      version: 2,
      ko: "브랜드 손익 현황",
      name: "브랜드 손익 현황",
      origins: ["pack:commerce", "pack:commerce"],
    });
  });

  it("leaves an edited dashboard alone", async () => {
    await installPackDashboards(packs);
    await sql`update dashboards set version = 2, config = jsonb_set(config, '{name}', '"Mine"')
      where slug = 'brand-performance'`;
    await sql`insert into dashboard_versions (dashboard_id, version, config, origin)
      select id, 2, config, 'user' from dashboards where slug = 'brand-performance'`;
    changeFile();
    expect((await installPackDashboards(packs)).kept).toEqual(SLUGS);
    expect(await brand()).toMatchObject({ version: 2, origins: ["pack:commerce", "user"] });
  });

  it("leaves somebody's own dashboard of that name alone", async () => {
    await sql`insert into dashboards (slug, name, config) values ('brand-performance', 'Own', '{}')`;
    expect((await installPackDashboards(packs)).kept).toEqual(["brand-performance"]);
    expect(await brand()).toMatchObject({ name: "Own", origins: null });
  });

  it("may run in several processes at once", async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => installPackDashboards(packs)));
    expect(outcomes.flatMap(({ installed }) => installed).sort()).toEqual(SLUGS);
    expect(await brand()).toMatchObject({ version: 1, origins: ["pack:commerce"] });
  });

  it("writes nothing when a file is wrong, and names it", async () => {
    writeFileSync(brandFile, readFileSync(brandFile, "utf8").replace("type: kpi", "type: gauge"));
    await expect(installPackDashboards(packs)).rejects.toThrow(
      /^packs\/commerce\/dashboards\/brand-performance\.yml:\d+: widgets\.0/,
    );
    expect(await brand()).toBeUndefined();
  });

  it("refuses a slug that is not its file's name, and one that two packs claim", async () => {
    const copy = path.join(packs, "commerce/dashboards/other-name.yml");
    cpSync(brandFile, copy);
    await expect(installPackDashboards(packs)).rejects.toThrow("must be “other-name”");
    rmSync(copy);

    const second = path.join(packs, "zoo");
    mkdirSync(path.join(second, "dashboards"), { recursive: true });
    writeFileSync(path.join(second, "pack.yml"), "name: zoo\nversion: 1.0.0\nlabel: Zoo\n");
    cpSync(brandFile, path.join(second, "dashboards/brand-performance.yml"));
    await expect(installPackDashboards(packs)).rejects.toThrow("is also a dashboard of pack commerce");
    rmSync(second, { recursive: true });
  });

  it("finds nothing where there are no packs", async () => {
    expect(await installPackDashboards(path.join(packs, "nowhere"))).toEqual(NONE);
  });
});
