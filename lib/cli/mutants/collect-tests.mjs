/**
 * The tests that `load` declares with what it is given in place of vitest: as much of it as the tests of rules use.
 *
 * @returns in their order; `run` plays one (and what its suites need before), `after` what its suites do in the end
 */
export function collectTests(expect, load) {
  const tests = []
  let suite = { name: '', before: [], after: [], above: null, isReady: false }

  const describe = (name, ...rest) => {
    const outer = suite
    suite = { name: `${outer.name}${name} > `, before: [], after: [], above: outer, isReady: false }
    bodyOf(rest)()
    suite = outer
  }
  const test = (name, ...rest) => {
    const [own, body] = [suite, bodyOf(rest)]
    tests.push({
      name: `${own.name}${name}`,
      async run(mark) {
        await prepare(own)
        mark(name)
        await body()
        mark(null)
      },
      after: () => finish(own),
    })
  }
  for (const declare of [describe, test]) {
    declare.each =
      (rows) =>
      (name, ...rest) => {
        for (const row of rows) declare(name, () => bodyOf(rest)(...(Array.isArray(row) ? row : [row])))
      }
  }
  const given = {
    ...{ describe, test, it: test, expect },
    beforeAll: (what) => suite.before.push(what),
    afterAll: (what) => suite.after.push(what),
  }
  load(
    new Proxy(given, {
      get(all, name) {
        if (name in all || typeof name === 'symbol') return all[name]
        throw new Error(`npm run mutants knows no ${name} of vitest yet: see lib/cli/mutants/collect-tests.mjs`)
      },
    }),
  )
  return tests
}

const bodyOf = (rest) => rest.find((part) => typeof part === 'function')

async function prepare(suite) {
  if (suite.isReady) return
  if (suite.above) await prepare(suite.above)
  suite.isReady = true
  for (const what of suite.before) await what()
}

async function finish(suite) {
  if (!suite.isReady) return
  suite.isReady = false
  for (const what of suite.after) await what()
  if (suite.above) await finish(suite.above)
}
