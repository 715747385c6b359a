// Tries programs in the sandbox, many at a time. A batch that is ended from outside (memory, a native loop)
// is halved until the guilty program stands alone.
import { sha256, transpile } from '@zooid/judge'
import type { Sandbox } from '@zooid/sandbox'
import { trialGuest } from './trial-guest.ts'

export type Trier = {
  /**
   * One list of outputs per program, in their order: a text per script, `!…` for what gave no value, shorter
   * when a script never ended or `expected` was missed. null for what is no program.
   */
  readonly outputs: (
    programs: readonly string[],
    scripts: readonly string[],
    expected?: readonly (string | null)[],
  ) => Promise<(readonly string[] | null)[]>
  /** The marks each script passed through in one program, and the fuel it used. */
  readonly trace: (program: string, scripts: readonly string[]) => Promise<Trace>
}

export type Trace = {
  readonly marks: readonly (readonly number[])[]
  readonly used: readonly number[]
}

export type TrierOptions = {
  readonly sandbox: Sandbox
  /** What the programs export, as in an object literal. */
  readonly names: string
  /** Rounds of loops and calls of functions per script. */
  readonly fuel: number
}

const batchSize = 128
const codeId = sha256(trialGuest)
const outputBytes = 1 << 20

type Answer = Trace & { readonly outputs: readonly (readonly string[])[] }

export function createTrier({ sandbox, names, fuel }: TrierOptions): Trier {
  const ask = async (body: {
    readonly programs: readonly string[]
    readonly scripts: readonly string[]
    readonly expected: readonly (string | null)[] | null
    readonly isMarked: boolean
  }): Promise<Answer | null> => {
    const result = await sandbox.run({
      code: trialGuest,
      codeId,
      request: {
        method: 'POST',
        path: '/',
        query: {},
        headers: {},
        body: {
          ...body,
          programs: [...body.programs],
          scripts: [...body.scripts],
          expected: body.expected && [...body.expected],
          fuel,
          names,
        },
        payment: null,
      },
      granted: [],
      host: {},
      limits: { timeoutMs: body.programs.length > 1 ? 3000 : 500, outputBytes, logLines: 0 },
    })
    if (!result.ok) return null
    const text = result.response.body
    return typeof text === 'string' ? (JSON.parse(text) as Answer) : null
  }

  const tried = async (
    programs: readonly string[],
    scripts: readonly string[],
    expected: readonly (string | null)[] | null,
  ): Promise<(readonly string[])[]> => {
    if (programs.length === 0) return []
    const answer = await ask({ programs, scripts, expected, isMarked: false })
    if (answer) return [...answer.outputs]
    if (programs.length === 1) return [['!fault']]
    const half = programs.length >> 1
    return [
      ...(await tried(programs.slice(0, half), scripts, expected)),
      ...(await tried(programs.slice(half), scripts, expected)),
    ]
  }

  return {
    async outputs(programs, scripts, expected) {
      const codes = programs.map((program) => transpile('solution.ts', program))
      const found: (readonly string[] | null)[] = programs.map(() => null)
      const open = [...codes.keys()].filter((index) => codes[index]?.ok)
      // The next batch is on its way while this one is read.
      const batches: number[][] = []
      for (let from = 0; from < open.length; from += batchSize)
        batches.push(open.slice(from, from + batchSize))
      await Promise.all(
        batches.map(async (batch) => {
          const texts = batch.map((index) => {
            const code = codes[index]
            return code?.ok ? code.code.replace(/^export \{\};?$/m, '') : ''
          })
          const answers = await tried(texts, scripts, expected ?? null)
          for (const [i, index] of batch.entries()) found[index] = answers[i] ?? null
        }),
      )
      return found
    },
    async trace(program, scripts) {
      const code = transpile('solution.ts', program)
      if (!code.ok) return { marks: [], used: [] }
      const answer = await ask({
        programs: [code.code.replace(/^export \{\};?$/m, '')],
        scripts,
        expected: null,
        isMarked: true,
      })
      return { marks: answer?.marks ?? [], used: answer?.used ?? [] }
    },
  }
}
