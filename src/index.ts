import { define } from './define.js';

export { define } from './define.js';
export { GlanceJoin } from './element/glance-join.js';
export type * from './element/events.js';
export type * from './element/template-types.js';
export { type ErrorCode, GlanceError, type NoticeCode } from './session/codes.js';
export type { CustomInvoke, InvitationArgs } from './element/settings.js';
export type { Check, Diagnosis, Finding } from './session/diagnosis.js';
export type { OwnTexts, Texts } from './element/strings/index.js';
export type { GetLoginKey, LoginKeyReply } from './session/ports.js';
export type { EndedBy, Report, SessionStart } from './session/report.js';
export type { Notice, Phase, StateName, Visitor } from './session/snapshot.js';

define();
