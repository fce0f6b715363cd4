import { describe, expect, test } from 'vitest'
import { classifyFault, GarbledAnswer, outcomeOf } from '@/lib/aws/faults'

const aws = (name: string, httpStatusCode: number, message = 'said AWS') =>
  Object.assign(new Error(message), {
    name,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode },
  })
const system = (code: string) => Object.assign(new Error(`connect ${code} 127.0.0.1:1`), { code })

describe('a call that changes something', () => {
  test.each([
    ['is rejected by a typed refusal', aws('DBInstanceAlreadyExistsFault', 400), 'rejected'],
    ['is rejected for want of permission', aws('AccessDenied', 403), 'rejected'],
    ['is rejected by a full quota', aws('InstanceQuotaExceededFault', 400), 'rejected'],
    ['did nothing when throttled', aws('ThrottlingException', 400), 'throttled'],
    ['did nothing with expired credentials', aws('ExpiredToken', 403), 'throttled'],
    ['is in doubt after 503', aws('ServiceUnavailable', 503), 'doubtful'],
    ['is in doubt after InternalFailure', aws('InternalFailure', 500), 'doubtful'],
    ['is in doubt after a time-out that AWS tells', aws('RequestTimeout', 400), 'doubtful'],
    ['is in doubt after a time-out', Object.assign(new Error('timed out'), { name: 'TimeoutError' }), 'doubtful'],
    ['is in doubt after a lost connection', system('ECONNRESET'), 'doubtful'],
    ['is in doubt after a web page', new GarbledAnswer('The endpoint answers a web page.'), 'doubtful'],
    ['is in doubt after text that is no JSON', new SyntaxError('Unexpected token <'), 'doubtful'],
    ['is in doubt after anything unknown', 'thrown', 'doubtful'],
  ])('%s', (_name, error, kind) => expect(outcomeOf(error).kind).toBe(kind))
})

test.each([
  [aws('AccessDeniedException', 400), 'denied', 'AccessDeniedException'],
  [aws('InvalidClientTokenId', 403), 'denied', 'InvalidClientTokenId'],
  [aws('NoSuchBucket', 404), 'rejected', 'NoSuchBucket'],
  [system('ECONNREFUSED'), 'unavailable', 'ECONNREFUSED'],
  [new GarbledAnswer('no list'), 'unavailable', 'GarbledAnswer'],
])('a read that fails with %s is %s', (error, kind, code) => {
  expect(classifyFault(error)).toMatchObject({ kind, code })
})
