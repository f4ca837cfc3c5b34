/** Text that is JSON, and SUPER values as jsonb. */
export const JSON_SHIMS: readonly string[] = [
  `CREATE FUNCTION dw_redshift.try_json(source text) RETURNS json LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN source::json;
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END $$`,
  `CREATE FUNCTION dw_redshift.is_valid_json(source text, kind text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN source IS NOT NULL THEN coalesce(json_typeof(dw_redshift.try_json(source)) = coalesce(kind, json_typeof(dw_redshift.try_json(source))), false) END
$$`,
  `CREATE FUNCTION dw_redshift.read_json(source text, is_lenient boolean) RETURNS json LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN is_lenient THEN dw_redshift.try_json(source) ELSE source::json END
$$`,
  `CREATE FUNCTION dw_redshift.json_path_text(source text, path text[], is_lenient boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  value json := dw_redshift.read_json(source, is_lenient);
BEGIN
  FOR place IN 1 .. array_length(path, 1) LOOP
    IF value IS NULL OR json_typeof(value) <> 'object' THEN RETURN NULL; END IF;
    IF place = array_length(path, 1) THEN RETURN dw_redshift.json_text(value -> path[place]); END IF;
    value := value -> path[place];
  END LOOP;
  RETURN NULL;
END $$`,
  `CREATE FUNCTION dw_redshift.json_element_text(source text, place integer, is_lenient boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  value json := dw_redshift.read_json(source, is_lenient);
BEGIN
  IF place < 0 OR value IS NULL OR json_typeof(value) <> 'array' THEN RETURN NULL; END IF;
  RETURN dw_redshift.json_text(value -> place);
END $$`,
  `CREATE FUNCTION dw_redshift.json_array_length(source text, is_lenient boolean) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  value json := dw_redshift.read_json(source, is_lenient);
BEGIN
  IF json_typeof(value) = 'array' THEN RETURN pg_catalog.json_array_length(value); END IF;
  IF is_lenient THEN RETURN NULL; END IF;
  RAISE EXCEPTION USING MESSAGE = 'JSON_ARRAY_LENGTH: "' || source || '" is not a JSON array', ERRCODE = '22023';
END $$`,
  `CREATE FUNCTION dw_redshift.json_text(value json) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN json_typeof(value) IN ('object', 'array') THEN dw_redshift.compact_json(value::text) ELSE value #>> '{}' END
$$`,
  `CREATE FUNCTION dw_redshift.compact_json(source text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(source, '("(?:[^"\\\\]|\\\\.)*")|\\s+', '\\1', 'g')
$$`,
  `CREATE FUNCTION dw_redshift.json_serialize(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT dw_redshift.compact_json(value::text) $$`,
  `CREATE FUNCTION dw_redshift.elements(value jsonb) RETURNS TABLE (place bigint, item jsonb) LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT ordinality, element FROM jsonb_array_elements(value) WITH ORDINALITY AS t (element, ordinality)
$$`,
  `CREATE FUNCTION dw_redshift.array_concat(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(jsonb_agg(item ORDER BY part, place), '[]') FROM (SELECT 1 AS part, * FROM dw_redshift.elements(one) UNION ALL SELECT 2, * FROM dw_redshift.elements(other)) AS t
$$`,
  `CREATE FUNCTION dw_redshift.array_flatten(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(jsonb_agg(inner_item ORDER BY place, inner_place), '[]') FROM dw_redshift.elements(value)
    CROSS JOIN LATERAL (SELECT * FROM dw_redshift.elements(CASE WHEN jsonb_typeof(item) = 'array' THEN item ELSE jsonb_build_array(item) END)) AS t (inner_place, inner_item)
$$`,
  `CREATE FUNCTION dw_redshift.array_distinct(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(jsonb_agg(item ORDER BY place), '[]') FROM (SELECT item, min(place) AS place FROM dw_redshift.elements(value) GROUP BY item) AS t
$$`,
  `CREATE FUNCTION dw_redshift.array_union(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT dw_redshift.array_distinct(dw_redshift.array_concat(one, other)) $$`,
  `CREATE FUNCTION dw_redshift.array_intersection(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT dw_redshift.array_distinct(coalesce((SELECT jsonb_agg(item ORDER BY place) FROM dw_redshift.elements(one) WHERE item IN (SELECT item FROM dw_redshift.elements(other))), '[]'))
$$`,
  `CREATE FUNCTION dw_redshift.array_except(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce((SELECT jsonb_agg(item ORDER BY place) FROM dw_redshift.elements(one) WHERE item NOT IN (SELECT item FROM dw_redshift.elements(other))), '[]')
$$`,
  `CREATE FUNCTION dw_redshift.array_contains(value jsonb, wanted jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT EXISTS (SELECT FROM dw_redshift.elements(value) WHERE item = wanted)
$$`,
  `CREATE FUNCTION dw_redshift.array_position(value jsonb, wanted jsonb) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(min(place)::integer - 1, -1) FROM dw_redshift.elements(value) WHERE item = wanted
$$`,
  `CREATE FUNCTION dw_redshift.arrays_overlap(one jsonb, other jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT EXISTS (SELECT FROM dw_redshift.elements(one) WHERE item IN (SELECT item FROM dw_redshift.elements(other)))
$$`,
  `CREATE FUNCTION dw_redshift.subarray(value jsonb, start integer, length integer) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN value IS NOT NULL THEN coalesce(jsonb_agg(item ORDER BY place), '[]') END
  FROM dw_redshift.elements(value), (SELECT CASE WHEN start < 0 THEN greatest(jsonb_array_length(value) + start, 0) ELSE start END AS first) AS t
  WHERE place > first AND (length IS NULL OR place <= first + length)
$$`,
];
