import type { Locator, Page } from "@playwright/test";
import type { ExportRequest } from "@/lib/exports/export-request";
import type { Export } from "@/lib/exports/schema";

const MINUTE = 60_000;

/** Chooses a kind of file in the menu that a button opens. */
export async function chooseExport(page: Page, button: Locator, file: string): Promise<void> {
  await button.click();
  await page.getByRole("menuitem", { name: "내보내기" }).click();
  const item = page.getByRole("menuitem", { name: file, exact: true });
  // A menu beside a menu stays for a pointer that goes there, not for one that is there of a sudden.
  const { x, y } = (await item.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(x + 20, y + 10, { steps: 20 });
  await item.click();
}

/** An export as the API tells of it. */
export const exportOf = (fields: Partial<Export> & { id: string }): Export => ({
  title: "브랜드별 손익",
  fileName: "브랜드별 손익.csv",
  format: "csv",
  state: "running",
  rows: 0,
  totalRows: 250_000,
  bytes: 0,
  error: null,
  createdAt: new Date(Date.now() - MINUTE).toISOString(),
  finishedAt: null,
  expiresAt: null,
  ...fields,
});

/** The API of exports, answered in the browser: how far each is, is the test's to say. */
export class MockedExports {
  list: Export[] = [];
  readonly posted: ExportRequest[] = [];
  readonly deleted: string[] = [];
  /** Answers to what is asked for wait for it. */
  held: Promise<void> | null = null;
  /** How often the list was asked for. */
  asked = 0;
  /** What asking for a file comes to. */
  answer: (request: ExportRequest, count: number) => unknown = (_request, count) => {
    const made = exportOf({ id: `00000000-0000-4000-8000-00000000000${count}` });
    this.list = [made, ...this.list];
    return { status: true, data: { export: made } };
  };

  static async in(page: Page): Promise<MockedExports> {
    const exports = new MockedExports();
    await page.route(/\/api\/v1\/exports(\/[^/]+)?$/, async (route) => {
      const request = route.request();
      const id = /exports\/(.+)$/.exec(request.url())?.[1];
      if (request.method() === "POST") {
        exports.posted.push(request.postDataJSON());
        await exports.held;
        const json = exports.answer(request.postDataJSON(), exports.posted.length);
        await (json === null ? route.abort() : route.fulfill({ json }));
      } else if (request.method() === "DELETE" && id) {
        exports.deleted.push(id);
        exports.list = exports.list.filter((one) => one.id !== id);
        await route.fulfill({ json: { status: true, data: null } });
      } else {
        exports.asked += 1;
        await route.fulfill({ json: { status: true, data: exports.list } });
      }
    });
    return exports;
  }

  /** Says something else of the newest. */
  set(fields: Partial<Export>): void {
    this.list = this.list.map((one, i) => (i === 0 ? { ...one, ...fields } : one));
  }

  /** The newest is there, kept until the 3rd of December. */
  finish(): void {
    this.set({
      state: "done",
      rows: 250_000,
      bytes: 12_900_000,
      finishedAt: new Date().toISOString(),
      expiresAt: "2026-12-03T03:00:00.000Z",
    });
  }
}
