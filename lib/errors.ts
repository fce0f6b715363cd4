/** Why a command or query did not do what was asked. Each code maps to one HTTP status in auth/answer-request.ts. */
export type ErrorCode =
  | 'invalid'
  | 'unauthorised'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'precondition'
  | 'confirm'
  | 'too-many'
  | 'unavailable'

/** A fault that a person can act on: its message is shown as it stands, so it never holds a secret or a stack. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** a sentence per input field, keyed by the field's name in the form */
    readonly fields?: Record<string, string>,
  ) {
    super(message)
    this.name = new.target.name
  }
}

/** Input that cannot be read; `fields` says what was found and what is expected. */
export class InvalidInput extends DomainError {
  constructor(message: string, fields?: Record<string, string>) {
    super('invalid', message, fields)
  }
}

/** Nobody is signed in, or the session has ended. */
export class Unauthorised extends DomainError {
  constructor(message = 'Sign in first.') {
    super('unauthorised', message)
  }
}

/** Signed in, but not allowed. `action` is what was tried (`restore.approve`), for the audit. */
export class Forbidden extends DomainError {
  constructor(
    message: string,
    readonly action?: string,
  ) {
    super('forbidden', message)
  }
}

/** There is no such thing, or this person may not know of it: the same answer. */
export class NotFound extends DomainError {
  constructor(message: string) {
    super('not-found', message)
  }
}

/** Somebody else's act came first, or the same key came with other parameters. */
export class Conflict extends DomainError {
  constructor(message: string, fields?: Record<string, string>) {
    super('conflict', message, fields)
  }
}

/** The thing is not in a state in which this can be done. */
export class Precondition extends DomainError {
  constructor(message: string, fields?: Record<string, string>) {
    super('precondition', message, fields)
  }
}

/** The person has to give their password once more; the same act may then be sent again as it was. */
export class PasswordNeeded extends DomainError {
  constructor() {
    super('confirm', 'Your password was last asked for more than 5 minutes ago. Enter it, then this is done.')
  }
}

/** Asked too often; the message says when to come back, `retryAfterS` for programs, in seconds. */
export class TooMany extends DomainError {
  constructor(
    message: string,
    readonly retryAfterS?: number,
  ) {
    super('too-many', message)
  }
}

/** The database went away while it was asked to commit: it may have, or not. The same act may be sent again by its key. */
export class OutcomeUnknown extends DomainError {
  constructor() {
    super(
      'unavailable',
      'Tidemark’s database stopped answering while this was being recorded, so it is not known whether it was. Look before you send it again.',
    )
  }
}

/** Whether this is no fault but how Next goes elsewhere: a redirect, or "not found". It is to be thrown on. */
export function isNavigation(error: unknown): boolean {
  const digest = (error as { digest?: unknown } | null)?.digest
  return typeof digest === 'string' && digest.startsWith('NEXT_')
}
