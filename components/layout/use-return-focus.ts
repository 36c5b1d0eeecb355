"use client";

import { useRef, useState } from "react";

/** For a dialog that no trigger opened: gives the focus back to where it was. Hand the result to `onCloseAutoFocus`. */
export function useReturnFocus(): (event: Event) => void {
  // Read while drawing: the dialog takes the focus before any effect of ours could look.
  const [before] = useState(() => document.activeElement);
  const target = useRef(before);
  return (event) => {
    event.preventDefault();
    if (target.current instanceof HTMLElement && target.current.isConnected) target.current.focus();
  };
}
