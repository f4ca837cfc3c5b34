import type { FunctionEntry } from '../function-entry';
import { refusedEntries } from './define';

const GEOSPATIAL = [
  ...['TO_GEOGRAPHY', 'TO_GEOMETRY', 'TRY_TO_GEOGRAPHY', 'TRY_TO_GEOMETRY', 'ST_AREA', 'ST_ASGEOJSON', 'ST_ASTEXT', 'ST_ASWKB', 'ST_ASWKT', 'ST_ASEWKT', 'ST_ASEWKB', 'ST_AZIMUTH', 'ST_BUFFER'],
  ...['ST_CENTROID', 'ST_COLLECT', 'ST_CONTAINS', 'ST_COVEREDBY', 'ST_COVERS', 'ST_DIFFERENCE', 'ST_DISJOINT', 'ST_DISTANCE', 'ST_DWITHIN', 'ST_ENDPOINT', 'ST_ENVELOPE', 'ST_GEOGRAPHYFROMWKT'],
  ...['ST_GEOGFROMTEXT', 'ST_GEOGRAPHYFROMWKB', 'ST_GEOHASH', 'ST_GEOMETRYFROMWKT', 'ST_HAUSDORFFDISTANCE', 'ST_INTERSECTION', 'ST_INTERSECTS', 'ST_ISVALID', 'ST_LENGTH', 'ST_MAKEGEOMPOINT'],
  ...['ST_MAKELINE', 'ST_MAKEPOINT', 'ST_MAKEPOLYGON', 'ST_NPOINTS', 'ST_PERIMETER', 'ST_POINT', 'ST_POINTN', 'ST_POLYGON', 'ST_SIMPLIFY', 'ST_SRID', 'ST_SETSRID', 'ST_STARTPOINT', 'ST_SYMDIFFERENCE'],
  ...['ST_TRANSFORM', 'ST_UNION', 'ST_WITHIN', 'ST_X', 'ST_XMAX', 'ST_XMIN', 'ST_Y', 'ST_YMAX', 'ST_YMIN', 'H3_LATLNG_TO_CELL', 'H3_CELL_TO_POINT', 'H3_CELL_TO_BOUNDARY', 'H3_GRID_DISTANCE'],
];

const FILES = ['GET_STAGE_LOCATION', 'GET_RELATIVE_PATH', 'GET_ABSOLUTE_PATH', 'GET_PRESIGNED_URL', 'BUILD_SCOPED_FILE_URL', 'BUILD_STAGE_FILE_URL', 'FL_GET_SIZE', 'FL_GET_CONTENT_TYPE', 'FL_IS_IMAGE'];

const MODELS = ['AI_COMPLETE', 'AI_CLASSIFY', 'AI_FILTER', 'AI_AGG', 'AI_EMBED', 'AI_SIMILARITY', 'AI_SENTIMENT', 'AI_SUMMARIZE_AGG', 'AI_EXTRACT', 'AI_TRANSLATE'];

/** Families that a simulated warehouse has not. */
export const REFUSED_FUNCTIONS: readonly FunctionEntry[] = [
  ...refusedEntries('geometry', GEOSPATIAL, 'Geography and geometry are not simulated. Keep longitude and latitude as numbers, and use HAVERSINE for distances.'),
  ...refusedEntries('other', FILES, 'Files and stages are not simulated. Leave it out.'),
  ...refusedEntries('other', MODELS, 'Functions that call a model are not simulated. Leave it out.'),
];
