// Which of the programs that pass comes first. Programs that answer alike on the probes are one behaviour,
// as likely as all ways to it together: a change that is right is often found by several edits.
export type Passing = {
  readonly source: string
  readonly cost: number
  /** What it gives on the probes. */
  readonly answers: readonly string[]
}

/** Costs of answers that a right program hardly gives, all probes together. */
const strangeCost = 3

/** Best first: the cheapest program of each behaviour by likelihood, then the rest by cost. */
export function rankPassing(passing: readonly Passing[], ofStarter: readonly string[]): string[] {
  const groups = new Map<string, Passing[]>()
  for (const one of passing) {
    const key = one.answers.join('\n')
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  const scored = [...groups.values()].map((members) => {
    const answers = members[0]?.answers ?? []
    const mass = members.reduce((sum, { cost }) => sum + Math.exp(-cost), 0)
    const strange = answers.filter(
      (answer, index) => isStrange(answer) && !isStrange(ofStarter[index] ?? ''),
    ).length
    const ordered = [...members].sort((a, b) => a.cost - b.cost)
    return {
      ordered,
      score: Math.log(mass) - (strangeCost * strange) / Math.max(1, answers.length),
    }
  })
  scored.sort((a, b) => b.score - a.score)
  const first = scored.flatMap(({ ordered }) => ordered.slice(0, 1))
  const rest = scored.flatMap(({ ordered }) => ordered.slice(1)).sort((a, b) => a.cost - b.cost)
  return [...first, ...rest].map(({ source }) => source)
}

function isStrange(answer: string): boolean {
  return answer.startsWith('!') || /NaN|undefined|Infinity/.test(answer)
}
