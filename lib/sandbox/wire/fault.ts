/** An error as AWS words it; every protocol writes it in its own envelope. */
export class AwsFault extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    /** Extra response headers, e.g. `x-amz-bucket-region` of a redirect. */
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
    this.name = 'AwsFault'
  }
}

/**
 * A fault by the SDK's error schema (`RDS.DBInstanceNotFoundFault$`): code and HTTP status come from its traits, so that
 * the client recognises its own typed exception.
 */
export function fault(schema: unknown, message: string): AwsFault {
  const [, , name, traits] = schema as [
    number,
    string,
    string,
    { awsQueryError?: [string, number]; httpError?: number },
  ]
  const [code, status] = traits?.awsQueryError ?? [name, traits?.httpError ?? 400]
  return new AwsFault(code, message, status)
}

/** Parameters that the API refuses: the code that Query services use. */
export const invalidParameter = (message: string) => new AwsFault('InvalidParameterValue', message)
