/** How much of files that jobs write is kept, and for how long. Client-safe. */

/** A file of at most so many rows is downloaded at once. */
export const SHORT_ROWS = 100_000;

/** Waiting or being written, of one person. */
export const MOST_ACTIVE = 3;

/** Kept, of one person; those on their way count. */
export const MOST_KEPT = 20;

const GIB = 1024 ** 3;
export const PERSON_BYTES = GIB;
export const WORKSPACE_BYTES = 5 * GIB;

/** Days a file stays. */
export const FILE_DAYS = 7;

/** Days the list tells what became of it. */
export const LISTED_DAYS = 30;
