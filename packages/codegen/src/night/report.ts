// The page a night leaves: what was done, proposed, kept and refused, with the numbers that decided.
import type { AxisResult } from './gate.ts'
import type { NightReport, ProposalReport } from './night.ts'

export type NightRun = NightReport & {
  readonly at: string
  readonly commit: string
  readonly node: string
  readonly cpu: string
  readonly minutes: number
  /** SHA-256 of the list of forbidden behaviours; null when only visible examples of problems were. */
  readonly exclusion: string | null
}

export function nightPage(run: NightRun): string {
  const { options, wake, fresh, macros, sham, proposals } = run
  const { candidates, seconds, alpha, alphaEach } = options
  const { archive, train } = wake
  const trials = [sham, ...proposals]
  const lines = [
    '# A night of self-improvement',
    '',
    `${run.at}, commit ${run.commit}, Node ${run.node}, ${run.cpu}, ${run.minutes} minutes on a shared core, seed ${run.seed}.`,
    'Made by `npm run codegen:night`; everything but the seconds repeats by seed.',
    '',
    '## Awake',
    '',
    `- ${train.solved} of ${train.tasks} \`train\` problems solved within ${candidates} candidates each, ${wake.fresh.solved} of ${wake.fresh.tasks} fresh tasks;` +
      ` ${train.misled + wake.fresh.misled} tasks had a program that fits the examples and is wrong beyond them.`,
    `- Fresh tasks come from ${fresh.behaviours} behaviours out of ${options.draws} draws. ${run.forbidden} behaviours of problems are forbidden (list ${run.exclusion?.slice(0, 12) ?? 'none'}, and what dev and sealed problems show); ${fresh.excluded} draws met one.`,
    `- Hindsight: ${archive.programs} programs for ${archive.behaviours} behaviours out of ${archive.offered} executed candidates (${archive.useless} without a use, ${archive.forbidden} forbidden).`,
    '',
    '## At the gate',
    '',
    `The refit leans on the prior before it with ${options.pseudoCount} pseudo-counts per slot; with hindsight, which weighs ${options.hindsight.mass} times what`,
    `was solved, with ${options.hindsight.pseudoCount}.`,
    '',
    'A change is kept when it finds programs sooner at equal candidates and at equal seconds: a one-sided paired',
    `sign-flip test over dev and fresh tasks together below ${alphaEach.toFixed(4)} (${alpha} shared among ${trials.length} trials) on both axes,`,
    'dev by itself with a mean gain above zero, and no fewer tasks solved in either set. A gain of 1 halves what a',
    `solution costs; what is not found within ${candidates} candidates or ${seconds} s counts twice the budget. The sham deals the`,
    "first proposal's changes out at random; were it accepted, nothing else would be tried.",
    '',
    '| proposal | axis | dev solved | dev gain | fresh solved | fresh gain | p | nats | kept |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...trials.flatMap((trial) => trial.axes.map((axis) => row(trial, axis))),
    '',
    ...trials.map(({ name, isKept, reasons }) =>
      isKept ? `- ${name}: kept.` : `- ${name}: taken back: ${reasons.join('; ')}.`,
    ),
    '',
    '## Macros',
    '',
    ...macroLines(macros),
    '',
    '## Left out',
    '',
    'The network is not trained at night: going on from shipped weights needs the state of the optimiser, which',
    'lies in the folder of a training run and not beside the weights.',
  ]
  return `${lines.join('\n')}\n`
}

function macroLines({
  proposed,
  learntFrom,
  reused,
  reusable,
  refusedBecause,
}: NightReport['macros']) {
  if (proposed.length === 0)
    return [`None: no pattern worth its size occurs in three of the ${learntFrom} solved programs.`]
  return [
    `${proposed.length} proposed from ${learntFrom} solved programs, none tried: ${refusedBecause}.`,
    `${reused} of the ${reusable} programs behind the gate's fresh tasks hold one of them.`,
    '',
    '| pattern | nodes | holes | programs | kinds of signature | nodes saved |',
    '| --- | --- | --- | --- | --- | --- |',
    ...proposed.map(
      ({ text, nodes, holes, programs, families, saved }) =>
        `| \`${text.replaceAll('|', '\\|')}\` | ${nodes} | ${holes} | ${programs} | ${families} | ${saved} |`,
    ),
  ]
}

function row(trial: ProposalReport, { axis, dev, fresh, p }: AxisResult): string {
  const cells = [
    trial.name,
    axis,
    `${dev.solvedBefore} to ${dev.solvedAfter} of ${dev.tasks}`,
    dev.gain.toFixed(3),
    `${fresh.solvedBefore} to ${fresh.solvedAfter} of ${fresh.tasks}`,
    fresh.gain.toFixed(3),
    p.toFixed(4),
    `${trial.natsBefore.toFixed(2)} to ${trial.natsAfter.toFixed(2)}`,
    trial.isKept ? 'yes' : 'no',
  ]
  return `| ${cells.join(' | ')} |`
}
