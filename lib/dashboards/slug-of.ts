import { randomUUID } from "node:crypto";

/** An address made of a name, unlike any other: as far as the name has letters of an address, which one in Hangul has not. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  const tail = randomUUID().slice(0, 6);
  return plain === "" ? `dashboard-${tail}` : `${plain}-${tail}`;
}
