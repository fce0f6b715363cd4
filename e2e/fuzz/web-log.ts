import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const UNEXPECTED = /"msg":"unexpected error"|a request was not answered/g

/** What the web process says from now on. */
export class WebLog {
  readonly #folder: string
  readonly #before: number

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'log')
    this.#before = this.#count()
  }

  /** How many lines say since then that something failed which should not. */
  async unexpected(): Promise<number> {
    await sleep(300)
    return this.#count() - this.#before
  }

  #count(): number {
    if (!existsSync(this.#folder)) throw new Error(`${this.#folder} is not there: nobody would hear what the web says.`)
    const files = readdirSync(this.#folder).filter((name) => name.startsWith('web.log'))
    return files
      .map((name) => join(this.#folder, name))
      .filter((file) => statSync(file).isFile())
      .reduce((sum, file) => sum + [...readFileSync(file, 'utf8').matchAll(UNEXPECTED)].length, 0)
  }
}
