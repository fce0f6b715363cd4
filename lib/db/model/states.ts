/** What keeps Tidemark's database from doing what was asked. None of them is the fault of the person who asks. */
export type DatabaseState =
  | 'away'
  | 'starting'
  | 'full'
  | 'no-slots'
  | 'crowded'
  | 'no-memory'
  | 'no-resources'
  | 'read-only'
  | 'locked'
  | 'slow'
  | 'contended'
  | 'files'
  | 'damaged'
  | 'refused'
  | 'cut'

type Told = {
  /** what is the matter, for a person */
  sentence: string
  /** what became of what was asked, and what to do */
  advice?: string
  /** after how many seconds it is worth asking again */
  retryAfterS: number
}

/** What each state means to a person. */
export const DATABASE_STATES: Record<DatabaseState, Told> = {
  away: { sentence: 'Tidemark’s database is not answering.', retryAfterS: 2 },
  starting: { sentence: 'Tidemark’s database is starting or stopping.', retryAfterS: 2 },
  full: {
    sentence: 'Disk full: Tidemark’s database has no room to write.',
    advice: 'Nothing was changed; Tidemark goes on by itself once there is room.',
    retryAfterS: 15,
  },
  'no-slots': { sentence: 'All connections of Tidemark’s database are taken.', retryAfterS: 5 },
  crowded: { sentence: 'Tidemark’s database is asked for more than it can do at once.', retryAfterS: 2 },
  'no-memory': { sentence: 'Tidemark’s database has run out of memory.', retryAfterS: 10 },
  'no-resources': { sentence: 'Tidemark’s database has come to a limit of its server.', retryAfterS: 10 },
  'read-only': {
    sentence: 'Tidemark’s database can only be read now, not written.',
    advice: 'Nothing was changed; try again once it takes writes.',
    retryAfterS: 15,
  },
  locked: { sentence: 'Something else holds what this needs in Tidemark’s database.', retryAfterS: 2 },
  slow: { sentence: 'Tidemark’s database took too long over this.', retryAfterS: 5 },
  contended: { sentence: 'Others were changing the same at the same moment.', retryAfterS: 1 },
  files: {
    sentence: 'Tidemark’s database cannot read or write its files.',
    advice: 'Nothing was changed; whoever runs it must look.',
    retryAfterS: 30,
  },
  damaged: {
    sentence: 'Tidemark’s database reports that its data is damaged.',
    advice: 'Nothing was changed; whoever runs it must look.',
    retryAfterS: 60,
  },
  refused: {
    sentence: 'Tidemark’s database does not let Tidemark in.',
    advice: 'Nothing was changed; whoever runs it must look.',
    retryAfterS: 30,
  },
  cut: { sentence: 'Tidemark’s database broke off in the middle of this.', retryAfterS: 2 },
}

/** The sentences for a person whose act met this state. */
export function sentenceOf(state: DatabaseState): string {
  const { sentence, advice } = DATABASE_STATES[state]
  return `${sentence} ${advice ?? 'Nothing was changed; try again.'}`
}
