import { expect, test } from "./fixtures";

/** The API's numbers against SQL written by hand. */
test.describe("numbers", () => {
  test("brands of a month with ratios, comparison and the grand total", async ({ api, sql }) => {
    const client = await api("viewer");
    const [span] =
      await sql`select max(date)::text as last, (max(date) - 27)::text as first from commerce.sales`;
    const answer = await client.post("/api/v1/query", {
      data: {
        dataset: "sales",
        dimensions: ["brand"],
        measures: ["margin", "roi", "aov"],
        time: { name: "date", from: span?.first, to: span?.last },
        compare: "previous_period",
        sort: [{ column: "margin", direction: "desc" }],
        totals: ["grand"],
        limit: 1000,
      },
    });
    const { data } = await answer.json();
    const rows = await sql`
      with now as (
        select brand, sum(margin) m, sum(margin)::float8 / nullif(sum(ad_spend), 0) * 100 roi,
               sum(settlement_amount)::float8 / nullif(sum(orders), 0) aov
        from commerce.sales where date between ${span?.first} and ${span?.last} group by brand),
      before as (
        select brand, sum(margin) m from commerce.sales
        where date between ${span?.first}::date - 28 and ${span?.first}::date - 1 group by brand)
      select coalesce(n.brand, b.brand) brand, n.m::float8 m, n.roi, n.aov, b.m::float8 previous
      from now n full join before b on n.brand = b.brand
      order by n.m desc nulls last, brand`;
    const names: string[] = data.columns.map((column: { name: string }) => column.name);
    const at = (row: unknown[], name: string) => row[names.indexOf(name)];
    // A brand that only sold before stands at the end, with nothing now.
    expect(data.rows.length).toBeGreaterThan(20);
    expect(data.rows.map((row: unknown[]) => at(row, "brand"))).toEqual(rows.map((row) => row.brand));
    for (const [i, row] of rows.entries()) {
      const shown = data.rows[i];
      expect(at(shown, "margin")).toBe(row.m);
      expect(at(shown, "margin__previous")).toBe(row.previous);
      for (const [name, value] of [
        ["roi", row.roi],
        ["aov", row.aov],
      ] as const)
        if (value === null) expect(at(shown, name)).toBeNull();
        else expect(at(shown, name)).toBeCloseTo(value, 8);
    }
    const [total] = await sql`
      select sum(margin)::float8 m, sum(margin)::float8 / sum(ad_spend) * 100 roi from commerce.sales
      where date between ${span?.first} and ${span?.last}`;
    expect(data.grandTotal.margin).toBe(total?.m);
    expect(data.grandTotal.roi).toBeCloseTo(total?.roi, 8);
    // The trap this product exists for: the mean of the rows' ratios is another number.
    const ratios = rows.map((row) => row.roi).filter((roi) => roi !== null);
    const mean = ratios.reduce((sum, roi) => sum + roi, 0) / ratios.length;
    expect(Math.abs(mean - total?.roi)).toBeGreaterThan(0.5);
  });

  test("daily settlement by channel, filtered", async ({ api, sql }) => {
    const client = await api("viewer");
    const answer = await client.post("/api/v1/query", {
      data: {
        dataset: "sales",
        dimensions: [{ name: "date", grain: "month" }, "channel"],
        measures: ["settlement_amount", "rows"],
        filters: [{ name: "channel", op: "in", values: ["naver", "coupang"] }],
        sort: [{ column: "date" }, { column: "channel" }],
      },
    });
    const { data } = await answer.json();
    const rows = await sql`
      select date_trunc('month', date)::date::text as date, channel, sum(settlement_amount)::float8 s, count(*)::int n
      from commerce.sales where channel in ('naver', 'coupang') group by 1, 2 order by 1, 2`;
    expect(data.rows).toEqual(rows.map((row) => [row.date, row.channel, row.s, row.n]));
  });

  test("what is not known, not possible or hostile is refused with the field's name", async ({
    api,
    sql,
  }) => {
    const client = await api("viewer");
    const post = async (data: unknown) => {
      const answer = await client.post("/api/v1/query", { data });
      return { status: answer.status(), ...(await answer.json()) };
    };
    const unknown = await post({ dataset: "sales", measures: ["margins"] });
    expect(unknown).toMatchObject({ status: false, error: { code: "QUERY_001" } });
    expect(JSON.stringify(unknown.error)).toContain("margin");
    expect(await post({ dataset: "users", measures: ["count"] })).toMatchObject({
      error: { code: "QUERY_001" },
    });
    expect(await post({ dataset: "sales", measures: "margin" })).toMatchObject({
      error: { code: "INPUT_001" },
    });
    expect(await post({ dataset: "sales", measures: ["margin"], limit: 1e9 })).toMatchObject({
      error: { code: "INPUT_001" },
    });
    const before = await sql`select count(*)::int n from commerce.sales`;
    for (const name of [
      'brand"; drop table commerce.sales; --',
      "brand' or '1'='1",
      "__proto__",
      "constructor",
    ])
      expect(await post({ dataset: "sales", dimensions: [name], measures: ["margin"] })).toMatchObject({
        error: { code: "QUERY_001" },
      });
    const quoted = await post({
      dataset: "sales",
      dimensions: ["brand"],
      filters: [{ name: "brand", op: "eq", values: ["'; drop table commerce.sales; --"] }],
    });
    expect(quoted.data.rows).toEqual([]);
    expect(await sql`select count(*)::int n from commerce.sales`).toEqual(before);
  });
});
