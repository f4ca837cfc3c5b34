import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  API_KEY_SCOPES, type ApiKeyList, type ApiKeyScope, type ApiKeySummary, type CreateApiKeyRequest, type CreatedApiKey, type SessionInfo, type SessionRequest,
} from '@dw-sim/contracts';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';

const SCOPES = [...API_KEY_SCOPES];

export class CreateApiKeyDto implements CreateApiKeyRequest {
  @ApiProperty({ example: 'nightly loads', minLength: 1, maxLength: 100, description: 'What it is for.' })
  @IsString() @Length(1, 100) @Matches(/^[^\p{Cc}]*$/u, { message: 'name must not hold control characters' })
  name!: string;

  @ApiPropertyOptional({ enum: SCOPES, default: 'read', description: '`read` looks and queries, `write` also changes and runs experiments, `admin` also changes targets and keys.' })
  @IsOptional() @IsIn(SCOPES)
  scope?: ApiKeyScope;

  @ApiPropertyOptional({ example: 90, minimum: 1, maximum: 3650, description: 'Never expires where absent.' })
  @IsOptional() @IsInt() @Min(1) @Max(3650)
  expires_in_days?: number;
}

export class ApiKeySummaryDto implements ApiKeySummary {
  @ApiProperty({ example: '3f9a0c11d2e4' }) id!: string;
  @ApiProperty({ example: 'nightly loads' }) name!: string;
  @ApiProperty({ enum: SCOPES }) scope!: ApiKeyScope;
  @ApiProperty({ enum: ['active', 'expired', 'revoked'] }) status!: ApiKeySummary['status'];
  @ApiProperty({ example: '2026-01-01T09:00:00.000Z' }) created_at!: string;
  @ApiProperty({ type: String, nullable: true, example: null }) expires_at!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-01-02T03:00:00.000Z', description: 'To the minute.' }) last_used_at!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) revoked_at!: string | null;
}

export class CreatedApiKeyDto extends ApiKeySummaryDto implements CreatedApiKey {
  @ApiProperty({ example: 'dws_3f9a0c11d2e4_…', description: 'Never shown again.' }) key!: string;
}

export class ApiKeyListDto implements ApiKeyList {
  @ApiProperty({ type: [ApiKeySummaryDto] }) items!: ApiKeySummaryDto[];
}

export class SessionRequestDto implements SessionRequest {
  @ApiProperty({ example: 'dws_3f9a0c11d2e4_…' })
  @IsString() @MaxLength(1000)
  key!: string;
}

export class SessionInfoDto implements SessionInfo {
  @ApiProperty({ example: true, description: 'Requests need a key.' }) key_required!: boolean;
  @ApiProperty({ enum: SCOPES, nullable: true, example: 'write', description: 'What the caller may do; null without a key where one is needed.' }) scope!: ApiKeyScope | null;
  @ApiProperty({ type: String, nullable: true, example: 'nightly loads', description: 'Name of the key; null without one.' }) name!: string | null;
}
