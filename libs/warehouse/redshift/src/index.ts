export { RedshiftStrategy } from './redshift-strategy';
