import type { Readable } from "node:stream";
import type { Transaction } from "@/lib/sources/run-postgres";

/** What a COPY writes, a piece at a time; each holds whole lines. */
export class CopyPieces {
  private failure: { error: unknown } | null = null;
  private over = false;
  private wake = () => {};

  constructor(private readonly rows: Readable) {
    const end = () => {
      this.over = true;
      this.wake();
    };
    rows
      .on("readable", () => this.wake())
      .on("end", end)
      .on("close", end)
      .on("error", (error: unknown) => {
        this.failure = { error };
        end();
      });
  }

  /** Null after the last one. @throws what the database or its connection says */
  async next(): Promise<Buffer | null> {
    for (;;) {
      const piece: Buffer | null = this.rows.read();
      if (piece) return piece;
      if (this.failure) throw this.failure.error;
      if (this.over) return null;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Reads the rest, cancelled or not, so that the connection is free for others. */
  async drain(): Promise<void> {
    try {
      while (await this.next());
    } catch {
      // Somebody else tells of it.
    }
    // Where the last lines filled its buffer the driver has paused the socket, and what comes after them would never be read.
    this.rows._read(0);
  }
}

/** What the driver calls when a copy begins; its types leave it out. */
interface Settled {
  resolve(rows: Readable): void;
}

/**
 * Begins a COPY. The driver hands its rows on by a promise, and one that fails at once would have failed before anybody could
 * listen: they are taken where it makes them.
 */
export function beginCopy(sql: Transaction["sql"], text: string): Promise<CopyPieces> {
  return new Promise((resolve, reject) => {
    const query = sql.unsafe(text).simple();
    const own = query as unknown as Settled;
    const settle = own.resolve;
    own.resolve = (rows) => {
      // It is called once more when all has come.
      own.resolve = settle;
      resolve(new CopyPieces(rows));
      settle(rows);
    };
    query.catch(reject);
  });
}
