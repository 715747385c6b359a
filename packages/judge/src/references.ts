// Reads the solutions that lie beside the problems. Sealed ones must not reach any training or tuning
// path, so only the runners of the benchmark may import this file: references.test.ts looks.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from './problem.ts'
import { readText } from './problem-folder.ts'

export type References = {
  readonly solution: string | null
  readonly second: string | null
  /** By file name. */
  readonly wrong: ReadonlyMap<string, string>
}

/** Whatever of solution.ts, solution2.ts and wrong/ exists. */
export function readReferences(root: string, { tier, slug }: Problem): References {
  const folder = `t${tier}/${slug}`
  const wrong = new Map<string, string>()
  for (const name of wrongFiles(join(root, folder, 'wrong'))) {
    const text = readText(root, `${folder}/wrong/${name}`)
    if (text !== null) wrong.set(name, text)
  }
  return {
    solution: readText(root, `${folder}/solution.ts`),
    second: readText(root, `${folder}/solution2.ts`),
    wrong,
  }
}

function wrongFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
