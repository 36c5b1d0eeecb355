/** A ZIP archive written as it comes: one entry after the other, no more in memory than what its reader has not taken. */
import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";

/** Takes a piece of the archive; resolves when the next one may come. */
export type Sink = (chunk: Uint8Array) => Promise<void>;

interface Entry {
  name: Buffer;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** What 32 bits hold. Larger archives need another format, which spreadsheet programs read badly. */
const MOST_BYTES = 0xffff_ffff;
const DEFLATE = 8;
/** Sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
/** Repeated markup packs well at any level; the quickest leaves time for rows. */
const LEVEL = 1;

export class ZipTooLarge extends Error {}

/** One file of the archive, packed as it comes. */
export class ZipEntry {
  private readonly deflate = createDeflateRaw({ level: LEVEL, memLevel: 9 });
  private readonly emptied: Promise<void>;

  constructor(
    private readonly entry: Entry,
    private readonly push: Sink,
    private readonly closed: () => void,
  ) {
    this.emptied = this.empty();
    // Thrown where somebody waits for it: by the next write, or at the end.
    this.emptied.catch(() => {});
  }

  private async empty(): Promise<void> {
    for await (const chunk of this.deflate as AsyncIterable<Buffer>) {
      this.entry.packed += chunk.length;
      await this.push(chunk);
    }
  }

  /** @throws what the sink throws; ZipTooLarge */
  async write(text: string): Promise<void> {
    if (text === "") return;
    const bytes = Buffer.from(text);
    this.entry.crc = crc32(bytes, this.entry.crc);
    this.entry.size += bytes.length;
    if (this.entry.size > MOST_BYTES) throw new ZipTooLarge("an entry of more than 4 GB");
    if (!this.deflate.write(bytes)) await Promise.race([once(this.deflate, "drain"), this.emptied]);
  }

  /** Bytes before packing. */
  get size(): number {
    return this.entry.size;
  }

  async close(): Promise<void> {
    this.deflate.end();
    await this.emptied;
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x0807_4b50, 0);
    descriptor.writeUInt32LE(this.entry.crc, 4);
    descriptor.writeUInt32LE(this.entry.packed, 8);
    descriptor.writeUInt32LE(this.entry.size, 12);
    await this.push(descriptor);
    this.closed();
  }

  /** Lets go of it when nothing more will come. */
  abandon(): void {
    this.deflate.destroy();
  }
}

export class ZipWriter {
  private readonly entries: Entry[] = [];
  private offset = 0;
  private readonly stamp: { date: number; time: number };

  /** @param made of all entries: the same content gives the same bytes */
  constructor(
    private readonly sink: Sink,
    made: Date,
  ) {
    const year = Math.min(Math.max(made.getUTCFullYear(), 1980), 2107);
    this.stamp = {
      date: ((year - 1980) << 9) | ((made.getUTCMonth() + 1) << 5) | made.getUTCDate(),
      time: (made.getUTCHours() << 11) | (made.getUTCMinutes() << 5) | (made.getUTCSeconds() >> 1),
    };
  }

  private async push(chunk: Uint8Array): Promise<void> {
    this.offset += chunk.length;
    if (this.offset > MOST_BYTES) throw new ZipTooLarge("an archive of more than 4 GB");
    await this.sink(chunk);
  }

  /** Begins an entry; it ends before the next one begins. */
  async open(name: string): Promise<ZipEntry> {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset: this.offset };
    await this.push(Buffer.concat([this.header(entry), entry.name]));
    return new ZipEntry(
      entry,
      (chunk) => this.push(chunk),
      () => this.entries.push(entry),
    );
  }

  /** A small entry, whole. */
  async add(name: string, text: string): Promise<void> {
    const entry = await this.open(name);
    await entry.write(text);
    await entry.close();
  }

  private header(entry: Entry): Buffer {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x0403_4b50, 0);
    header.writeUInt16LE(VERSION, 4);
    header.writeUInt16LE(FLAGS, 6);
    header.writeUInt16LE(DEFLATE, 8);
    header.writeUInt16LE(this.stamp.time, 10);
    header.writeUInt16LE(this.stamp.date, 12);
    header.writeUInt16LE(entry.name.length, 26);
    return header;
  }

  /** The archive's directory: without it there is no archive. */
  async finish(): Promise<void> {
    const start = this.offset;
    for (const entry of this.entries) {
      const line = Buffer.alloc(46);
      line.writeUInt32LE(0x0201_4b50, 0);
      line.writeUInt16LE(VERSION, 4);
      line.writeUInt16LE(VERSION, 6);
      line.writeUInt16LE(FLAGS, 8);
      line.writeUInt16LE(DEFLATE, 10);
      line.writeUInt16LE(this.stamp.time, 12);
      line.writeUInt16LE(this.stamp.date, 14);
      line.writeUInt32LE(entry.crc, 16);
      line.writeUInt32LE(entry.packed, 20);
      line.writeUInt32LE(entry.size, 24);
      line.writeUInt16LE(entry.name.length, 28);
      line.writeUInt32LE(entry.offset, 42);
      await this.push(Buffer.concat([line, entry.name]));
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x0605_4b50, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(this.offset - start, 12);
    end.writeUInt32LE(start, 16);
    await this.push(end);
  }
}
