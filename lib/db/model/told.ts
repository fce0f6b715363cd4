/** What a page's error says of the database: the words themselves, so that no page brings those of every state. */
export type ToldState = { state: string; sentence: string; retryAfterS: number }

const MARK = 'DATABASE_STATE{'

/** The mark by which a page that failed for a state of the database is known in the browser: Next passes on nothing else. */
export function digestOf({ state, sentence, retryAfterS }: ToldState): string {
  return MARK + JSON.stringify({ state, sentence, retryAfterS }).slice(1)
}

/** What a page's error carries, if it failed for a state of the database. */
export function toldBy(digest: string | undefined): ToldState | undefined {
  return digest?.startsWith(MARK) ? JSON.parse(digest.slice(MARK.length - 1)) : undefined
}
