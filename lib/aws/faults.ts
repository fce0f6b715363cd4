import type { AwsFault, AwsFaultKind, CallOutcome } from '@/lib/aws/types'
import { cut } from '@/lib/door/rules/well-formed'

/** An AWS call that gave no usable answer; its message is the sentence and carries no secret. */
export class AwsCallError extends Error {
  readonly kind: AwsFaultKind
  readonly code: string
  constructor(fault: AwsFault) {
    super(fault.sentence)
    this.name = 'AwsCallError'
    this.kind = fault.kind
    this.code = fault.code
  }
}

/** The answer was not one of the service: HTML, garbled text, or without what every answer of that call holds. */
export class GarbledAnswer extends Error {
  /** tells the SDK's retry of reads that another try is worth it */
  readonly $retryable: { throttling: boolean } | undefined
  constructor(what: string, statusCode = 200) {
    super(what)
    this.name = 'GarbledAnswer'
    this.$retryable = statusCode >= 500 ? { throttling: false } : undefined
  }
}

const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'BandwidthLimitExceeded',
  'PriorRequestNotComplete',
  'SlowDown',
])

const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'UnauthorizedAccess',
  'AuthorizationError',
  'NotAuthorized',
  'OptInRequired',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'MissingAuthenticationToken',
  'IncompleteSignature',
  'CredentialsProviderError',
  'AllAccessDisabled',
  'AccountProblem',
])

/** The signature's time is over: nothing was done, and fresh credentials will do. */
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'RequestTimeTooSkewed'])

/** Client errors by their status, yet AWS does not say that nothing was done. */
const DOUBTFUL = new Set([
  'RequestTimeout',
  'RequestTimeoutException',
  'InternalFailure',
  'ServiceUnavailable',
  'Unknown',
])

/** Whether the credentials were too old: the caller drops them and may ask again. */
export function isExpired(error: unknown): boolean {
  return EXPIRED.has(codeOf(error))
}

/**
 * Sorts what the SDK threw. Only an answer in AWS's own form, with a code and a 4xx status, counts as a refusal;
 * everything else (time-outs, 5xx, lost connections, HTML, garbled text) is unavailable.
 */
export function classifyFault(error: unknown): AwsFault {
  if (error instanceof AwsCallError) return { kind: error.kind, code: error.code, sentence: error.message }
  const code = codeOf(error)
  const status = statusOf(error)
  const said = messageOf(error)
  if (THROTTLED.has(code) || status === 429) {
    return { kind: 'throttled', code, sentence: 'AWS asks to slow down; nothing was done.' }
  }
  if (EXPIRED.has(code)) return { kind: 'throttled', code, sentence: 'The credentials had expired; nothing was done.' }
  if (DENIED.has(code) || (status === 403 && code !== 'Unknown' && isAwsAnswer(error))) {
    return { kind: 'denied', code, sentence: `AWS denies access: ${said}` }
  }
  if (isAwsAnswer(error) && status !== null && status >= 400 && status < 500 && !DOUBTFUL.has(code)) {
    return { kind: 'rejected', code, sentence: `AWS refuses: ${said}` }
  }
  return unavailable(error, code, status)
}

/** The same for a call that changes something: denied is a definite rejection, unavailable is a doubt. */
export function outcomeOf(error: unknown): Exclude<CallOutcome<never>, { kind: 'done' }> {
  const { kind, code, sentence } = classifyFault(error)
  if (kind === 'unavailable') return { kind: 'doubtful', code, sentence }
  if (kind === 'throttled') return { kind: 'throttled', code, sentence }
  return { kind: 'rejected', code, sentence }
}

function unavailable(error: unknown, code: string, status: number | null): AwsFault {
  const kind = 'unavailable'
  if (error instanceof GarbledAnswer) return { kind, code: 'GarbledAnswer', sentence: error.message }
  if (error instanceof SyntaxError || /unexpected token|not valid json|xml|parse/i.test(messageOf(error))) {
    return { kind, code: 'GarbledAnswer', sentence: 'The answer could not be read; it is not what AWS sends.' }
  }
  if (code === 'TimeoutError' || code === 'AbortError' || code === 'ETIMEDOUT') {
    return { kind, code: 'TimeOut', sentence: 'AWS did not answer in time.' }
  }
  if (status !== null && status >= 500) {
    return { kind, code: code || `HTTP ${status}`, sentence: `AWS answers an error of its own (${status}).` }
  }
  if (/^E[A-Z]+$/.test(code)) return { kind, code, sentence: `AWS could not be reached (${code}).` }
  return { kind, code: code || 'Unknown', sentence: 'AWS gave no answer that can be read.' }
}

/** An answer in AWS's own form has a code of its own and a request that reached a service. */
function isAwsAnswer(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof GarbledAnswer || error instanceof SyntaxError) return false
  return '$fault' in error && codeOf(error) !== '' && codeOf(error) !== 'UnknownError'
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, Code, name } = error as { code?: unknown; Code?: unknown; name?: unknown }
  for (const candidate of [Code, name === 'Error' ? undefined : name, code]) {
    if (typeof candidate === 'string' && candidate !== '') return candidate
  }
  return ''
}

function statusOf(error: unknown): number | null {
  const status = (error as { $metadata?: { httpStatusCode?: unknown } } | null)?.$metadata?.httpStatusCode
  return typeof status === 'number' ? status : null
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : ''
  return text.length > 300 ? `${cut(text, 299)}…` : text || 'no reason given'
}
