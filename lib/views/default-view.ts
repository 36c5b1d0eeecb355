/** `view=default` in the address: the dashboard as published, without the viewer's own state. */
export const DEFAULT_VIEW = "default";
