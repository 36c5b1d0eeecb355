/** A page's parameters as Next gives them, in their order within a name. */
export function toParams(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [param, value] of Object.entries(given))
    for (const one of Array.isArray(value) ? value : [value ?? ""]) params.append(param, one);
  return params;
}
