/** Who asks the hostile dataset: every way its row and column rules can fall out. For tests only. */
import type { Viewer } from "@/lib/access/viewer";
import { testViewer } from "@/lib/query/testing/test-viewer";

/** All columns are theirs. */
export const OPEN_VIEWERS: Viewer[] = [
  testViewer({ role: "admin" }),
  testViewer({ attributes: { channel: ["naver", "it's"] } }),
  testViewer({ attributes: { channel: ["coupang"] }, timezone: "America/New_York", weekStart: 0 }),
  testViewer(),
  testViewer({ attributes: { channel: [] } }),
  testViewer({ groups: ["night", "unruled"], attributes: { channel: ["naver"] } }),
  testViewer({ groups: ["night"] }),
  testViewer({ groups: ["all_rows"], weekStart: 1 }),
];

/** Editors: brand and amount are masked, size and huge hidden; products only of their categories. */
export const RULED_VIEWERS: Viewer[] = [
  testViewer({ role: "editor", attributes: { channel: ["naver", "coupang"], category: ["soft", ""] } }),
  testViewer({ role: "editor", groups: ["all_rows"], attributes: { category: ["hard"], rating: [] } }),
  testViewer({ role: "editor", groups: ["night"], attributes: { channel: ["naver"], rating: ["any"] } }),
];

/** What {@link RULED_VIEWERS} can't name. */
export const HIDDEN_NAMES: readonly string[] = ["size", "huge"];
