import { expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { jobError } from "@/lib/jobs/job-error";

it("keeps what helps: message, code and cause", () => {
  const cause = Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:5432"), { code: "ECONNREFUSED" });
  expect(jobError(cause)).toEqual({ message: "connect ECONNREFUSED 10.0.0.1:5432", code: "ECONNREFUSED" });
  expect(jobError(new AppError("SOURCE_001", { cause }))).toEqual({
    message: "SOURCE_001 SOURCE_001: connect ECONNREFUSED 10.0.0.1:5432",
    code: "SOURCE_001",
  });
  expect(jobError("nothing to say")).toEqual({ message: "nothing to say" });
});

it("keeps no values of statements and no credentials", () => {
  const failed = new Error("Failed query: insert into t values ($1)\nparams: hunter2", {
    cause: Object.assign(new Error('relation "t" does not exist'), { code: "42P01" }),
  });
  failed.name = "DrizzleQueryError";
  expect(jobError(failed)).toEqual({ message: 'relation "t" does not exist', code: "42P01" });
  expect(jobError(new Error("to postgres://me:hunter2@db/x and https://u@h/"))).toEqual({
    message: "to postgres://***@db/x and https://***@h/",
  });
});
