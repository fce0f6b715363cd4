// `npm run lint:lengths`: a file that holds more lines than this holds two rooms. Tests may tell more cases.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const MOST = 200
const MOST_OF_TESTS = 300
/** The law of imports is one list, and a CSS module's names belong to one file. */
const WHOLE = /^\.dependency-cruiser\.cjs$|\.module\.css$/
const SOURCE = /^(app|components|e2e|lib|prisma|proxy|[^/]+)[^ ]*\.(tsx?|[cm]?jsx?|css)$/
const TEST = /\.(test|spec)\.tsx?$/

process.chdir(process.argv[2] ?? '.')
const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n')
const long = files.flatMap((file) => {
  if (!SOURCE.test(file) || WHOLE.test(file)) return []
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').length
  const most = TEST.test(file) ? MOST_OF_TESTS : MOST
  return lines > most ? [`${file}  ${lines} lines: ${most} at most`] : []
})
for (const line of long) console.error(line)
process.exit(long.length > 0 ? 1 : 0)
