/** Whoever holds at the moment; the first one's hold is all of theirs. */
let holders = 0;
let release = () => {};

/**
 * Keeps from the router what tables write into the address until it has drawn the page anew: it would lose the one for the other.
 * The address itself changes at once.
 * @returns ends it, and tells the router what was written meanwhile once nobody holds any more
 */
export function holdAddress(): () => void {
  if (holders === 0) release = hold();
  holders += 1;
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    holders -= 1;
    if (holders === 0) release();
  };
}

function hold(): () => void {
  const { history } = window;
  const { pushState, replaceState } = history;
  let wanted: URL | null = null;
  const heldBack =
    (name: "pushState" | "replaceState", original: History["pushState"]): History["pushState"] =>
    (data, unused, url) => {
      // What the router writes by itself is marked by it.
      if (data?.__NA || data?._N) return original.call(history, data, unused, url);
      History.prototype[name].call(history, history.state, unused, url);
      wanted = new URL(window.location.href);
    };
  history.pushState = heldBack("pushState", pushState);
  history.replaceState = heldBack("replaceState", replaceState);
  return () => {
    history.pushState = pushState;
    history.replaceState = replaceState;
    if (wanted?.pathname === window.location.pathname) history.replaceState(null, "", wanted.href);
  };
}
