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

/** Plays one test of a file; @returns what failed, with its error, or null */
async function play(file, test, place) {
  try {
    await test.run((id) => {
      switches.currentTestId = id === null ? undefined : `${file} ${place}`
    })
    return null
  } catch (error) {
    return { name: test.name, error }
  } finally {
    switches.currentTestId = undefined
  }
}

/** This thread's own processor time in milliseconds, which is the same on a busy machine. */
function spent() {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/**
 * Plays everything without a mutant.
 *
 * @returns {Promise<import('./order-tests.mjs').Played>} which mutants every test passes, and how long each takes
 */
async function playAll() {
  const covering = {}
  const times = {}
  for (const file of files) {
    switches.mutantCoverage = { static: {}, perTest: {} }
    times[file.file] = []
    const tests = load(file)
    for (const [place, test] of tests.entries()) {
      const start = spent()
      const failed = await play(file.file, test, place)
      if (failed) throw new Error(`Without any mutant: ${file.file}: ${failed.name}: ${failed.error?.stack}`)
      times[file.file].push(spent() - start)
    }
    for (const test of tests) await test.after()
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
  return { covering, times }
}

/** @returns the name of the test of `wanted`, in their order, that killed it, or null */
async function playMutant(id, hits, wanted) {
  Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: hits * 100 + 100_000 })
  switches.mutantCoverage = { static: {}, perTest: {} }
  const loaded = new Map()
  try {
    for (const { file, place } of wanted) {
      try {
        if (!loaded.has(file)) loaded.set(file, load(byPath.get(file)))
      } catch {
        return file
      }
      const test = loaded.get(file)[place]
      if (!test || (await play(file, test, place))) return test?.name ?? file
    }
    return null
  } finally {
    for (const test of [...loaded.values()].flat()) await test.after()
  }
}

const byPath = new Map(files.map((file) => [file.file, file]))

parentPort.on('message', async ({ id, hits, wanted }) => {
  try {
    if (id === null) parentPort.postMessage({ played: await playAll() })
    else parentPort.postMessage({ id, killedBy: await playMutant(id, hits, wanted) })
  } catch (error) {
    parentPort.postMessage({ error: String(error?.message ?? error) })
  }
})
