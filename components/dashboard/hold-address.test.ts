import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { holdAddress } from "@/components/dashboard/hold-address";

/** A browser's history under a router that hears of what is written, as Next's does. */
function browser() {
  const location = new URL("http://localhost/d/a?x=1");
  const go = (url: string) => {
    location.href = new URL(url, location).href;
  };
  const native = vi.fn((_data: unknown, _unused: string, url: string) => go(url));
  class History {}
  Object.assign(History.prototype, { pushState: native, replaceState: native });
  const heard = vi.fn();
  const ofRouter = (data: { __NA?: true } | null, _unused: string, url: string) => {
    if (!data?.__NA) heard(url);
    go(url);
  };
  const history = Object.assign(new History(), {
    state: { tree: 1 },
    pushState: ofRouter,
    replaceState: ofRouter,
  });
  vi.stubGlobal("History", History);
  const events = new EventTarget();
  vi.stubGlobal("window", {
    history,
    location,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  });
  return { location, history, heard, native, go, back: () => events.dispatchEvent(new Event("popstate")) };
}

describe("holding the address", () => {
  let at: ReturnType<typeof browser>;
  beforeEach(() => {
    at = browser();
  });
  afterEach(() => vi.unstubAllGlobals());

  it("shows what is written at once, and tells the router of the last when it lets go", () => {
    const letGo = holdAddress();
    at.history.pushState(null, "", "/d/a?x=2");
    at.history.replaceState(null, "", "/d/a?x=3");
    expect([at.location.search, at.heard.mock.calls]).toEqual(["?x=3", []]);
    // The router's own, of what it has drawn: it knows nothing of the other.
    at.history.replaceState({ __NA: true }, "", "/d/a?x=1");
    letGo();
    expect([at.location.search, at.heard.mock.calls]).toEqual(["?x=3", [["/d/a?x=3"]]]);
    // With the router's state, so that Back finds its way.
    expect(at.native.mock.calls.map(([data]) => data)).toEqual([{ tree: 1 }, { tree: 1 }]);
    at.history.pushState(null, "", "/d/a?x=4");
    expect(at.heard).toHaveBeenLastCalledWith("/d/a?x=4");
  });

  it("says nothing when nothing was written, or when the page is another one by then", () => {
    holdAddress()();
    const letGo = holdAddress();
    at.history.pushState(null, "", "/d/a?x=2");
    at.go("/d/b");
    letGo();
    expect([at.location.pathname, at.heard.mock.calls]).toEqual(["/d/b", []]);
  });

  it("holds for as long as anybody does, whoever ends first", () => {
    const first = holdAddress();
    const second = holdAddress();
    at.history.pushState(null, "", "/d/a?x=2");
    first();
    first();
    at.history.pushState(null, "", "/d/a?x=3");
    expect(at.heard).not.toHaveBeenCalled();
    second();
    expect(at.heard.mock.calls).toEqual([["http://localhost/d/a?x=3"]]);
    at.history.pushState(null, "", "/d/a?x=4");
    expect(at.heard).toHaveBeenLastCalledWith("/d/a?x=4");
  });

  it("puts what was written over where the router has come to meanwhile", () => {
    const letGo = holdAddress();
    at.history.pushState(null, "", "/d/a?x=1&t.rows.sort=roi");
    at.history.pushState(null, "", "/d/a?t.rows.sort=margin,name");
    // A control's navigation, begun before any of it.
    at.history.pushState({ __NA: true }, "", "/d/a?x=1&f.channel=naver");
    letGo();
    expect(at.location.href).toBe("http://localhost/d/a?f.channel=naver&t.rows.sort=margin,name");
    expect(at.heard.mock.calls).toEqual([["/d/a?f.channel=naver&t.rows.sort=margin,name"]]);
  });

  it("forgets what was written when one goes back", () => {
    const letGo = holdAddress();
    at.history.pushState(null, "", "/d/a?x=2");
    at.go("/d/a?x=1");
    at.back();
    letGo();
    expect([at.location.search, at.heard.mock.calls]).toEqual(["?x=1", []]);
  });
});
