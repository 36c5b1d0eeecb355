/**
 * Keeps from the router what tables write into the address until it has drawn the page anew: it would lose the one for the other.
 * The address itself changes at once.
 * @returns ends it, and tells the router what was written meanwhile
 */
export function holdAddress(): () => void {
  const { history } = window;
  const { pushState, replaceState } = history;
  let wanted: URL | null = null;
  const hold =
    (name: "pushState" | "replaceState", original: History["pushState"]): History["pushState"] =>
    (data, unused, url) => {
      // What the router writes by itself is marked by it.
      if (data?.__NA || data?._N) return original.call(history, data, unused, url);
      History.prototype[name].call(history, history.state, unused, url);
      wanted = new URL(window.location.href);
    };
  history.pushState = hold("pushState", pushState);
  history.replaceState = hold("replaceState", replaceState);
  return () => {
    history.pushState = pushState;
    history.replaceState = replaceState;
    if (wanted?.pathname === window.location.pathname) history.replaceState(null, "", wanted.href);
  };
}
