/** What people and their things are called where others read it. Client-safe. */
import { z } from "zod";

/** Embeddings, overrides and isolates: they turn around what stands beside the name, in whosever line. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;
/** Letters by their class that nobody sees: Hangul fillers and the empty braille cell. */
const FILLERS = /[\u115f\u1160\u3164\uffa0\u2800]/g;

/** Nothing at all is too short, which is another matter. */
const isSeen = (text: string) =>
  text === "" || text.replace(FILLERS, "").replace(/[\p{C}\p{Z}\p{M}]/gu, "") !== "";

/** A name of at most `most` letters, trimmed and composed: something of it can be seen, and it stays in its place. */
export const displayName = (most: number) =>
  z
    .string()
    .trim()
    .normalize("NFC")
    .min(1)
    .max(most)
    .refine((value) => !/\p{Cc}/u.test(value), { params: { key: "badText" } })
    .refine((value) => isSeen(value) && !TURNING.test(value), { params: { key: "nameInvisible" } });
