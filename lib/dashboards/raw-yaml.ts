import { stringify } from "yaml";

/** A stored document as it is, whatever is wrong with it, so that it can be mended as a text. Pure. */
export const rawYaml = (config: unknown): string =>
  stringify(config, { aliasDuplicateObjects: false, lineWidth: 0 });
