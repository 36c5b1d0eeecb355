import { expect, it } from "vitest";
import { namedZones } from "@/lib/format/named-zones";

it("names every zone in the reader's language, with its offset of the day", () => {
  const zones = namedZones("ko", new Date("2026-01-15T00:00:00Z"));
  expect(zones.length).toBeGreaterThan(300);
  expect(zones.find(({ id }) => id === "Asia/Seoul")).toMatchObject({
    name: expect.stringContaining("한국"),
    offset: "GMT+9",
  });
  expect(zones.filter(({ id }) => id === "UTC")).toHaveLength(1);
  const summer = namedZones("en", new Date("2026-07-15T00:00:00Z"));
  expect(summer.find(({ id }) => id === "Europe/Berlin")?.offset).toBe("GMT+2");
});
