/** Queries of the shapes and sizes of the largest ones of TPC-DS, for both dialects. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Sales of each month by warehouse, web and catalogue (as query 66): 60 conditional sums in each half. */
function monthsByWarehouse(): string {
  const sums = (measure: string, name: string) => MONTHS.map((month, index) => `SUM(CASE WHEN d_moy = ${index + 1} THEN ${measure} * ws_quantity ELSE 0 END) AS ${month}_${name}`).join(',\n         ');
  const half = (price: string) => `
  SELECT w_warehouse_name, w_warehouse_sq_ft, w_city, w_county, w_state, w_country, 'DHL' || ',' || 'BARIAN' AS ship_carriers, d_year AS year,
         ${sums(price, 'sales')},
         ${sums('ws_net_paid', 'net')}
  FROM web_sales, warehouse, date_dim, time_dim, ship_mode
  WHERE ws_warehouse_sk = w_warehouse_sk AND ws_sold_date_sk = d_date_sk AND ws_sold_time_sk = t_time_sk AND ws_ship_mode_sk = sm_ship_mode_sk
    AND d_year = 2001 AND t_time BETWEEN 30838 AND 30838 + 28800 AND sm_carrier IN ('DHL', 'BARIAN')
  GROUP BY w_warehouse_name, w_warehouse_sq_ft, w_city, w_county, w_state, w_country, d_year`;
  const totals = MONTHS.flatMap((month) => [`SUM(${month}_sales) AS ${month}_sales`, `SUM(${month}_sales / w_warehouse_sq_ft) AS ${month}_per_foot`, `SUM(${month}_net) AS ${month}_net`]);
  return `SELECT w_warehouse_name, w_city, ship_carriers, year, ${totals.join(',\n       ')}\nFROM (${half('ws_ext_sales_price')}\n  UNION ALL${half('ws_sales_price')}) x\nGROUP BY 1, 2, 3, 4 ORDER BY w_warehouse_name LIMIT 100`;
}

/** Years of each customer over three channels (as query 4): a long expression, unions, and six copies of one expression. */
function yearsOfCustomers(): string {
  const channel = (letter: string, table: string, kind: string) => `
  SELECT c_customer_id AS customer_id, c_first_name AS customer_first_name, c_last_name AS customer_last_name, c_preferred_cust_flag AS flag, c_birth_country AS country,
         d_year AS dyear, SUM(((${letter}_ext_list_price - ${letter}_ext_wholesale_cost - ${letter}_ext_discount_amt) + ${letter}_ext_sales_price) / 2) AS year_total, '${kind}' AS sale_type
  FROM customer, ${table}, date_dim
  WHERE c_customer_sk = ${letter}_customer_sk AND ${letter}_sold_date_sk = d_date_sk
  GROUP BY c_customer_id, c_first_name, c_last_name, c_preferred_cust_flag, c_birth_country, d_year`;
  const copies = ['s', 'c', 'w'].flatMap((kind) => ['first', 'second'].map((place) => `year_total t_${kind}_${place}`)).join(', ');
  const conditions = ['s', 'c', 'w'].flatMap((kind) => [
    `t_${kind}_second.customer_id = t_s_first.customer_id`, `t_${kind}_first.sale_type = '${kind}'`, `t_${kind}_first.dyear = 2001`, `t_${kind}_second.dyear = 2002`, `t_${kind}_first.year_total > 0`,
  ]);
  const growth = (kind: string) => `CASE WHEN t_${kind}_first.year_total > 0 THEN t_${kind}_second.year_total / t_${kind}_first.year_total ELSE NULL END`;
  const union = [['ss', 'store_sales', 's'], ['cs', 'catalog_sales', 'c'], ['ws', 'web_sales', 'w']].map(([letter, table, kind]) => channel(letter!, table!, kind!)).join('\n  UNION ALL');
  return `WITH year_total AS (${union})\nSELECT t_s_second.customer_id, t_s_second.customer_first_name, NVL(t_s_second.country, 'none') AS country\nFROM ${copies}\nWHERE ${conditions.join('\n  AND ')}
  AND ${growth('c')} > ${growth('s')}\n  AND ${growth('c')} > ${growth('w')}\nORDER BY 1, 2, 3 LIMIT 100`;
}

/** Sales and returns side by side over two years (as query 64): two expressions, one of them with 18 joins. */
function salesAcrossYears(): string {
  return `WITH cs_ui AS (
  SELECT cs_item_sk, SUM(cs_ext_list_price) AS sale, SUM(cr_refunded_cash + cr_reversed_charge + cr_store_credit) AS refund
  FROM catalog_sales, catalog_returns WHERE cs_item_sk = cr_item_sk AND cs_order_number = cr_order_number
  GROUP BY cs_item_sk HAVING SUM(cs_ext_list_price) > 2 * SUM(cr_refunded_cash + cr_reversed_charge + cr_store_credit)
), cross_sales AS (
  SELECT i_product_name product_name, i_item_sk item_sk, s_store_name store_name, s_zip store_zip, ad1.ca_street_number b_street_number, ad1.ca_street_name b_street_name,
         ad1.ca_city b_city, ad1.ca_zip b_zip, ad2.ca_street_number c_street_number, ad2.ca_street_name c_street_name, ad2.ca_city c_city, ad2.ca_zip c_zip,
         d1.d_year AS syear, d2.d_year AS fsyear, d3.d_year s2year, COUNT(*) cnt, SUM(ss_wholesale_cost) s1, SUM(ss_list_price) s2, SUM(ss_coupon_amt) s3
  FROM store_sales
  JOIN store_returns ON ss_item_sk = sr_item_sk AND ss_ticket_number = sr_ticket_number
  JOIN cs_ui ON ss_item_sk = cs_ui.cs_item_sk
  JOIN date_dim d1 ON ss_sold_date_sk = d1.d_date_sk
  JOIN store ON ss_store_sk = s_store_sk
  JOIN customer ON ss_customer_sk = c_customer_sk
  JOIN date_dim d2 ON c_first_sales_date_sk = d2.d_date_sk
  JOIN date_dim d3 ON c_first_shipto_date_sk = d3.d_date_sk
  JOIN customer_demographics cd1 ON ss_cdemo_sk = cd1.cd_demo_sk
  JOIN customer_demographics cd2 ON c_current_cdemo_sk = cd2.cd_demo_sk
  JOIN promotion ON ss_promo_sk = p_promo_sk
  JOIN household_demographics hd1 ON ss_hdemo_sk = hd1.hd_demo_sk
  JOIN household_demographics hd2 ON c_current_hdemo_sk = hd2.hd_demo_sk
  JOIN customer_address ad1 ON ss_addr_sk = ad1.ca_address_sk
  JOIN customer_address ad2 ON c_current_addr_sk = ad2.ca_address_sk
  JOIN income_band ib1 ON hd1.hd_income_band_sk = ib1.ib_income_band_sk
  JOIN income_band ib2 ON hd2.hd_income_band_sk = ib2.ib_income_band_sk
  JOIN item ON ss_item_sk = i_item_sk
  WHERE cd1.cd_marital_status <> cd2.cd_marital_status AND i_color IN ('purple', 'burlywood', 'indian', 'spring', 'floral', 'medium')
    AND i_current_price BETWEEN 64 AND 64 + 10 AND i_current_price BETWEEN 64 + 1 AND 64 + 15 AND d1.d_date >= DATEADD(day, -30, '1999-02-01'::date)
  GROUP BY i_product_name, i_item_sk, s_store_name, s_zip, ad1.ca_street_number, ad1.ca_street_name, ad1.ca_city, ad1.ca_zip, ad2.ca_street_number, ad2.ca_street_name, ad2.ca_city, ad2.ca_zip,
           d1.d_year, d2.d_year, d3.d_year
)
SELECT cs1.product_name, cs1.store_name, cs1.store_zip, cs1.b_street_number, cs1.b_street_name, cs1.b_city, cs1.b_zip, cs1.c_street_number, cs1.c_street_name, cs1.c_city, cs1.c_zip,
       cs1.syear, cs1.cnt, cs1.s1 AS s11, cs1.s2 AS s21, cs1.s3 AS s31, cs2.s1 AS s12, cs2.s2 AS s22, cs2.s3 AS s32, cs2.syear AS second_year, cs2.cnt AS second_count
FROM cross_sales cs1, cross_sales cs2
WHERE cs1.item_sk = cs2.item_sk AND cs1.syear = 1999 AND cs2.syear = 1999 + 1 AND cs2.cnt <= cs1.cnt AND cs1.store_name = cs2.store_name AND cs1.store_zip = cs2.store_zip
ORDER BY cs1.product_name, cs1.store_name, second_count, cs1.s1, s12`;
}

/** Items of three channels (as query 14): intersections, sub-queries in HAVING, ROLLUP. */
function itemsOfChannels(): string {
  const channels = [['ss', 'store_sales', 'store'], ['cs', 'catalog_sales', 'catalog'], ['ws', 'web_sales', 'web']] as const;
  const items = channels.map(([letter, table]) => `SELECT i_brand_id brand_id, i_class_id class_id, i_category_id category_id FROM ${table}, item, date_dim d1 WHERE ${letter}_item_sk = i_item_sk AND ${letter}_sold_date_sk = d1.d_date_sk AND d1.d_year BETWEEN 1999 AND 1999 + 2`).join('\n    INTERSECT\n    ');
  const prices = channels.map(([letter, table]) => `SELECT ${letter}_quantity quantity, ${letter}_list_price list_price FROM ${table}, date_dim WHERE ${letter}_sold_date_sk = d_date_sk AND d_year BETWEEN 1999 AND 1999 + 2`).join('\n    UNION ALL\n    ');
  const sales = channels.map(([letter, table, name]) => `SELECT '${name}' channel, i_brand_id, i_class_id, i_category_id, SUM(${letter}_quantity * ${letter}_list_price) sales, COUNT(*) number_sales
    FROM ${table}, item, date_dim
    WHERE ${letter}_item_sk IN (SELECT ss_item_sk FROM cross_items) AND ${letter}_item_sk = i_item_sk AND ${letter}_sold_date_sk = d_date_sk AND d_year = 1999 + 2 AND d_moy = 11
    GROUP BY i_brand_id, i_class_id, i_category_id
    HAVING SUM(${letter}_quantity * ${letter}_list_price) > (SELECT average_sales FROM avg_sales)`).join('\n    UNION ALL\n    ');
  return `WITH cross_items AS (
  SELECT i_item_sk ss_item_sk FROM item, (
    ${items}
  ) x WHERE i_brand_id = brand_id AND i_class_id = class_id AND i_category_id = category_id
), avg_sales AS (
  SELECT AVG(quantity * list_price) average_sales FROM (
    ${prices}
  ) y
)
SELECT channel, i_brand_id, i_class_id, i_category_id, SUM(sales), SUM(number_sales) FROM (
    ${sales}
) z GROUP BY ROLLUP(channel, i_brand_id, i_class_id, i_category_id) ORDER BY channel, i_brand_id, i_class_id, i_category_id LIMIT 100`;
}

/** Stores near certain addresses (as query 8): a list of 400 codes. */
function storesNearCodes(): string {
  const codes = Array.from({ length: 400 }, (_, index) => `'${10_000 + index * 197}'`).join(', ');
  return `SELECT s_store_name, SUM(ss_net_profit) FROM store_sales, date_dim, store, (
  SELECT ca_zip FROM (
    SELECT SUBSTRING(ca_zip, 1, 5) ca_zip FROM customer_address WHERE SUBSTRING(ca_zip, 1, 5) IN (${codes})
    INTERSECT
    SELECT ca_zip FROM (SELECT SUBSTRING(ca_zip, 1, 5) ca_zip, COUNT(*) cnt FROM customer_address, customer WHERE ca_address_sk = c_current_addr_sk AND c_preferred_cust_flag = 'Y' GROUP BY ca_zip HAVING COUNT(*) > 10) a1
  ) a2
) v1 WHERE ss_store_sk = s_store_sk AND ss_sold_date_sk = d_date_sk AND d_qoy = 2 AND d_year = 1998 AND SUBSTRING(s_zip, 1, 2) = SUBSTRING(v1.ca_zip, 1, 2)
GROUP BY s_store_name ORDER BY s_store_name LIMIT 100`;
}

/** By the number of the query of TPC-DS that each is like. */
export const LARGE_QUERIES: Readonly<Record<string, string>> = {
  4: yearsOfCustomers(), 8: storesNearCodes(), 14: itemsOfChannels(), 64: salesAcrossYears(), 66: monthsByWarehouse(),
};
