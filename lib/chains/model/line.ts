/** A line of heads as it is written outside: heads that moved since the line before, which it names by its hash. */
export type HeadsLine = {
  /** when, ISO 8601 in UTC */
  at: string
  /** SHA-256, hex, of the line before as it stands in the file; empty in the first of all */
  prev: string
  heads: { chain: string; length: number; hash: string }[]
  /** which key signed it */
  key: string
  /** Ed25519 over the JSON of all the rest, base64url */
  signature: string
}

/** A line that was read, with its place. `text` is the line as it stands, without its end. */
export type ReadLine = { file: string; line: number; text: string }
