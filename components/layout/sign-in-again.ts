"use client";

import { useEffect } from "react";

/** Whether an answer says that nobody is signed in (any more): codes of the API. */
export const isSignedOut = (code: string | undefined): boolean => code === "AUTH_001" || code === "AUTH_002";

/** Goes to sign-in and from there back to this very address, which holds the page's state. */
export function signInAgain(): void {
  const { pathname, search } = window.location;
  window.location.assign(`/login?next=${encodeURIComponent(pathname + search)}`);
}

/** A session that ended elsewhere leads to sign-in, not to an error that no retry takes away. */
export function useSignInAgain(error: { code: string } | null): void {
  const ended = isSignedOut(error?.code);
  useEffect(() => {
    if (ended) signInAgain();
  }, [ended]);
}
