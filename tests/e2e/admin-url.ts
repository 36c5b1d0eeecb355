import { readFileSync } from "node:fs";
import path from "node:path";
import { demo } from "./fixtures";

/** The embedded database's superuser: the only one here who can hold the readers up, or change what they read. */
export function adminUrl(): string {
  const file = path.join(process.env.E2E_PRODUCT_DIR ?? "", "postgres", "cluster.json");
  const { passwords } = JSON.parse(readFileSync(file, "utf8"));
  const url = new URL(demo().databaseUrl);
  url.username = "postgres";
  url.password = passwords.admin;
  return url.toString();
}
