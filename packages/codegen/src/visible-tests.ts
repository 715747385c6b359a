// A task's visible examples as a problem of its own, so that proposals can be checked and run by the judge
// without the hidden tests. What the solver knows, no more.
import { type Problem, sha256, type Task } from '@zooid/judge'

/** Text of a tests.ts with the visible examples; null when none can be written down. */
function testsOf({ signature, examples }: Task): string | null {
  const exported = /\bexport (?:declare )?(?:abstract )?(?:function|class|const) (\w+)/g
  const names = [...signature.matchAll(exported)].map(([, name]) => name).join(', ')
  // The module under test does not exist yet while this one loads.
  const callOf = (source: string) => {
    const body = source.startsWith('{') ? source : `return ${source}`
    return `() => { const { ${names} } = solution; ${body} }`
  }
  const lines = examples.flatMap(({ source, throws, shown }) => {
    if (throws) return [`exampleThrows(${callOf(source)})`]
    return shown === undefined ? [] : [`example(${callOf(source)}, ${shown})`]
  })
  if (lines.length === 0) return null
  return `${lines.join('\n')}\n`
}

/** The problem whose tests are the visible examples. */
export function visibleProblem(task: Task): Problem | null {
  const tests = testsOf(task)
  if (tests === null) return null
  const { slug, title, tier, statement, signature, starter } = task
  const hash = sha256(JSON.stringify(['visible', slug, signature, tests]))
  const problem = { slug, title, tier, tags: [], statement, signature, starter, tests, hash }
  // A task does not carry what the problem forbids; its hidden judge minds that.
  return { ...problem, forbids: [] }
}
