import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { holdSignIn, signInAgain } from "@/components/layout/sign-in-again";

// React as the server has it knows no effects.
vi.mock("react", () => ({ useEffect: () => {}, default: {} }));

const assign = vi.fn();
beforeEach(() => {
  assign.mockReset();
  vi.stubGlobal("window", { location: { pathname: "/d/sales/edit", search: "?page=a", assign } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("signInAgain", () => {
  it("leads to sign-in and back to this address", () => {
    signInAgain();
    expect(assign).toHaveBeenCalledExactlyOnceWith("/login?next=%2Fd%2Fsales%2Fedit%3Fpage%3Da");
  });

  it("stays while something on the page is not saved", () => {
    let isDirty = true;
    const release = holdSignIn(() => isDirty);
    signInAgain();
    expect(assign).not.toHaveBeenCalled();
    isDirty = false;
    signInAgain();
    expect(assign).toHaveBeenCalledTimes(1);
    isDirty = true;
    release();
    signInAgain();
    expect(assign).toHaveBeenCalledTimes(2);
  });
});
