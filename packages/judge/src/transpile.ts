// TypeScript to the JavaScript the sandbox runs. Types are erased, nothing is checked: see checker.ts.
// Native code that recurses without a limit: only for sources whose depth rules.ts has bounded.
import { transformSync } from 'oxc-transform'

export type TranspileResult =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly message: string }

/** Erases the types of one module; never throws. */
export function transpile(file: string, source: string): TranspileResult {
  const { code, errors } = transformSync(file, source, {
    lang: 'ts',
    sourceType: 'module',
    target: 'es2022',
    sourcemap: false,
  })
  const error = errors[0]
  if (error) return { ok: false, message: `${file}: ${error.message}`.slice(0, 1000) }
  return { ok: true, code }
}
