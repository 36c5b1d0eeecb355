import type { Calls } from "@/app/api/v1/openapi.json/api-calls";

/** The calls about files that jobs write. */
export const EXPORT_CALLS: Calls = {
  "/exports": {
    get: { summary: "List your exports, newest first", data: ["Export"] },
    post: {
      summary:
        "Ask for a file: where it is short the address to download it at (200), else an export that a job writes (201)",
      body: "ExportRequest",
      data: "StartedExport",
      status: [200, 201],
      errors: ["NOT_FOUND"],
    },
  },
  "/exports/{id}": {
    get: { summary: "See how far one of your exports is", data: "Export" },
    delete: { summary: "Cancel one of your exports while it is written, or throw away a finished one" },
  },
  "/exports/{id}/file": {
    get: { summary: "Download the file of one of your finished exports", file: true },
  },
};
