export { parseYaml, yamlReason } from './parse-yaml';
