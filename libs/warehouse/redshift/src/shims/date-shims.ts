/**
 * Boundaries of a part that lie before a moment: their difference is DATEDIFF.
 * `parse_moment` reads the groups of a pattern as the parts of a moment, which run over where one is too large.
 */
export const DATE_SHIMS: readonly string[] = [
  `CREATE FUNCTION dw_redshift.fail(message text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = message, ERRCODE = '22007';
END $$`,
  `CREATE FUNCTION dw_redshift.boundaries(part text, moment timestamp) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE part
    WHEN 'millennium' THEN div(extract(year FROM moment) - 1, 1000)
    WHEN 'century' THEN div(extract(year FROM moment) - 1, 100)
    WHEN 'decade' THEN div(extract(year FROM moment), 10)
    WHEN 'year' THEN extract(year FROM moment)
    WHEN 'quarter' THEN extract(year FROM moment) * 4 + extract(quarter FROM moment)
    WHEN 'month' THEN extract(year FROM moment) * 12 + extract(month FROM moment)
    WHEN 'week' THEN (date_trunc('week', moment)::date - date '2000-01-03') / 7
    WHEN 'day' THEN moment::date - date '2000-01-01'
    WHEN 'hour' THEN floor(extract(epoch FROM moment) / 3600)
    WHEN 'minute' THEN floor(extract(epoch FROM moment) / 60)
    WHEN 'second' THEN floor(extract(epoch FROM moment))
    WHEN 'millisecond' THEN floor(extract(epoch FROM moment) * 1000)
    WHEN 'microsecond' THEN floor(extract(epoch FROM moment) * 1000000)
  END::bigint
$$`,
  `CREATE FUNCTION dw_redshift.datediff(part text, earlier timestamp, later timestamp) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT dw_redshift.boundaries(part, later) - dw_redshift.boundaries(part, earlier)
$$`,
  `CREATE FUNCTION dw_redshift.datediff(part text, earlier time, later time) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT dw_redshift.boundaries(part, date '2000-01-01' + later) - dw_redshift.boundaries(part, date '2000-01-01' + earlier)
$$`,
  `CREATE FUNCTION dw_redshift.dateadd(part text, amount bigint, moment timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN part IN ('year', 'decade', 'century', 'millennium') THEN
      CASE WHEN extract(month FROM moment) = 2 AND extract(day FROM moment) = 29
        THEN moment - interval '1 day' + amount * ('1 ' || part)::interval + interval '1 day'
        ELSE moment + amount * ('1 ' || part)::interval END
    WHEN part = 'quarter' THEN moment + amount * interval '3 months'
    ELSE moment + amount * ('1 ' || part)::interval
  END
$$`,
  `CREATE FUNCTION dw_redshift.is_month_end(moment timestamp) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT extract(day FROM moment + interval '1 day') = 1
$$`,
  `CREATE FUNCTION dw_redshift.add_months(moment timestamp, months integer) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN dw_redshift.is_month_end(moment)
    THEN date_trunc('month', moment + months * interval '1 month') + interval '1 month -1 day' + (moment - date_trunc('day', moment))
    ELSE moment + months * interval '1 month' END
$$`,
  `CREATE FUNCTION dw_redshift.months_between(later timestamp, earlier timestamp) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ((extract(year FROM later) - extract(year FROM earlier)) * 12 + extract(month FROM later) - extract(month FROM earlier))::double precision
    + CASE WHEN extract(day FROM later) = extract(day FROM earlier) OR (dw_redshift.is_month_end(later) AND dw_redshift.is_month_end(earlier)) THEN 0
      ELSE (extract(day FROM later) - extract(day FROM earlier) + extract(epoch FROM later::time - earlier::time) / 86400)::double precision / 31 END
$$`,
  `CREATE FUNCTION dw_redshift.parse_moment(source text, pattern text, names text[], format text, is_strict boolean) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  parts text[] := regexp_match(source, pattern);
  year integer := 1; month integer := 1; day integer := 1; hour integer := 0; minute integer := 0; seconds numeric := 0; is_afternoon boolean; part text;
BEGIN
  IF parts IS NULL THEN RAISE EXCEPTION USING MESSAGE = '"' || source || '" is not in the format ' || format, ERRCODE = '22007'; END IF;
  FOR place IN 1 .. array_length(names, 1) LOOP
    part := parts[place];
    CASE names[place]
      WHEN 'YYYY' THEN year := part;
      WHEN 'YYY', 'YY', 'Y' THEN year := part::integer + CASE WHEN part::integer < 70 THEN 2000 WHEN part::integer < 100 THEN 1900 WHEN part::integer < 520 THEN 2000 ELSE 1000 END;
      WHEN 'MM' THEN month := part;
      WHEN 'MON', 'MONTH' THEN month := array_position(ARRAY['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'], left(lower(part), 3));
      WHEN 'DD', 'DDD' THEN day := part;
      WHEN 'HH24', 'HH12', 'HH' THEN hour := part;
      WHEN 'MI' THEN minute := part;
      WHEN 'SS', 'SSSS' THEN seconds := seconds + part::numeric;
      WHEN 'MS', 'US' THEN seconds := seconds + ('0.' || part)::numeric;
      WHEN 'AM', 'PM', 'A.M.', 'P.M.' THEN is_afternoon := lower(part) = 'p';
      ELSE NULL;
    END CASE;
  END LOOP;
  IF is_afternoon IS NOT NULL THEN hour := hour % 12 + CASE WHEN is_afternoon THEN 12 ELSE 0 END; END IF;
  IF is_strict THEN RETURN make_timestamp(year, month, day, hour, minute, seconds::double precision); END IF;
  RETURN make_timestamp(year, 1, 1, 0, 0, 0) + (month - 1) * interval '1 month' + (day - 1) * interval '1 day'
    + hour * interval '1 hour' + minute * interval '1 minute' + seconds::double precision * interval '1 second';
END $$`,
];
