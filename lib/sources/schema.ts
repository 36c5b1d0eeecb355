/** A connection to data we read: what a pack's `source.yml` holds. */
import { z } from "zod";

const Id = z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, "lower-case letters, digits, - and _");

/** `url: workspace` is our own Postgres, read as the reader role. Datasets may stand only on the listed schemas. */
export const PostgresSource = z
  .object({
    id: Id,
    kind: z.literal("postgres"),
    url: z.literal("workspace"),
    schemas: z.array(z.string().min(1).max(63)).min(1),
  })
  .strict();
export type PostgresSource = z.infer<typeof PostgresSource>;

/** Below a folder and nowhere else; what a link there points to is checked when it is opened. */
const RelativePath = z
  .string()
  .min(1)
  .max(500)
  .refine((value) => !/[\0\\]/.test(value), { error: "no \\ in it: folders are separated by /" })
  .refine((value) => !/^\/|^[A-Za-z]:/.test(value), {
    error: "must be relative to the folder, such as data/sales.csv",
  })
  .refine((value) => value.split("/").every((part) => part !== ".." && part !== "." && part !== ""), {
    error: "must not leave its folder: no .., no . and no empty part",
  });

/** A DuckDB database file, opened read-only. */
export const DuckdbSource = z
  .object({
    id: Id,
    kind: z.literal("duckdb"),
    path: RelativePath.refine((value) => /\.(duckdb|db)$/.test(value), {
      error: "must name a database file: .duckdb or .db",
    }),
    /** Where `path` begins: the pack's folder, or LOOKFLEX_DATA_DIR. */
    folder: z.enum(["pack", "data"]).default("pack"),
  })
  .strict();
export type DuckdbSource = z.infer<typeof DuckdbSource>;

const hasRoom = (type: string): boolean => {
  const [digits = 0, decimals = 0] = (type.match(/\d+/g) ?? []).map(Number);
  return decimals <= digits;
};

/** How a column of a CSV file is read where guessing would be wrong: money is a `decimal(18, 2)`, never a double. */
const ColumnType = z
  .string()
  .regex(
    /^(text|integer|bigint|double|boolean|date|timestamp|timestamptz|decimal\((?:[1-9]|[12]\d|3[0-8]), ?(?:\d|[12]\d|3[0-8])\))$/,
    "one of text, integer, bigint, double, boolean, date, timestamp, timestamptz, decimal(18, 2)",
  )
  .refine(hasRoom, { error: "a decimal has no more decimals than digits: decimal(18, 2)" });

/** Files of the pack's folder: `*` and `?` stand for parts of a name, `**` for any folders. */
const Files = z.preprocess(
  (value) => (typeof value === "string" ? [value] : value),
  z.array(RelativePath).min(1).max(100),
);

const OneCharacter = z.string().length(1, "one character");

export const CsvTable = z
  .object({
    format: z.literal("csv"),
    files: Files,
    /** Guessed where left out, like the columns' types. */
    delimiter: OneCharacter.optional(),
    quote: OneCharacter.optional(),
    header: z.boolean().default(true),
    encoding: z.enum(["utf-8", "utf-16", "latin-1"]).default("utf-8"),
    /** Texts that mean null, besides nothing at all. */
    nulls: z.array(z.string().max(100)).max(20).default([]),
    /** In strftime's letters: `%d.%m.%Y`. */
    dateFormat: z.string().min(1).max(100).optional(),
    timestampFormat: z.string().min(1).max(100).optional(),
    decimalSeparator: z.enum([".", ","]).default("."),
    types: z.record(z.string().min(1).max(255), ColumnType).default({}),
  })
  .strict();

export const ParquetTable = z.object({ format: z.literal("parquet"), files: Files }).strict();

export const FileTable = z.discriminatedUnion("format", [CsvTable, ParquetTable]);
export type FileTable = z.infer<typeof FileTable>;

const TABLE_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** CSV and Parquet files beside `source.yml`, each table one or more files of the same columns. */
export const FilesSource = z
  .object({
    id: Id,
    kind: z.literal("files"),
    tables: z.record(z.string(), FileTable).superRefine((tables, context) => {
      const names = Object.keys(tables);
      if (names.length === 0) context.addIssue({ code: "custom", message: "names no table" });
      for (const name of names)
        if (!TABLE_NAME.test(name))
          context.addIssue({ code: "custom", path: [name], message: "lower-case letters, digits and _" });
    }),
  })
  .strict();
export type FilesSource = z.infer<typeof FilesSource>;

export const Source = z.discriminatedUnion("kind", [PostgresSource, DuckdbSource, FilesSource]);
export type Source = z.infer<typeof Source>;

/** The schema of every table in a DuckDB source. */
export const DUCKDB_SCHEMA = "main";

/** Schemas that hold people, sessions and the machinery, whatever a source allows. */
export const isDataSchema = (schema: string): boolean =>
  !/^(public|information_schema|drizzle|pgboss|pg_.*)$/i.test(schema);
