/**
 * Texts change their case by Unicode's rules, also in a database whose locale knows ASCII alone. COLLATION stands for a
 * collation of the server that does.
 */
export const TEXT_SHIMS: readonly string[] = [
  `CREATE FUNCTION dw_redshift.lower(source text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT pg_catalog.lower(source COLLATE COLLATION) COLLATE "default" $$`,
  `CREATE FUNCTION dw_redshift.upper(source text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT pg_catalog.upper(source COLLATE COLLATION) COLLATE "default" $$`,
  `CREATE FUNCTION dw_redshift.initcap(source text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT pg_catalog.initcap(source COLLATE COLLATION) COLLATE "default" $$`,
  `CREATE FUNCTION dw_redshift.soundex(source text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  letters text := regexp_replace(upper(source), '[^A-Z]', '', 'g');
  digits text;
BEGIN
  IF letters = '' THEN RETURN ''; END IF;
  digits := translate(left(letters, 1) || regexp_replace(substr(letters, 2), '[HW]', '', 'g'), 'AEIOUYHWBFPVCGJKQSXZDTLMNR', '00000000111122222222334556');
  digits := regexp_replace(digits, '([1-6])\\1+', '\\1', 'g');
  RETURN rpad(left(left(letters, 1) || replace(substr(digits, 2), '0', ''), 4), 4, '0');
END $$`,
  `CREATE FUNCTION dw_redshift.difference(one text, other text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT count(*)::integer FROM generate_series(1, 4) AS place WHERE substr(dw_redshift.soundex(one), place, 1) = substr(dw_redshift.soundex(other), place, 1) AND dw_redshift.soundex(one) <> ''
$$`,
  `CREATE FUNCTION dw_redshift.strtol(source text, base integer) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  digits text := regexp_replace(pg_catalog.lower(ltrim(source)), '^[+-]', '');
  sum numeric := 0;
  value integer;
BEGIN
  IF base = 16 THEN digits := regexp_replace(digits, '^0x', ''); END IF;
  IF base < 2 OR base > 36 THEN RAISE EXCEPTION 'STRTOL: the base has to be between 2 and 36'; END IF;
  FOR place IN 1 .. length(digits) LOOP
    value := strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(digits, place, 1)) - 1;
    IF value < 0 OR value >= base THEN RAISE EXCEPTION USING MESSAGE = 'STRTOL: "' || source || '" is not a number in base ' || base, ERRCODE = '22P02'; END IF;
    sum := sum * base + value;
  END LOOP;
  RETURN CASE WHEN ltrim(source) LIKE '-%' THEN -sum ELSE sum END;
END $$`,
];
