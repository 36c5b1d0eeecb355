/** What is asked of a request's headers, whoever holds them: a web `Request`, Next or Node's own server. */
export type HeaderReader = Pick<Headers, "get">;
