import { readShellStatus } from '@/app/api/shell/read-shell-status'
import { answerRequest } from '@/lib/auth/answer-request'

export const dynamic = 'force-dynamic'

/** Strip and foot, read again by every open page when an incident or a collector changes. */
export const GET = answerRequest(({ actor }) => readShellStatus(actor))
