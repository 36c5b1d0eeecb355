/** Every call of the API, with the schemas that check what goes in and say what comes out. */

import { EXPORT_CALLS } from "@/app/api/v1/openapi.json/export-calls";
import { Restoration } from "@/lib/dashboards/bin/schema";
import { CodeApplication, CodeInput } from "@/lib/dashboards/code/schema";
import { FormatCopies } from "@/lib/dashboards/copy-formats";
import { DraftInput } from "@/lib/dashboards/drafts/schema";
import { PlaceChange } from "@/lib/dashboards/place";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { DashboardShares } from "@/lib/dashboards/share/schema";
import { VersionRestoration } from "@/lib/dashboards/versions/schema";
import { DatasetInfo } from "@/lib/datasets/dataset-info";
import { Dataset } from "@/lib/datasets/schema";
import type { ERROR_STATUS } from "@/lib/errors";
import { ExportRequest } from "@/lib/exports/export-request";
import { Export, StartedExport } from "@/lib/exports/schema";
import { FolderChange, NewFolder } from "@/lib/folders/schema";
import { GroupChange, MemberLists, NewGroup } from "@/lib/groups/schema";
import { NewInvitation } from "@/lib/invitations/schema";
import { JobRun } from "@/lib/jobs/schema";
import { VersionNewsEvent } from "@/lib/live/version-news-schema";
import { QueryPlan } from "@/lib/query/explain-query";
import { Query } from "@/lib/query/query";
import { Result } from "@/lib/query/result";
import { RowWindow, WindowQuestion } from "@/lib/query/row-window";
import { BRAND_IMAGE_TYPES, SettingsChange } from "@/lib/settings/schema";
import { TableConfig } from "@/lib/table/table-config";
import { NewToken, TokenRotation } from "@/lib/tokens/schema";
import { NewUser, UserChange } from "@/lib/users/schema";
import { DefaultViewInput, ViewInput } from "@/lib/views/schema";

/** What goes in is described as callers write it, what comes out as they read it. */
const EXPORT_QUERY = {
  format: "csv, xlsx or json",
  values: "Of CSV: raw (default) or formatted as the page writes them",
  bom: "Of CSV: 1 for a byte order mark, by which Excel knows UTF-8",
};

export const IN = {
  CodeApplication,
  CodeInput,
  Dataset,
  DefaultViewInput,
  DashboardShares,
  DashboardSpec,
  DraftInput,
  ExportRequest,
  FolderChange: FolderChange.omit({ id: true }),
  GroupChange: GroupChange.omit({ id: true }),
  MemberLists,
  NewFolder,
  NewGroup,
  NewInvitation,
  NewToken,
  NewUser,
  PlaceChange,
  Query,
  Restoration,
  SettingsChange,
  TableConfig,
  TokenRotation: TokenRotation.omit({ id: true }),
  UserChange,
  VersionRestoration,
  FormatCopies,
  ViewInput,
  WindowQuestion,
};
export const OUT = {
  DatasetInfo,
  Export,
  JobRun,
  QueryPlan,
  Result,
  RowWindow,
  StartedExport,
  VersionNews: VersionNewsEvent,
};
export type SchemaName = keyof typeof IN | keyof typeof OUT;

export interface Call {
  summary: string;
  /** Query parameters, by name. */
  query?: Record<string, string>;
  body?: SchemaName;
  /** The data of the answer; without it any object. */
  data?: SchemaName | [SchemaName];
  /** 200 unless said otherwise. */
  status?: 200 | 201 | readonly (200 | 201)[];
  /** Works in YAML too, both ways. */
  yaml?: true;
  /** The media types of a body that is no JSON. */
  media?: readonly string[];
  /** Answers without the envelope. */
  bare?: true;
  /** Answers with a file. */
  file?: true;
  /** Answers with a stream of events, whose data is this. */
  events?: SchemaName;
  errors?: (keyof typeof ERROR_STATUS)[];
}

const DASHBOARD: Call = { summary: "", yaml: true, data: "DashboardSpec" };

export type Calls = Record<string, Partial<Record<"get" | "post" | "put" | "patch" | "delete", Call>>>;

/** Every call by path and method, beneath /api/v1. */
export const CALLS: Calls = {
  ...EXPORT_CALLS,
  "/query": {
    post: {
      summary: "Run a query",
      body: "Query",
      data: "Result",
      errors: ["QUERY_001", "QUERY_002", "SOURCE_001"],
    },
  },
  "/query/windows": {
    post: {
      summary: "Read a query’s rows by position; windows of one list agree with each other",
      body: "WindowQuestion",
      data: "RowWindow",
      errors: ["CONFLICT_001", "QUERY_001", "QUERY_002", "SOURCE_001"],
    },
  },
  "/query/explain": {
    post: {
      summary: "Say how a query of yours would be answered: statement, rollup, row rules (editors)",
      body: "Query",
      data: "QueryPlan",
      errors: ["QUERY_001"],
    },
  },
  "/datasets": { get: { summary: "List the datasets you may see", data: ["DatasetInfo"] } },
  "/datasets/{id}": { get: { summary: "Describe a dataset", data: "DatasetInfo" } },
  "/dashboards": {
    get: {
      summary: "List the dashboards you may open",
      query: {
        search:
          "Words in name, description, slug, owner, folder, tags or the names of fields its widgets show",
      },
    },
    post: {
      ...DASHBOARD,
      summary: "Publish a new dashboard",
      body: "DashboardSpec",
      status: 201,
      errors: ["CONFLICT_001"],
    },
  },
  "/dashboards/{slug}": {
    get: { ...DASHBOARD, summary: "Read a dashboard" },
    put: {
      ...DASHBOARD,
      summary:
        "Publish a dashboard anew; its document carries the version that was read, and may carry a message of at most 500 characters, and as “draft” the revision of your draft, which ends with it",
      body: "DashboardSpec",
      errors: ["CONFLICT_001"],
    },
    delete: { summary: "Put a dashboard into the bin, where it stays for 30 days (its owner, admins)" },
  },
  "/dashboards/{slug}/draft": {
    get: { summary: "Read your own draft of a dashboard, null when you have none (those who may change it)" },
    put: {
      summary:
        "Keep your draft; carries the revision that was read, null for none, and is refused when another tab saved meanwhile",
      body: "DraftInput",
      errors: ["CONFLICT_001"],
    },
    delete: {
      summary: "Drop your draft, refused when it is not that revision any more",
      query: { revision: "The one that was read" },
      errors: ["CONFLICT_001"],
    },
  },
  "/dashboards/{slug}/versions": {
    get: {
      summary: "List what was published, newest first (those who may change the dashboard)",
      query: { before: "Only versions before this one", limit: "At most 500; 100 when left out" },
    },
  },
  "/dashboards/{slug}/versions/{version}": {
    get: { ...DASHBOARD, summary: "Read a dashboard as it was published then" },
  },
  "/dashboards/{slug}/versions/{version}/restore": {
    post: {
      summary: "Publish an earlier version anew; carries the version that was read",
      body: "VersionRestoration",
      data: "DashboardSpec",
      errors: ["CONFLICT_001"],
    },
  },
  "/bin": { get: { summary: "List your deleted dashboards; to admins all" } },
  "/bin/{id}": { delete: { summary: "Take a deleted dashboard away for good (its owner, admins)" } },
  "/bin/{id}/restore": {
    post: {
      summary: "Take a dashboard out of the bin, under another address where its own is taken",
      body: "Restoration",
      errors: ["CONFLICT_001"],
    },
  },
  "/code/plan": {
    post: {
      summary: "Say what publishing dashboards from YAML files would do, and what is in its way (editors)",
      body: "CodeInput",
    },
  },
  "/code/apply": {
    post: {
      summary: "Publish dashboards from YAML files, all or none (editors)",
      body: "CodeApplication",
      errors: ["CONFLICT_001"],
    },
  },
  "/dashboards/{slug}/place": {
    patch: {
      summary:
        "Move a dashboard into a folder or tag it, without publishing it anew (those who may change it)",
      body: "PlaceChange",
    },
  },
  "/folders": {
    get: { summary: "List folders: editors all, others those that hold what they may open" },
    post: { summary: "Make a folder (editors)", body: "NewFolder", status: 201, errors: ["CONFLICT_001"] },
  },
  "/folders/{id}": {
    patch: { summary: "Rename or move a folder (editors)", body: "FolderChange", errors: ["CONFLICT_001"] },
    delete: {
      summary: "Take a folder away; what is in it moves to where it stood (editors)",
      errors: ["CONFLICT_001"],
    },
  },
  "/dashboards/{slug}/shares": {
    get: {
      summary: "Who may open a dashboard (those who may change it)",
      data: "DashboardShares",
    },
    put: {
      summary: "Share a dashboard with these groups and people and nobody else (its owner, admins)",
      body: "DashboardShares",
      data: "DashboardShares",
    },
  },
  "/dashboards/{slug}/shares/targets": {
    get: {
      summary: "Groups and people a dashboard could be shared with (its owner, admins)",
      query: { search: "Words in a name or an address" },
    },
  },
  "/format-copies": {
    post: {
      summary: "Put formats into the tables of several dashboards and publish these, all or none (editors)",
      body: "FormatCopies",
    },
  },
  "/dashboards/{slug}/views": {
    get: { summary: "List your own views of a dashboard and the shared ones" },
    post: {
      summary: "Save a view; without a name, your own state",
      body: "ViewInput",
      data: "ViewInput",
      status: 201,
      errors: ["CONFLICT_001"],
    },
  },
  "/dashboards/{slug}/default-view": {
    put: {
      summary: "Choose the view a dashboard opens with, for yourself or (who may change it) for everybody",
      body: "DefaultViewInput",
    },
  },
  "/views/{id}": {
    get: { summary: "Read a view", data: "ViewInput" },
    put: {
      summary: "Change a view; with the version that was read, refused when somebody changed it since",
      body: "ViewInput",
      data: "ViewInput",
      errors: ["CONFLICT_001"],
    },
    delete: { summary: "Delete a view" },
  },
  "/favorites/{slug}": {
    put: { summary: "Mark a dashboard as your favourite" },
    delete: { summary: "Unmark a favourite" },
  },
  "/users": {
    get: { summary: "List people (admins)" },
    post: { summary: "Add a person (admins)", body: "NewUser", status: 201 },
  },
  "/users/{id}": {
    patch: {
      summary: "Change a person’s name, role, duties, attributes or suspension (admins)",
      body: "UserChange",
      errors: ["CONFLICT_001"],
    },
    delete: {
      summary: "Remove a person (admins)",
      query: { handOverTo: "Who takes over their dashboards and shared views: an editor’s or admin’s id" },
      errors: ["CONFLICT_001"],
    },
  },
  "/groups": {
    get: { summary: "List groups (admins)" },
    post: { summary: "Make a group (admins)", body: "NewGroup", status: 201, errors: ["CONFLICT_001"] },
  },
  "/groups/{id}": {
    get: { summary: "Read a group with its members and the dashboards shared with it (admins)" },
    patch: {
      summary: "Change a group’s name, description or attributes (admins)",
      body: "GroupChange",
      errors: ["CONFLICT_001"],
    },
    delete: { summary: "Delete a group; its members lose what it gave them (admins)" },
  },
  "/groups/{id}/members": {
    patch: { summary: "Take people into a group and out of it (admins)", body: "MemberLists" },
  },
  "/invitations": {
    get: { summary: "List invitations (admins)" },
    post: { summary: "Invite by email and role (admins)", body: "NewInvitation", status: 201 },
  },
  "/invitations/{id}": { delete: { summary: "Revoke an invitation (admins)" } },
  "/settings": {
    get: { summary: "Read the workspace’s settings, their defaults and their version (admins)" },
    patch: {
      summary: "Change settings; carries the version that was read, null goes back to the default (admins)",
      body: "SettingsChange",
      errors: ["CONFLICT_001"],
    },
  },
  "/settings/images/{kind}": {
    put: {
      summary: "Set the logo, logo_dark or favicon: the picture as it is, at most 512 KB (admins)",
      media: BRAND_IMAGE_TYPES,
    },
    delete: { summary: "Remove the logo, logo_dark or favicon (admins)" },
  },
  "/jobs": {
    get: {
      summary: "List jobs with their last try, newest first (admins)",
      query: {
        name: "Of one kind",
        state: "queued, running, retrying, completed, failed or cancelled",
        limit: "At most 500; 100 when left out",
      },
      data: ["JobRun"],
    },
  },
  "/live": {
    get: {
      summary: "Data versions and each new one as it comes, as server-sent events named “version”",
      query: {
        datasets: "Ids with commas between; all you may see when left out",
        since: "The last event’s id, as Last-Event-ID has it",
        follow: "false: the versions there are now, then the end",
      },
      events: "VersionNews",
    },
  },
  "/tokens": {
    get: { summary: "List your API tokens" },
    post: { summary: "Make an API token; its secret is shown once", body: "NewToken", status: 201 },
  },
  "/tokens/{id}": { delete: { summary: "Delete an API token" } },
  "/tokens/{id}/rotate": {
    post: {
      summary: "Give one of your tokens a new secret; the old one works on for the hours you choose",
      body: "TokenRotation",
      status: 201,
      errors: ["CONFLICT_001"],
    },
  },
  "/dashboards/{slug}/widgets/{id}/export": {
    get: {
      summary: "Download all that a widget shows, with the page's query string",
      query: EXPORT_QUERY,
      bare: true,
    },
  },
  "/dashboards/{slug}/export": {
    get: {
      summary: "Download a dashboard as one workbook, a sheet a widget, with the page's query string",
      query: { format: "xlsx" },
      bare: true,
    },
  },
  "/datasets/{id}/export": {
    get: {
      summary: "Download what is explored, with the page's query string (editors)",
      query: EXPORT_QUERY,
      bare: true,
    },
  },
  "/account/export": { get: { summary: "Everything kept about you, as a file", bare: true } },
  "/audit": {
    get: {
      summary: "Read the audit log, newest first (duty “audit”)",
      query: {
        from: "Day or instant",
        to: "Day or instant, included",
        category: "AUTH, API, ADMIN, SECURITY, DATA or SYSTEM",
        severity: "INFO, WARNING, ERROR or CRITICAL",
        userId: "Whose entries",
        user: "A part of the name or address of whose entries",
        action: "Name or its beginning",
        requestId: "Of one request",
        status: "Of the answer, 403, or its class, 4xx",
        search: "Words that stand somewhere in the entry",
        limit: "Entries a page, at most 1000",
        cursor: "nextCursor of the page before",
      },
    },
  },
  "/audit/export": {
    get: {
      summary: "Download what the same parameters mean, newest first, without pages (duty “audit”)",
      query: { format: "csv or json" },
      bare: true,
    },
  },
  "/schemas/{name}": {
    get: { summary: "JSON Schema: dashboard.json, dataset.json, table.json", bare: true },
  },
  "/openapi.json": { get: { summary: "This document", bare: true } },
};
