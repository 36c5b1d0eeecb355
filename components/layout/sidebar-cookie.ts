/** `collapsed` or `open`. */
export const SIDEBAR_COOKIE = "sidebar";
