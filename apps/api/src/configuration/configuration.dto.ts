import { ApiProperty } from '@nestjs/swagger';
import { SETTING_SOURCES, type ConfigurationReport, type SettingSource, type SettingView } from '@dw-sim/contracts';

export class SettingViewDto implements SettingView {
  @ApiProperty({ example: 'port', description: 'Key in `config/default.yml`.' }) key!: string;
  @ApiProperty({ nullable: true, example: 8000, oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }], description: 'Secrets are `***`.' })
  value!: SettingView['value'];
  @ApiProperty({ enum: SETTING_SOURCES, example: 'environment' }) source!: SettingSource;
  @ApiProperty({ example: 'DW_SIMULATOR_PORT', description: 'Where it is written: a file with its line, a variable, a flag.' }) origin!: string;
  @ApiProperty({ example: '`8000`' }) default!: string;
  @ApiProperty({ example: 'a whole number from 0 to 65535' }) allowed!: string;
  @ApiProperty({ example: ['DW_SIMULATOR_PORT', 'PORT'], description: 'Environment variables, the first of them preferred.' }) environment!: string[];
  @ApiProperty({ type: String, nullable: true, example: '--port' }) flag!: string | null;
  @ApiProperty({ example: 'TCP port; 0 takes any free one.' }) description!: string;
  @ApiProperty({ example: false }) secret!: boolean;
}

export class ConfigurationReportDto implements ConfigurationReport {
  @ApiProperty({ type: [SettingViewDto] }) items!: SettingViewDto[];
}
