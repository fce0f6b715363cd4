// A thread that plays a room's tests against one mutant after the other, and is ended from outside where one never ends.
import { createRequire } from 'node:module'
import { Script } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import fc from 'fast-check'
import { expect } from 'vitest'
import { collectTests } from './collect-tests.mjs'

// The same lives at every run, and no search for the shortest that fails: that it fails is all there is to know.
fc.configureGlobal({ seed: 20_261_121, endOnFailure: true })

const require = createRequire(import.meta.url)
const switches = { activeMutant: undefined, currentTestId: undefined, hitCount: undefined, hitLimit: undefined }
globalThis.__stryker__ = switches

const files = workerData.bundles.map(({ file, text }) => ({
  file,
  run: new Script(`(function (require, module, exports) {${text}\n})`, { filename: file }).runInThisContext(),
}))

/** Loads a test file anew, so that what is worked out once while loading is worked out with the mutant. */
function load({ run }) {
  return collectTests(expect, (vitest) => {
    const module = { exports: {} }
    run((name) => (name === 'vitest' ? vitest : require(name)), module, module.exports)
  })
}

/** Plays the tests of one file, those whose place `isWanted`; @returns the first that fails, with its error, or null */
async function playFile(file, isWanted = () => true) {
  let tests
  try {
    tests = load(file)
  } catch (error) {
    return { name: file.file, error }
  }
  try {
    for (const [place, test] of tests.entries()) {
      if (!isWanted(place)) continue
      try {
        await test.run((id) => {
          switches.currentTestId = id === null ? undefined : `${file.file} ${place}`
        })
      } catch (error) {
        return { name: test.name, error }
      } finally {
        switches.currentTestId = undefined
      }
    }
    return null
  } finally {
    for (const test of tests) await test.after()
  }
}

/** Which mutants every test passes, and how often: by mutant, by file the places of its tests; `null` for all of them. */
async function playAll() {
  const covering = {}
  for (const file of files) {
    switches.mutantCoverage = { static: {}, perTest: {} }
    const failed = await playFile(file)
    if (failed) throw new Error(`Without any mutant: ${file.file}: ${failed.name}: ${failed.error?.stack}`)
    const { static: atLoad, perTest } = switches.mutantCoverage
    const note = (id, hits, place) => {
      covering[id] ??= { hits: 0, places: {} }
      const { places } = covering[id]
      covering[id].hits += hits
      if (place === null) places[file.file] = null
      else if (places[file.file] !== null) places[file.file] = [...(places[file.file] ?? []), place]
    }
    for (const [id, hits] of Object.entries(atLoad)) note(id, hits, null)
    for (const [test, hit] of Object.entries(perTest))
      for (const [id, hits] of Object.entries(hit)) note(id, hits, Number(test.slice(file.file.length + 1)))
  }
  return covering
}

/** The test files in the order in which their paths resemble that of the mutated one. */
function nearestFirst(mutated) {
  const likeness = ({ file }) => [...file].findIndex((letter, at) => letter !== mutated[at])
  return files.toSorted((a, b) => likeness(b) - likeness(a))
}

/** @returns the name of the test that killed it, or null */
async function playMutant(id, mutated, { hits, places }) {
  Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: hits * 100 + 100_000 })
  switches.mutantCoverage = { static: {}, perTest: {} }
  for (const file of nearestFirst(mutated)) {
    const wanted = places[file.file]
    if (wanted === undefined) continue
    const failed = await playFile(file, wanted === null ? undefined : (place) => wanted.includes(place))
    if (failed) return failed.name
  }
  return null
}

parentPort.on('message', async ({ id, file, covering }) => {
  try {
    if (id === null) parentPort.postMessage({ covering: await playAll() })
    else parentPort.postMessage({ id, killedBy: await playMutant(id, file, covering) })
  } catch (error) {
    parentPort.postMessage({ error: String(error?.message ?? error) })
  }
})
