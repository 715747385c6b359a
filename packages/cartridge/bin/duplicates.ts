// Finds cartridges that are copies of each other: runs of eight lines that are the same once names,
// texts, numbers, comments and lay-out are taken away. Renaming a twin does not hide it.

const runLength = 8

/** Two cartridges may share this part of the smaller one's runs. */
export const allowedShare = 0.2

export type Duplicate = { readonly a: string; readonly b: string; readonly share: number }

const keywords = new Set(
  (
    'as async await break case catch class const continue default do else export extends false finally ' +
    'for function if in instanceof interface let new null of return satisfies static super switch this ' +
    'throw true try type typeof undefined var void while yield'
  ).split(' '),
)

/** One shape per line that does something: names are `a`, texts `'`, numbers `0`; tables of data are left out. */
export function shapesOf(source: string): string[] {
  const bare = source.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
    (text) => (text.startsWith('/') ? '' : "'"),
  )
  return bare
    .split('\n')
    .map((line) =>
      line
        .replace(/[\p{L}_$][\p{L}\p{N}_$]*/gu, (word) => (keywords.has(word) ? `${word} ` : 'a'))
        .replace(/\d[\d_.]*/g, '0')
        .replace(/\s+/g, ''),
    )
    .filter((line) => line.length > 3 && !/^[a0',:[\]{}]*$/.test(line))
}

function runsOf(source: string): Set<string> {
  const shapes = shapesOf(source)
  const runs = new Set<string>()
  for (let i = 0; i + runLength <= shapes.length; i++)
    runs.add(shapes.slice(i, i + runLength).join('\n'))
  return runs
}

/** Every pair whose shared runs pass `allowed`, worst first. */
export function findDuplicates(
  sources: ReadonlyMap<string, string>,
  allowed = allowedShare,
): readonly Duplicate[] {
  const all = [...sources].map(([name, source]) => ({ name, runs: runsOf(source) }))
  const holders = new Map<string, number[]>()
  for (const [index, { runs }] of all.entries())
    for (const run of runs) holders.set(run, [...(holders.get(run) ?? []), index])
  const shared = new Map<number, number>()
  for (const indexes of holders.values())
    for (const [at, i] of indexes.entries())
      for (const j of indexes.slice(at + 1))
        shared.set(i * all.length + j, (shared.get(i * all.length + j) ?? 0) + 1)
  const found: Duplicate[] = []
  for (const [pair, count] of shared) {
    const [a, b] = [all[Math.floor(pair / all.length)], all[pair % all.length]]
    if (!a || !b) continue
    const share = count / Math.min(a.runs.size, b.runs.size)
    if (share > allowed) found.push({ a: a.name, b: b.name, share })
  }
  return found.sort((a, b) => b.share - a.share)
}
