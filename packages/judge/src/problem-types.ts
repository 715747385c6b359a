// Whether a problem's own files make sense to the compiler: its signature as real declarations, its tests
// against the signature and the names the sandbox provides. For the selfcheck; a verdict takes it as given.
import type { Checker } from './checker.ts'
import type { Problem } from './problem.ts'
import { problemGuest } from './problem-guest.ts'
import type { Diagnostic } from './types.ts'

export type ProblemTypes =
  | { readonly kind: 'checked'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'infrastructure'; readonly message: string }

/** Diagnostics name `signature` or `tests.ts`. */
export async function checkProblemTypes(checker: Checker, problem: Problem): Promise<ProblemTypes> {
  const result = await checker.check(
    [
      // Declaration files are not checked themselves (skipLibCheck), a namespace in a module is.
      {
        name: 'signature',
        files: {
          'signature.ts': `declare namespace Wanted {\n${problem.signature}\n}\nexport {}\n`,
        },
      },
      {
        name: 'tests',
        files: {
          'tests.ts': problem.tests,
          'signature.d.ts': `${problem.signature}\nexport {}\n`,
          'guest.d.ts': problemGuest,
        },
      },
    ],
    [],
  )
  if (result.kind !== 'checked') return result
  const diagnostics = result.diagnostics.map((diagnostic) =>
    diagnostic.file === 'signature.ts'
      ? { ...diagnostic, file: 'signature', line: Math.max(1, diagnostic.line - 1) }
      : diagnostic,
  )
  return { kind: 'checked', diagnostics }
}
