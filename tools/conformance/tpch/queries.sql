/* What each kind of line brings in, up to ninety days before the end */
SELECT l_returnflag, l_linestatus, COUNT(*) AS lines, SUM(l_quantity) AS pieces, SUM(l_extendedprice * (1 - l_discount)) AS revenue,
  AVG(l_quantity) AS avg_pieces, AVG(l_extendedprice) AS avg_price, SUM(l_quantity) / COUNT(*) AS mean_pieces
FROM lineitem
WHERE l_shipdate <= DATEADD(day, -90, '1998-12-01')
GROUP BY 1, 2
ORDER BY 1, 2;

/* Orders by quarter and priority, with their share of the year */
SELECT DATE_TRUNC('quarter', o_orderdate) AS quarter, o_orderpriority, COUNT(*) AS orders,
  ROUND(RATIO_TO_REPORT(COUNT(*)) OVER (PARTITION BY EXTRACT(year FROM DATE_TRUNC('quarter', o_orderdate))), 6) AS share
FROM orders
WHERE o_orderdate BETWEEN '1995-01-01' AND '1996-12-31'
GROUP BY 1, 2
ORDER BY 1, 2;

/* The three best customers of each region */
SELECT r_name, c_name, spent FROM (
  SELECT r_name, c_name, SUM(o_totalprice) AS spent, ROW_NUMBER() OVER (PARTITION BY r_name ORDER BY SUM(o_totalprice) DESC, c_name) AS place
  FROM region JOIN nation ON n_regionkey = r_regionkey JOIN customer ON c_nationkey = n_nationkey JOIN orders ON o_custkey = c_custkey
  GROUP BY r_name, c_name
) ranked
WHERE place <= 3
ORDER BY r_name, place;

/* Days from shipping to receipt, by the way of shipping */
SELECT l_shipmode, MIN(DATEDIFF(day, l_shipdate, l_receiptdate)) AS fewest, MEDIAN(DATEDIFF(day, l_shipdate, l_receiptdate)) AS median_days,
  MAX(l_receiptdate - l_shipdate) AS most, NVL2(MAX(l_shipmode), 'known', 'unknown') AS mode
FROM lineitem
GROUP BY l_shipmode
HAVING COUNT(*) > 10
ORDER BY l_shipmode;

/* Parts that no supplier of Germany has */
SELECT COUNT(*), MIN(p_partkey), LISTAGG(DISTINCT p_brand, ', ') WITHIN GROUP (ORDER BY p_brand) AS brands
FROM part
WHERE p_size < 10 AND NOT EXISTS (
  SELECT 1 FROM partsupp JOIN supplier ON s_suppkey = ps_suppkey JOIN nation ON n_nationkey = s_nationkey
  WHERE ps_partkey = p_partkey AND n_name = 'GERMANY'
);

/* Country codes of telephones of customers with more than the average balance */
WITH wealthy AS (SELECT * FROM customer WHERE c_acctbal > (SELECT AVG(c_acctbal) FROM customer WHERE c_acctbal > 0))
SELECT SPLIT_PART(c_phone, '-', 1) AS code, COUNT(*) AS customers, SUM(c_acctbal) AS total, LEN(MAX(c_name)) AS longest
FROM wealthy
GROUP BY code
ORDER BY code;

/* Months between first and last order of the customers with the most orders */
SELECT TOP 10 o_custkey, COUNT(*) AS orders, ROUND(MONTHS_BETWEEN(MAX(o_orderdate), MIN(o_orderdate)), 4) AS months, LAST_DAY(MAX(o_orderdate)) AS month_end,
  TO_CHAR(MIN(o_orderdate), 'FMDD Mon YYYY') AS since
FROM orders
GROUP BY o_custkey
ORDER BY orders DESC, o_custkey;

/* Share of promoted parts in the revenue of a month */
SELECT 100.00 * SUM(DECODE(LEFT(p_type, 5), 'PROMO', l_extendedprice * (1 - l_discount), 0)) / SUM(l_extendedprice * (1 - l_discount)) AS promo_share
FROM lineitem JOIN part ON p_partkey = l_partkey
WHERE l_shipdate >= '1995-09-01' AND l_shipdate < ADD_MONTHS('1995-09-01', 1);

/* Each customer's order before this one, and how many days ago it was */
SELECT o_custkey, o_orderdate, LAG(o_orderdate) OVER (PARTITION BY o_custkey ORDER BY o_orderdate, o_orderkey) AS before,
  DATEDIFF(week, LAG(o_orderdate) OVER (PARTITION BY o_custkey ORDER BY o_orderdate, o_orderkey), o_orderdate) AS weeks
FROM orders
WHERE o_custkey <= 5
ORDER BY o_custkey, o_orderdate, o_orderkey;

/* Brands by container, as columns */
SELECT * FROM (SELECT p_brand, LEFT(p_container, 2) AS box, p_retailprice FROM part) PIVOT (COUNT(p_retailprice) FOR box IN ('SM', 'ME', 'LG')) ORDER BY p_brand;

/* Words in the comments of suppliers */
SELECT INITCAP(REGEXP_SUBSTR(s_comment, '[a-z]+')) AS word, COUNT(*) AS suppliers, SUM(REGEXP_COUNT(s_comment, ' ')) AS blanks, STRPOS(MIN(s_comment), ' ') AS first_blank
FROM supplier
GROUP BY 1
ORDER BY 1;

/* Nations with customers and without suppliers */
SELECT n_name FROM nation JOIN customer ON c_nationkey = n_nationkey MINUS SELECT n_name FROM nation JOIN supplier ON s_nationkey = n_nationkey ORDER BY 1;
