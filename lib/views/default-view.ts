/** `view=default` in the address: the dashboard as published, without the viewer's own state. */
export const DEFAULT_VIEW = "default";

/** `view=own`: the viewer's own state, where another view is their default. */
export const OWN_VIEW = "own";
