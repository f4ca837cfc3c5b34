import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequiresScope, type Access } from '@dw-sim/api-platform';
import type { SessionInfo } from '@dw-sim/contracts';
import type { CookieOptions, Request, Response } from 'express';
import { AccessCheck, SESSION_COOKIE } from './access-check';
import { SessionInfoDto, SessionRequestDto } from './keys.dto';

/** Gone with the browser's session, out of reach of scripts, and never sent by other pages. */
const COOKIE: CookieOptions = { httpOnly: true, sameSite: 'strict', path: '/api' };

/** The key of a browser: kept in a cookie, since event streams and downloads can't send headers. */
@ApiTags('API keys')
@RequiresScope('public')
@Controller('session')
export class SessionController {
  constructor(private readonly access: AccessCheck) {}

  @Get()
  @ApiOperation({ summary: 'Tell what the caller may do, and whether a key is needed' })
  @ApiOkResponse({ type: SessionInfoDto })
  show(@Req() { access }: Request): SessionInfo {
    return this.infoOf(access);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Keep a key for the session of a browser', description: 'In a cookie that scripts can\'t read.' })
  @ApiBody({ type: SessionRequestDto, examples: { key: { value: { key: 'dws_3f9a0c11d2e4_…' } } } })
  @ApiOkResponse({ type: SessionInfoDto })
  @ApiProblems({ code: 'unauthorized', detail: 'The API key is unknown, expired or revoked.' })
  async begin(@Body() { key }: SessionRequestDto, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SessionInfo> {
    const access = await this.access.accessOfKey(key.trim(), request.ip);
    response.cookie(SESSION_COOKIE, key.trim(), { ...COOKIE, secure: request.secure });
    return this.infoOf(access);
  }

  @Delete()
  @ApiOperation({ summary: 'Forget the key of a browser' })
  @ApiOkResponse({ type: SessionInfoDto })
  end(@Res({ passthrough: true }) response: Response): SessionInfo {
    response.clearCookie(SESSION_COOKIE, COOKIE);
    return this.infoOf(this.access.isRequired ? undefined : { scope: 'admin', name: null });
  }

  private infoOf(access: Access | undefined): SessionInfo {
    return { key_required: this.access.isRequired, scope: access?.scope ?? null, name: access?.name ?? null };
  }
}
