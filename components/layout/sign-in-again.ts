"use client";

import { useEffect } from "react";

/** Whether an answer says that nobody is signed in (any more): codes of the API. */
export const isSignedOut = (code: string | undefined): boolean => code === "AUTH_001" || code === "AUTH_002";

const holds = new Set<() => boolean>();

/**
 * While the page has something that going to sign-in would lose, it stays, and its own part says that the session ended.
 * @param isHeld asked each time somebody would go; true: they do not
 * @returns what ends that
 */
export function holdSignIn(isHeld: () => boolean): () => void {
  holds.add(isHeld);
  return () => void holds.delete(isHeld);
}

/** Sign-in, and from there back to this very address, which holds the page's state. */
export function signInAddress(): string {
  const { pathname, search } = window.location;
  return `/login?next=${encodeURIComponent(pathname + search)}`;
}

/** Goes to sign-in, unless the page holds what is not saved: {@link holdSignIn}. */
export function signInAgain(): void {
  const held = [...holds].map((isHeld) => isHeld());
  if (!held.includes(true)) window.location.assign(signInAddress());
}

/** A session that ended elsewhere leads to sign-in, not to an error that no retry takes away. */
export function useSignInAgain(error: { code: string } | null): void {
  const ended = isSignedOut(error?.code);
  useEffect(() => {
    if (ended) signInAgain();
  }, [ended]);
}
