import type { FunctionEntry } from '../function-entry';

const SKETCH = 'Sketches are not simulated. HLL(…) and APPROXIMATE COUNT(DISTINCT …) count.';
const SPATIAL = 'Spatial types are not simulated. Keep longitude and latitude as two numbers.';

function refusals(names: string, family: FunctionEntry['family'], reason: string): readonly FunctionEntry[] {
  return names.trim().split(/\s+/).map((name) => ({ name, family, args: [0, Infinity] as const, result: 'unknown' as const, duckdb: { refused: reason }, postgres: { refused: reason } }));
}

/** Functions that PostgreSQL has and Redshift has not, and what to write there. */
const FOREIGN: readonly (readonly [names: string, instead: string])[] = [
  ['STRING_AGG', 'Redshift has no STRING_AGG. Use LISTAGG(value, delimiter) WITHIN GROUP (ORDER BY …).'],
  ['ARRAY_AGG JSON_AGG JSONB_AGG', 'Redshift has no such aggregate. Use LISTAGG(…).'],
  ['IFNULL', 'Redshift has no IFNULL. Use NVL(a, b).'],
  ['IF IFF', 'Redshift has no such function. Use CASE WHEN … THEN … ELSE … END.'],
  ['INSTR', 'Redshift has no INSTR. Use STRPOS(text, part).'],
  ['TO_JSON ROW_TO_JSON', 'Redshift has no such function. Use OBJECT(…) or JSON_SERIALIZE(…).'],
  ['EVERY', 'Redshift has no EVERY. Use BOOL_AND(…).'],
  ['CORR COVAR_POP COVAR_SAMP REGR_SLOPE REGR_INTERCEPT REGR_R2', 'Redshift has no such aggregate. Write it with SUM and COUNT.'],
  ['CONCAT_WS FORMAT', 'Redshift has no such function. Join texts with ||.'],
  ['MAKE_DATE', 'Redshift has no MAKE_DATE. Use TO_DATE(…, \'YYYYMMDD\').'],
  ['UNNEST', 'Redshift has no UNNEST function. Name the array in FROM: FROM t, t.items AS item.'],
  ['WIDTH_BUCKET SCALE TRIM_SCALE', 'Redshift has no such function.'],
  ['GEN_RANDOM_UUID UUID', 'Redshift has no such function. Use MD5(RANDOM()::varchar).'],
];

/** What Redshift has and the simulator refuses, and what only looks like Redshift. */
export const NOT_SIMULATED: readonly FunctionEntry[] = [
  ...refusals('HLL_CREATE_SKETCH HLL_CARDINALITY HLL_COMBINE HLL_COMBINE_SKETCHES', 'aggregate', SKETCH),
  ...refusals(
    `ADDBBOX DROPBBOX GEOMETRYTYPE H3_BOUNDARY H3_CENTER H3_FROMLONGLAT H3_FROMPOINT H3_ISVALID H3_POLYFILL H3_RESOLUTION H3_TOCHILDREN H3_TOPARENT SUPPORTSBBOX
    ST_ADDPOINT ST_ANGLE ST_AREA ST_ASBINARY ST_ASEWKB ST_ASEWKT ST_ASGEOJSON ST_ASHEXEWKB ST_ASHEXWKB ST_ASTEXT ST_AZIMUTH ST_BOUNDARY ST_BUFFER ST_CENTROID ST_COLLECT
    ST_CONTAINS ST_CONTAINSPROPERLY ST_CONVEXHULL ST_COVEREDBY ST_COVERS ST_CROSSES ST_DIMENSION ST_DISJOINT ST_DISTANCE ST_DISTANCESPHERE ST_DWITHIN ST_ENDPOINT ST_ENVELOPE
    ST_EQUALS ST_EXTERIORRING ST_FORCE2D ST_FORCE3D ST_GEOGFROMTEXT ST_GEOGFROMWKB ST_GEOHASH ST_GEOMETRYN ST_GEOMETRYTYPE ST_GEOMFROMEWKB ST_GEOMFROMEWKT ST_GEOMFROMGEOHASH
    ST_GEOMFROMGEOJSON ST_GEOMFROMGEOSQUARE ST_GEOMFROMTEXT ST_GEOMFROMWKB ST_GEOSQUARE ST_INTERIORRINGN ST_INTERSECTION ST_INTERSECTS ST_ISCLOSED ST_ISCOLLECTION ST_ISEMPTY
    ST_ISPOLYGONCCW ST_ISPOLYGONCW ST_ISRING ST_ISSIMPLE ST_ISVALID ST_LENGTH ST_LENGTH2D ST_LENGTHSPHERE ST_LINEFROMMULTIPOINT ST_LINEINTERPOLATEPOINT ST_M ST_MAKEENVELOPE
    ST_MAKELINE ST_MAKEPOINT ST_MAKEPOLYGON ST_MEMSIZE ST_MMAX ST_MMIN ST_MULTI ST_NDIMS ST_NPOINTS ST_NRINGS ST_NUMGEOMETRIES ST_NUMINTERIORRINGS ST_NUMPOINTS ST_PERIMETER
    ST_PERIMETER2D ST_POINT ST_POINTN ST_POINTS ST_POLYGON ST_REMOVEPOINT ST_REVERSE ST_SETPOINT ST_SETSRID ST_SIMPLIFY ST_SRID ST_STARTPOINT ST_TOUCHES ST_TRANSFORM ST_UNION
    ST_WITHIN ST_X ST_XMAX ST_XMIN ST_Y ST_YMAX ST_YMIN ST_Z ST_ZMAX ST_ZMIN`,
    'geometry',
    SPATIAL,
  ),
  ...refusals('EXPLAIN_MODEL', 'other', 'Machine learning is not simulated.'),
  ...FOREIGN.flatMap(([names, instead]) => refusals(names, 'other', instead)),
];
