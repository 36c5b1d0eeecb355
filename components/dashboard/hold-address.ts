import { searchString } from "@/lib/table/search-params";

/** Whoever holds at the moment; the first one's hold is all of theirs. */
let holders = 0;
let release = () => {};

/**
 * Keeps from the router what is written into the address beside it (a table's sort, its page) while it draws another page or the same
 * anew: it would give up the one for the other. The address itself changes at once.
 * @returns ends it, and tells the router what was written meanwhile, over where it has come to, once nobody holds any more
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

/** What one address says otherwise than another, by parameter; none left: it was taken out. */
function changesOf(before: URLSearchParams, after: URLSearchParams): [string, string[]][] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name): [string, string[]][] => {
    const now = after.getAll(name);
    return JSON.stringify(before.getAll(name)) === JSON.stringify(now) ? [] : [[name, now]];
  });
}

function hold(): () => void {
  const { history, location } = window;
  const { pushState, replaceState } = history;
  const { pathname } = location;
  let written = new Map<string, string[]>();
  let last = "";
  const heldBack =
    (name: "pushState" | "replaceState", original: History["pushState"]): History["pushState"] =>
    (data, unused, url) => {
      // What the router writes by itself is marked by it.
      if (data?.__NA || data?._N) return original.call(history, data, unused, url);
      const before = new URLSearchParams(location.search);
      History.prototype[name].call(history, history.state, unused, url);
      for (const [param, values] of changesOf(before, new URLSearchParams(location.search)))
        written.set(param, values);
      last = location.href;
    };
  // Whoever goes back takes back what was written.
  const forget = () => {
    written = new Map();
  };
  history.pushState = heldBack("pushState", pushState);
  history.replaceState = heldBack("replaceState", replaceState);
  window.addEventListener("popstate", forget);
  return () => {
    window.removeEventListener("popstate", forget);
    history.pushState = pushState;
    history.replaceState = replaceState;
    if (written.size === 0 || location.pathname !== pathname) return;
    const params = new URLSearchParams(location.search);
    for (const [param, values] of written) {
      params.delete(param);
      for (const value of values) params.append(param, value);
    }
    const merged = location.href === last ? last : location.pathname + searchString(params);
    history.replaceState(null, "", merged);
  };
}
