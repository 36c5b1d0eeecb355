import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import { ByteLru } from "@/lib/cache/byte-lru";
import type { ResultMeta } from "@/lib/query/result";
import { type QuestionAnswer, resultOf } from "@/lib/query/run-query";
import type { ResultFacts } from "@/lib/query/to-result";

const MIB = 1024 * 1024;
/** Beside the answers themselves, whose letters take two bytes each where these take one. */
const MOST_BYTES = 48 * MIB;
const MOST_BYTES_EACH = 4 * MIB;

interface Written {
  /** All of the document before its last field, `meta`. */
  head: Buffer;
  meta: ResultMeta;
}

interface Texts {
  kept: ByteLru<Written>;
  /** Of answers and datasets: a text is found by the very objects it was written from. */
  ids: WeakMap<object, string>;
  last: number;
}
const memo = globalThis as typeof globalThis & { lookflexQueryTexts?: Texts };
const texts = (): Texts => {
  memo.lookflexQueryTexts ??= { kept: new ByteLru(MOST_BYTES, MOST_BYTES_EACH), ids: new WeakMap(), last: 0 };
  return memo.lookflexQueryTexts;
};

/** Result documents as JSON in UTF-8. */
export interface ResultText {
  bytes: Buffer;
  rowCount: number;
}

/**
 * {@link resultOf} as text. Of an answer that is kept the text is kept too, by all that it depends on: the answer itself, which
 * stands for its plan and its data, the dataset's labels, and what the viewer's language and style make of them. What differs
 * from one reading to the next is in `meta`, written each time.
 */
export function resultText(viewer: Viewer, question: QuestionAnswer): ResultText {
  const { answer, dataset, facts } = question;
  const { kept } = texts();
  const key = [idOf(answer), idOf(dataset), viewer.locale, viewer.currency, viewer.numberStyle ?? ""].join(
    " ",
  );
  const known = kept.get(key);
  if (known) return finish(known, facts);
  const written = write(viewer, question);
  // Most questions are asked once.
  if (facts.cached) kept.set(key, written, written.head.length);
  return finish(written, facts);
}

function idOf(thing: object): string {
  const { ids } = texts();
  const known = ids.get(thing);
  if (known !== undefined) return known;
  texts().last += 1;
  const id = String(texts().last);
  ids.set(thing, id);
  return id;
}

function write(viewer: Viewer, question: QuestionAnswer): Written {
  const { meta, ...body } = resultOf(viewer, question);
  return { head: Buffer.from(JSON.stringify(body).slice(0, -1)), meta };
}

function finish({ head, meta }: Written, { cached, stale, elapsedMs, dataAsOf }: ResultFacts): ResultText {
  const { stale: _, ...same } = meta;
  const now: ResultMeta = { ...same, cached, ...(stale ? { stale } : {}), elapsedMs, dataAsOf };
  const bytes = Buffer.concat([head, Buffer.from(`,"meta":${JSON.stringify(now)}}`)]);
  return { bytes, rowCount: meta.rowCount };
}
