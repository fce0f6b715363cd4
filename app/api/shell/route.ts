import { answerRequest } from '@/lib/auth/answer-request'
import { readShellStatus } from '@/lib/screens/shell/read-shell-status'

export const dynamic = 'force-dynamic'

/** Strip and foot, read again by every open page when an incident or a collector changes. */
export const GET = answerRequest(({ actor }) => readShellStatus(actor))
