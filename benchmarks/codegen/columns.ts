// The columns of the natural suite: each is a way to look for a program, from enumeration without any
// knowledge to the whole portfolio. All run the same productions in the same evaluator on the same examples.
import {
  beamSearch,
  beamWidths,
  blendedPrior,
  type CodegenTask,
  type CorpusProgram,
  compile,
  corpusPrior,
  enumerate,
  type Guide,
  handPrior,
  type LikelyProgram,
  likeliest,
  rulesPrior,
  sameValue,
  unflatten,
  uniformPrior,
} from '@zooid/codegen'

export type Row = {
  readonly task: string
  /** Candidates when the program was found, or its rank for the model alone; null when none was. */
  readonly candidates: number | null
  /** Of these, whole programs. */
  readonly programs: number | null
  /** Processor time of the search, milliseconds. */
  readonly cpuMs: number
}

export type Column = {
  readonly name: string
  readonly solve: (task: CodegenTask, limit: number) => Omit<Row, 'task' | 'cpuMs'>
}

type Found = {
  readonly found: readonly { readonly candidates: number; readonly programs: number }[]
}

const first = ({ found: [program] }: Found, before = 0) => ({
  candidates: program ? program.candidates + before : null,
  programs: program ? program.programs + before : null,
})

/** Enumeration by each prior that needs no training. */
export const plainColumns: readonly Column[] = [
  {
    name: 'uniform',
    solve: (task, candidates) => first(enumerate(task, uniformPrior, { candidates })),
  },
  {
    name: 'hand prior',
    solve: (task, candidates) => first(enumerate(task, handPrior, { candidates })),
  },
]

/** Programs the model may write without anything being run to choose among them. */
const alone = 100

/** What a guide makes possible; `label` tells a trained from an untrained one. */
export function guideColumns(guide: Guide, label: string): readonly Column[] {
  const { logWeight } = guide.corpusRules
  return [
    {
      name: `corpus bigram${label}`,
      solve: (task, candidates) => first(enumerate(task, logWeight, { candidates })),
    },
    {
      name: `rules${label}`,
      solve: (task, candidates) => first(enumerate(task, rulesPrior(task, guide), { candidates })),
    },
    {
      name: `beam${label}`,
      solve: (task, candidates) =>
        first(beamSearch(task, guide, { candidates, widths: [32, 128] })),
    },
    {
      name: `portfolio${label}`,
      solve: (task, limit) => {
        const programs: LikelyProgram[] = []
        const written = beamSearch(task, guide, {
          candidates: limit,
          widths: beamWidths,
          onProgram: (program) => programs.push(program),
        })
        if (written.found.length > 0) return first(written)
        const prior = blendedPrior(programs, task.signature, corpusPrior(guide))
        const searched = enumerate(task, prior, { candidates: limit - written.candidates })
        return first(searched, written.candidates)
      },
    },
    {
      name: `model alone${label}`,
      solve: (task) => {
        const programs = likeliest(task, guide, alone).slice(0, alone)
        const rank = programs.findIndex(({ values }) =>
          task.examples.every(({ output }, i) => sameValue(values[i], output)),
        )
        return { candidates: rank < 0 ? null : rank + 1, programs: rank < 0 ? null : rank + 1 }
      },
    },
  ]
}

/** Every stored program of the task's types is run; the cheapest that fits all examples counts. */
export function lookupColumn(programs: Iterable<CorpusProgram>): Column {
  const byTypes = new Map<string, CorpusProgram[]>()
  for (const program of programs) {
    const key = keyOf(program.signature)
    byTypes.set(key, [...(byTypes.get(key) ?? []), program])
  }
  for (const stored of byTypes.values()) stored.sort((a, b) => b.logPrior - a.logPrior)
  return {
    name: 'lookup',
    solve: (task) => {
      const stored = byTypes.get(keyOf(task.signature)) ?? []
      const at = stored.findIndex((program) => fits(program, task))
      return { candidates: at < 0 ? null : at + 1, programs: at < 0 ? null : at + 1 }
    },
  }
}

const keyOf = ({ parameters, result }: CodegenTask['signature']) => `${parameters.join()}>${result}`

function fits({ ids, signature }: CorpusProgram, { examples }: CodegenTask): boolean {
  const run = compile(unflatten(ids, signature), signature.parameters.length)
  try {
    return examples.every(({ args, output }) => sameValue(run(args), output))
  } catch {
    // Without a value on some example it is not the program wanted.
    return false
  }
}
