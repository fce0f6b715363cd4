import { afterSending, move, refuse, send } from '@/lib/restores/machine/after-sending'
import { BEFORE_SENDING, TERMINAL } from '@/lib/restores/machine/states'
import {
  APPROVAL_MS,
  type AskedFor,
  DEFAULT_SETTINGS,
  type EarlyEvent,
  type MachineRestore,
  type MachineSettings,
  type RestoreEvent,
  type Transition,
} from '@/lib/restores/machine/types'

/**
 * The next state of a restore, and what to do once it is committed. Pure: the same event on the same restore answers
 * the same. A call to AWS follows only from an effect `send`, and that only from APPROVED, or from an absence that was
 * looked for after the settle window.
 */
export function transition(
  restore: MachineRestore,
  event: RestoreEvent,
  settings: MachineSettings = DEFAULT_SETTINGS,
): Transition {
  if (TERMINAL.has(restore.state)) return refuse(restore, `This restore is over (${restore.state.toLowerCase()}).`)
  switch (event.kind) {
    case 'approve':
    case 'reject':
    case 'expire':
    case 'change':
    case 'cancel':
    case 'send':
      return beforeSending(restore, event)
    case 'close': {
      if (restore.state !== 'NEEDS_HUMAN') return refuse(restore, 'Only a restore that needs a person can be closed.')
      const failureText = `Closed by ${event.by.name}: ${event.reason}`
      return move(restore, 'FAILED', event.at, { failureCode: 'closed', failureText }, [
        { kind: 'record', text: failureText, code: 'closed' },
      ])
    }
    default:
      if (BEFORE_SENDING.has(restore.state)) return refuse(restore, 'AWS has not been asked yet.')
      if (restore.state === 'AWAITING_CUTOVER') return refuse(restore, 'The restored instance is available already.')
      return afterSending(restore, event, settings)
  }
}

function beforeSending(restore: MachineRestore, event: EarlyEvent): Transition {
  if (!BEFORE_SENDING.has(restore.state)) {
    return refuse(restore, 'AWS has been asked already; from then on a restore is neither withdrawn nor changed.')
  }
  const pending = restore.state === 'PENDING_APPROVAL'
  switch (event.kind) {
    case 'approve':
      if (!pending) return refuse(restore, 'This restore does not wait for approval.')
      if (event.by.id === restore.requesterId)
        return refuse(restore, 'The requester cannot approve: another person must.')
      if (event.hash !== restore.paramsHash) {
        return refuse(restore, 'The restore has changed since you looked at it. Read it again, then approve.')
      }
      if (isExpired(restore, event.at)) return refuse(restore, 'The request has expired; ask for the restore again.')
      return move(restore, 'APPROVED', event.at, { approvalHash: event.hash, approvedById: event.by.id }, [
        { kind: 'record', text: `Approved by ${event.by.name}` },
        { kind: 'look', after: 0 },
      ])
    case 'reject':
      if (!pending) return refuse(restore, 'This restore does not wait for approval.')
      return move(restore, 'REJECTED', event.at, { failureText: event.reason }, [
        { kind: 'record', text: `Rejected by ${event.by.name}: ${event.reason}` },
      ])
    case 'expire':
      if (!pending || !isExpired(restore, event.at)) return refuse(restore, 'The request has not expired.')
      return move(restore, 'EXPIRED', event.at, {}, [
        { kind: 'record', text: 'Expired: nobody approved it in time. AWS was not asked' },
      ])
    case 'change': {
      if (event.paramsHash === restore.paramsHash) return { next: restore, effects: [], refused: null }
      const { paramsHash, targetName } = event
      const voided = restore.approvedById !== null ? '. The approval is void' : ''
      // Once somebody was to agree, somebody must, whatever the plans say by now.
      const approvalRequired = restore.approvalRequired || event.approval !== null
      const state = approvalRequired ? 'PENDING_APPROVAL' : restore.state
      const waits = { approvalRequired, approvalExpiresAt: approvalRequired ? event.at + APPROVAL_MS : null }
      return move(restore, state, event.at, { paramsHash, targetName, ...waits, approvedById: null }, [
        { kind: 'record', text: `Changed by ${event.by.name}: target ${targetName}${voided}` },
      ])
    }
    case 'cancel':
      return move(restore, 'CANCELLED', event.at, {}, [
        { kind: 'record', text: `Cancelled by ${event.by.name}. AWS was not asked` },
      ])
    case 'send':
      if (pending) return refuse(restore, 'It waits for approval.')
      if (event.again) return hold(restore, event.at, event.again)
      if (event.approval && !restore.approvedById) return hold(restore, event.at, event.approval)
      if (restore.approvalRequired && (!restore.approvedById || restore.approvalHash !== restore.paramsHash)) {
        return refuse(restore, 'The approval does not cover what would be sent.')
      }
      return send(restore, event.at, `Asking AWS to create ${restore.targetName}`)
  }
}

/** A second person is wanted by now, and none agreed who counts as one: it waits for one instead of being sent. */
function hold(restore: MachineRestore, at: number, { by, says }: AskedFor): Transition {
  const waits = { approvalRequired: true, approvalExpiresAt: at + APPROVAL_MS, approvedById: null, approvalHash: null }
  return move(restore, 'PENDING_APPROVAL', at, waits, [
    { kind: 'record', text: `Not sent: it waits for approval by ${by}. ${says}`, code: 'approval-needed' },
  ])
}

function isExpired(restore: MachineRestore, at: number): boolean {
  return restore.approvalExpiresAt !== null && at >= restore.approvalExpiresAt
}
