import type { Call, FunctionEntry } from '../function-entry';
import { bound, entriesOf, quoted, wholeNumber } from './define';
import { textOf } from './values';

const entry = entriesOf('text');

/** Parts of a URL by regular expressions of RE2, each with one group. Source: RFC 3986, appendix B. */
const PARTS = {
  fragment: '#(.*)$',
  host: '^[^:/?#]+://(?:[^@/?#]*@)?([^:/?#]+)',
  path: '^[^:/?#]+:(?://[^/?#]*)?/?([^?#]*)',
  port: '^[^:/?#]+://[^/?#]*:(\\d+)(?:[/?#]|$)',
  query: '\\?([^#]*)',
  scheme: '^([A-Za-z][A-Za-z0-9+.-]*):',
};

/** One part; only a path may be empty, the others are null. */
function part(url: string, name: keyof typeof PARTS): string {
  const text = `regexp_extract(${url}, ${quoted(PARTS[name])}, 1)`;
  return name === 'path' ? text : `nullif(${text}, '')`;
}

/** The parameters of the query as an object, its keys in order; null without any. */
function parameters(url: string): string {
  const member = `CAST(to_json(split_part(dw_pair, '=', 1)) AS VARCHAR) || ':' || CAST(to_json(substr(dw_pair, length(split_part(dw_pair, '=', 1)) + 2)) AS VARCHAR)`;
  const members = `array_to_string(list_sort(list_transform(string_split(${part(url, 'query')}, '&'), lambda dw_pair: ${member})), ',')`;
  return `CAST('{' || ${members} || '}' AS JSON)`;
}

function parseUrl(call: Call): string {
  const [value, permissive] = call.args;
  const lenient = permissive ? wholeNumber(permissive) : 0;
  if (lenient !== 0 && lenient !== 1) return call.refuse('The second argument of PARSE_URL is 0 or 1.', undefined, permissive);
  return bound('dw_url', [textOf(value)], ([url]) => {
    const members = (Object.keys(PARTS) as (keyof typeof PARTS)[]).map((name) => `'${name}', ${part(url, name)}`);
    members.splice(2, 0, `'parameters', ${parameters(url)}`);
    const failed = lenient ? `json_object('error', 'Missing scheme and URL delimiter.')` : `CAST(error('Error parsing URL: missing scheme and URL delimiter') AS JSON)`;
    return `CASE WHEN ${url} IS NULL THEN NULL WHEN ${part(url, 'scheme')} IS NULL THEN ${failed} ELSE json_object(${members.join(', ')}) END`;
  });
}

/** PARSE_URL: an OBJECT of the parts of a URL. */
export const URL_FUNCTIONS: readonly FunctionEntry[] = [entry('PARSE_URL', [1, 2], 'object', parseUrl)];
