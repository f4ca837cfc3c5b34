/** Bytes of whole numbers, lowest first. */
const reversed = (type: string, width: number) =>
  `CREATE FUNCTION dw_redshift.fnv_hash(value ${type}, seed bigint DEFAULT NULL) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT dw_redshift.fnv_bytes(decode(string_agg(lpad(to_hex((value::bigint >> (8 * place)) & 255), 2, '0'), '' ORDER BY place), 'hex'), seed) FROM generate_series(0, ${width - 1}) AS place WHERE value IS NOT NULL
$$`;

/** Hashes that PostgreSQL lacks. SHA-1 follows FIPS 180-4, FNV-1a http://www.isthe.com/chongo/tech/comp/fnv. */
export const HASH_SHIMS: readonly string[] = [
  `CREATE FUNCTION dw_redshift.fnv_bytes(bytes bytea, seed bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  hash numeric := CASE WHEN seed IS NULL THEN 14695981039346656037 WHEN seed < 0 THEN seed + 18446744073709551616 ELSE seed END;
  low integer;
BEGIN
  IF bytes IS NULL THEN RETURN NULL; END IF;
  FOR place IN 0 .. length(bytes) - 1 LOOP
    low := mod(hash, 256);
    hash := mod((hash - low + (low # get_byte(bytes, place))) * 1099511628211, 18446744073709551616);
  END LOOP;
  RETURN CASE WHEN hash >= 9223372036854775808 THEN hash - 18446744073709551616 ELSE hash END;
END $$`,
  reversed('smallint', 2),
  reversed('integer', 4),
  reversed('bigint', 8),
  `CREATE FUNCTION dw_redshift.fnv_hash(value text, seed bigint DEFAULT NULL) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT dw_redshift.fnv_bytes(convert_to(value, 'UTF8'), seed) $$`,
  `CREATE FUNCTION dw_redshift.crc32(source text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  bytes bytea := convert_to(source, 'UTF8');
  crc bigint := 4294967295;
BEGIN
  FOR place IN 0 .. length(bytes) - 1 LOOP
    crc := crc # get_byte(bytes, place);
    FOR bit IN 1 .. 8 LOOP crc := CASE WHEN crc & 1 = 1 THEN (crc >> 1) # 2197175160 ELSE crc >> 1 END; END LOOP;
  END LOOP;
  RETURN lpad(to_hex(crc # 4294967295), 8, '0');
END $$`,
  `CREATE FUNCTION dw_redshift.rotated(value bigint, bits integer) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ((value << bits) | (value >> (32 - bits))) & 4294967295
$$`,
  `CREATE FUNCTION dw_redshift.sha1(source text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  bytes bytea := convert_to(source, 'UTF8');
  state bigint[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
  w bigint[]; a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; k bigint; t bigint; at integer;
BEGIN
  bytes := bytes || '\\x80'::bytea || decode(repeat('00', ((119 - length(bytes) % 64) % 64)), 'hex') || int8send(length(bytes) * 8::bigint);
  FOR block IN 0 .. length(bytes) / 64 - 1 LOOP
    w := ARRAY[]::bigint[];
    FOR i IN 0 .. 15 LOOP
      at := block * 64 + i * 4;
      w[i] := (get_byte(bytes, at)::bigint << 24) | (get_byte(bytes, at + 1) << 16) | (get_byte(bytes, at + 2) << 8) | get_byte(bytes, at + 3);
    END LOOP;
    FOR i IN 16 .. 79 LOOP w[i] := dw_redshift.rotated(w[i - 3] # w[i - 8] # w[i - 14] # w[i - 16], 1); END LOOP;
    a := state[1]; b := state[2]; c := state[3]; d := state[4]; e := state[5];
    FOR i IN 0 .. 79 LOOP
      IF i < 20 THEN f := (b & c) | ((b # 4294967295) & d); k := 1518500249;
      ELSIF i < 40 THEN f := b # c # d; k := 1859775393;
      ELSIF i < 60 THEN f := (b & c) | (b & d) | (c & d); k := 2400959708;
      ELSE f := b # c # d; k := 3395469782; END IF;
      t := (dw_redshift.rotated(a, 5) + f + e + k + w[i]) & 4294967295;
      e := d; d := c; c := dw_redshift.rotated(b, 30); b := a; a := t;
    END LOOP;
    state := ARRAY[(state[1] + a) & 4294967295, (state[2] + b) & 4294967295, (state[3] + c) & 4294967295, (state[4] + d) & 4294967295, (state[5] + e) & 4294967295];
  END LOOP;
  RETURN (SELECT string_agg(lpad(to_hex(word), 8, '0'), '' ORDER BY place) FROM unnest(state) WITH ORDINALITY AS t (word, place));
END $$`,
];
