CREATE TABLE store_sales (
  ss_sold_date_sk INTEGER ENCODE az64, ss_sold_time_sk INTEGER ENCODE az64, ss_item_sk INTEGER NOT NULL ENCODE az64 DISTKEY, ss_customer_sk INTEGER ENCODE az64, ss_cdemo_sk INTEGER,
  ss_store_sk INTEGER ENCODE az64, ss_promo_sk INTEGER, ss_ticket_number BIGINT NOT NULL, ss_quantity INTEGER, ss_wholesale_cost DECIMAL(7,2) ENCODE az64, ss_list_price DECIMAL(7,2),
  ss_sales_price DECIMAL(7,2), ss_ext_discount_amt DECIMAL(7,2), ss_ext_sales_price DECIMAL(7,2), ss_ext_tax DECIMAL(7,2), ss_coupon_amt DECIMAL(7,2), ss_net_paid DECIMAL(7,2), ss_net_profit DECIMAL(7,2),
  PRIMARY KEY (ss_item_sk, ss_ticket_number)
) DISTSTYLE KEY SORTKEY (ss_sold_date_sk);
CREATE TABLE customer (
  c_customer_sk INT NOT NULL PRIMARY KEY, c_customer_id CHAR(16) NOT NULL, c_first_name VARCHAR(20), c_last_name VARCHAR(30), c_preferred_cust_flag CHAR(1), c_birth_day INT CHECK (c_birth_day BETWEEN 1 AND 31),
  c_birth_country VARCHAR(20), c_login CHAR(13), c_email_address VARCHAR(50), c_last_review_date DATE, c_profile SUPER
) DISTSTYLE ALL;
CREATE TABLE date_dim (d_date_sk INT NOT NULL PRIMARY KEY, d_date_id CHAR(16) NOT NULL, d_date DATE, d_year INT, d_moy INT, d_dom INT, d_qoy INT, d_day_name CHAR(9), d_holiday CHAR(1), d_weekend CHAR(1));
CREATE TABLE store (s_store_sk INT NOT NULL PRIMARY KEY, s_store_id CHAR(16) NOT NULL UNIQUE, s_store_name VARCHAR(50), s_number_employees INT, s_market_id INT, s_city VARCHAR(60), s_state CHAR(2), s_zip CHAR(10), s_opened TIMESTAMP DEFAULT SYSDATE);
