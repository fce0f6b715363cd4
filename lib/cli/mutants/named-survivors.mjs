import { readFileSync } from 'node:fs'

const LIST = 'docs/mutants.md'

/**
 * Holds survivors against the list of those whose difference nothing could notice. A name is made of the source's line and
 * what becomes of which part of it, so that it stays true while the file grows; equal ones in a file are counted.
 */
export function namedSurvivors(room, survivors) {
  const names = listed(room)
  const unnamed = []
  let named = 0
  for (const one of survivors) {
    const name = nameOf(one)
    const known = names.find((each) => each.file === one.file && each.name === name)
    if (known) {
      known.isMet = true
      named += 1
    } else unnamed.push(one)
  }
  const stale = names.filter(({ isMet }) => !isMet).map(({ file, name }) => `${file}\n${name}`)
  return { unnamed, stale, named }
}

/** A survivor as a line of the list. */
export function nameOf({ line, was, becomes }) {
  const where = line.startsWith(was) && line.length <= was.length + 2 ? '' : ` in ${code(line)}`
  return `- ${code(was)} → ${code(becomes)}${where}`
}

/** Every name under the headings of a room's files. What it stands under before its list says why nothing can notice. */
function listed(room) {
  const names = []
  let [file, why] = ['', '']
  for (const line of readFileSync(LIST, 'utf8').split('\n')) {
    if (line.startsWith('#')) [file, why] = [line.replace(/^#+ /, ''), '']
    else if (!line.startsWith('- ')) why += line
    else if (file.startsWith(`lib/${room}/`)) {
      if (why === '') throw new Error(`${LIST}: no reason stands before ${line} of ${file}`)
      names.push({ file, name: line, isMet: false })
    }
  }
  return names
}

const code = (text) => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``)
