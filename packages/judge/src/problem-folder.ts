// Reads problems from a folder of tiers: `t1/rot13/{problem.json, tests.ts}`. It never opens a solution.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Problem, ProblemFormatError, parseProblem, tiers } from './problem.ts'

const maxFileBytes = 256 * 1024

/**
 * Every problem below `root`, by tier and slug.
 * @throws ProblemFormatError naming the first file that is wrong
 */
export function readProblems(root: string): Problem[] {
  const problems: Problem[] = []
  const seen = new Map<string, string>()
  for (const folder of listProblemFolders(root)) {
    const problem = readProblem(root, folder)
    const twin = seen.get(problem.slug)
    if (twin !== undefined)
      throw new ProblemFormatError(`${folder}/problem.json`, 'slug', `${twin} has the same slug`)
    seen.set(problem.slug, folder)
    problems.push(problem)
  }
  return problems
}

/** `t1/rot13`, in the order of tiers and slugs. */
export function listProblemFolders(root: string): string[] {
  return tiers.flatMap((tier) =>
    readEntries(join(root, `t${tier}`))
      .sort()
      .map((slug) => `t${tier}/${slug}`),
  )
}

/** @throws ProblemFormatError */
export function readProblem(root: string, folder: string): Problem {
  return parseProblem({
    folder,
    json: readText(root, `${folder}/problem.json`) ?? missing(`${folder}/problem.json`),
    tests: readText(root, `${folder}/tests.ts`) ?? missing(`${folder}/tests.ts`),
    starter: readText(root, `${folder}/starter.ts`),
  })
}

/** null when there is no such file. */
export function readText(root: string, path: string): string | null {
  try {
    const bytes = readFileSync(join(root, path))
    if (bytes.length > maxFileBytes)
      throw new ProblemFormatError(path, '', `use at most ${maxFileBytes} bytes`)
    return bytes.toString()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function readEntries(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function missing(path: string): never {
  throw new ProblemFormatError(path, '', 'add this file')
}
