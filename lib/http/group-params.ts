/** A query string as a record: `{ name: "x" }`, and `{ name: ["x", "y"] }` where a name repeats. */
export function groupParams(params: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(params.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}
