/** The dimensions whose values an address takes: `sku` of `/d/product?f.sku={sku}`. */
export const linkNames = (link: string): string[] =>
  [...link.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
