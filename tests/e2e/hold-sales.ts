import postgres from "postgres";
import { adminUrl } from "./admin-url";

/** Has nobody read the sales until released. */
export async function holdSales(): Promise<() => Promise<void>> {
  const admin = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const held = new Promise<void>((resolve, reject) => {
    admin
      .begin(async (sql) => {
        await sql`lock table commerce.sales in access exclusive mode`;
        // Nor what is summed up of them; with the sales held, no refresh can put another table in its place.
        const rollups = await sql<{ name: string }[]>`
          select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'rollup'`;
        for (const { name } of rollups) await sql.unsafe(`lock table ${name} in access exclusive mode`);
        resolve();
        await released;
      })
      .catch(reject);
  });
  await held;
  return async () => {
    release();
    await admin.end();
  };
}
