/** Something that holds now and is told to people when it outlives its grace. Instants are epoch milliseconds. */
export type Trouble = {
  /** the same for as long as it is the same trouble */
  key: string
  kind: 'breach' | 'missed' | 'unknown'
  system: string
  subject: string
  sentence: string
  since: number
  graceMs: number
}
