/** What Excel insists on in a workbook, as a checklist: what it would call damaged, and "repair". For tests. */
import path from "node:path";
import { unzipSync } from "fflate";
import { checkSheet } from "@/tests/check-sheet";
import { checkStyles } from "@/tests/check-styles";
import { childOf, childrenOf, type Element, parseXml } from "@/tests/strict-xml";
import { outOfOrder, type Parts } from "@/tests/workbook-parts";

const ORDER = ["fileVersion", "workbookPr", "bookViews", "sheets", "definedNames", "calcPr", "extLst"];
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const relationsPath = (part: string) =>
  `${path.dirname(part)}/_rels/${path.basename(part)}.rels`.replace(/^\.\//, "");

function checkTypes({ parts, fault }: Parts): void {
  const types = parts.get("[Content_Types].xml");
  if (!types) {
    fault("[Content_Types].xml", "is missing");
    return;
  }
  const said = childrenOf(types, "Override").map(({ attributes }) => attributes.PartName?.slice(1) ?? "");
  const defaults = childrenOf(types, "Default").map(({ attributes }) => attributes.Extension ?? "");
  if (new Set(said).size < said.length) fault("[Content_Types].xml", "says a part twice");
  for (const name of said) if (!parts.has(name)) fault("[Content_Types].xml", `${name} is no part`);
  for (const name of parts.keys())
    if (
      name !== "[Content_Types].xml" &&
      !said.includes(name) &&
      (!name.endsWith(".rels") || !defaults.includes("rels"))
    )
      fault("[Content_Types].xml", `says nothing of ${name}`);
}

function checkRelations({ parts, fault }: Parts): void {
  for (const [name, element] of parts) {
    if (!name.endsWith(".rels")) continue;
    const base = path.dirname(path.dirname(name));
    const of = path.join(base, path.basename(name, ".rels"));
    if (name !== "_rels/.rels" && !parts.has(of)) fault(name, "belongs to no part");
    const ids = element.children.map(({ attributes }) => attributes.Id);
    if (new Set(ids).size < ids.length) fault(name, "an id twice");
    for (const { attributes } of element.children) {
      if (attributes.TargetMode === "External") {
        if (!URL.canParse(attributes.Target ?? "")) fault(name, `${attributes.Target} is no address`);
      } else if (!parts.has(path.join(base, attributes.Target ?? ""))) fault(name, `no ${attributes.Target}`);
    }
  }
}

function checkNames({ parts, fault }: Parts, names: readonly string[], workbook: Element): void {
  const where = "xl/workbook.xml";
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) fault(where, "a name twice");
  for (const name of names) {
    if (name === "" || name.length > 31) fault(where, `${name} has ${name.length} characters`);
    if (/[\\/?*[\]:]|^'|'$/.test(name) || name.toLowerCase() === "history")
      fault(where, `${name} is no name`);
  }
  for (const { attributes, text } of childrenOf(childOf(workbook, "definedNames"), "definedName")) {
    const sheet = names[Number(attributes.localSheetId)];
    const area = /^'((?:[^']|'')+)'!(\$[A-Z]+\$\d+:\$[A-Z]+\$\d+)$/.exec(text);
    if (!area || area[1]?.replaceAll("''", "'") !== sheet) fault(where, `${attributes.name}: ${text}`);
    const filter = childOf(
      parts.get(`xl/worksheets/sheet${Number(attributes.localSheetId) + 1}.xml`),
      "autoFilter",
    );
    if (filter?.attributes.ref !== area?.[2]?.replaceAll("$", "")) fault(where, "a filter of another area");
  }
}

/** What Excel would find fault with; nothing where it opens the workbook as it is. */
export function checkWorkbook(bytes: Uint8Array): string[] {
  const faults: string[] = [];
  const fault = (where: string, why: string) => {
    faults.push(`${where}: ${why}`);
  };
  const parts = new Map<string, Element>();
  for (const [name, content] of Object.entries(unzipSync(bytes)))
    try {
      parts.set(name, parseXml(new TextDecoder("utf-8", { fatal: true }).decode(content)));
    } catch (error) {
      fault(name, String(error));
    }
  const all: Parts = { parts, fault };
  checkTypes(all);
  checkRelations(all);
  for (const name of ["xl/workbook.xml", "xl/styles.xml", "docProps/core.xml", "_rels/.rels"])
    if (!parts.has(name)) fault(name, "is missing");
  const workbook = parts.get("xl/workbook.xml");
  const relations = parts.get(relationsPath("xl/workbook.xml"));
  if (!workbook || !relations) return faults;
  const disorder = outOfOrder(
    workbook.children.map(({ name }) => name),
    ORDER,
  );
  if (disorder) fault("xl/workbook.xml", disorder);
  const sheets = childrenOf(childOf(workbook, "sheets"), "sheet");
  if (sheets.length === 0) fault("xl/workbook.xml", "no sheet");
  checkNames(
    all,
    sheets.map(({ attributes }) => attributes.name ?? ""),
    workbook,
  );
  const ids = sheets.map(({ attributes }) => attributes.sheetId);
  if (new Set(ids).size < ids.length) fault("xl/workbook.xml", "a sheetId twice");
  const limits = checkStyles(all);
  for (const { attributes } of sheets) {
    const target = relations.children.find((one) => one.attributes.Id === attributes["r:id"])?.attributes;
    if (target?.Type !== `${RELATION}/worksheet`)
      fault("xl/workbook.xml", `${attributes.name} leads to no sheet`);
    else checkSheet(all, `xl/${target.Target}`, limits);
  }
  const core = parts.get("docProps/core.xml");
  const made = childOf(core, "dcterms:created");
  if (made && (made.attributes["xsi:type"] !== "dcterms:W3CDTF" || Number.isNaN(Date.parse(made.text))))
    fault("docProps/core.xml", `${made.text} is no time`);
  return faults;
}
