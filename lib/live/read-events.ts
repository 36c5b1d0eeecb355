/** An event of a stream: its name and data. */
export interface ServerEvent {
  name: string;
  data: string;
}

/** Takes server-sent events apart, in whatever pieces they arrive. Comments and what this product never sends are left out. */
export class EventParser {
  #rest = "";

  /** @returns the events that are complete with this piece */
  push(text: string): ServerEvent[] {
    const parts = (this.#rest + text).split("\n\n");
    this.#rest = parts.pop() ?? "";
    return parts.flatMap((block) => {
      const fields = new Map(
        block.split("\n").map((line): [string, string] => {
          const at = line.indexOf(":");
          return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1).replace(/^ /, "")];
        }),
      );
      const data = fields.get("data");
      return data === undefined ? [] : [{ name: fields.get("event") ?? "message", data }];
    });
  }
}
