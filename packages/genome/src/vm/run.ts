// The reference machine: evaluates pure, control, math and symbolic programs with gas and an effect
// mask. The program is type-checked and its effects compared with the mask before the first step; what
// this machine does not implement is a typed error when reached, never a made-up value.
import { describe } from '../describe.ts'
import { children, type Expr } from '../expr.ts'
import { infer } from '../infer.ts'
import { genomeLimits } from '../limits.ts'
import { type Effect, effectNames } from '../op.ts'
import { opNamed } from '../table.ts'
import { GenomeMismatch, matchType, printType } from '../type.ts'
import { zip } from './arrays.ts'
import {
  as,
  bool,
  float,
  GenomeRunError,
  int,
  type RunContext,
  str,
  typeOfValue,
  unit,
  type Value,
} from './value.ts'

export type RunOptions = {
  /** Pipeline value; when the program is a function, its argument. @default unit */
  readonly input?: Value
  /** Work units: one per node evaluated, plus elements touched. @default 1_000_000 */
  readonly gas?: number
  /** Effects the caller allows. @default none */
  readonly effects?: readonly Effect[]
}
export type RunResult = { readonly value: Value; readonly gasUsed: number }

/**
 * Evaluate a program.
 * @throws {GenomeTypeError} before running when types do not fit
 * @throws {GenomeRunError} on denied effects, spent gas, overflow, ranges and unimplemented ops
 */
export function run(expr: Expr, options: RunOptions = {}): RunResult {
  const input = options.input ?? unit
  const inputType = typeOfValue(input)
  if (expr.kind === 'lam') {
    infer(expr)
    if (!matchType(expr.param, inputType, new Map()))
      throw new GenomeMismatch(
        `the input is ${printType(inputType)}, the program takes ${printType(expr.param)}`,
      )
  } else infer(expr, { input: inputType })
  const allowed = options.effects ?? []
  for (const effect of effectsOf(expr))
    if (!allowed.includes(effect))
      throw new GenomeRunError(
        'genome.effect_denied',
        `the program has the effect ${effect}`,
        `allow it with effects: ['${effect}'], or use a pure program`,
      )
  const machine = createMachine(options.gas ?? 1_000_000)
  const value =
    expr.kind === 'lam'
      ? machine.apply({ kind: 'fn', param: expr.param, body: expr.body, env: [] }, input)
      : machine.evaluate(expr, input)
  return { value, gasUsed: machine.gasUsed() }
}

/** Every effect the ops of a program declare, in the table's order. */
export function effectsOf(expr: Expr): Effect[] {
  const found = new Set<Effect>()
  const visit = (at: Expr, depth: number): void => {
    if (depth > genomeLimits.depth)
      throw new GenomeRunError('genome.depth', 'the program is too deep')
    if (at.kind === 'op') for (const effect of opNamed(at.op).effects) found.add(effect)
    for (const child of children(at)) visit(child, depth + 1)
  }
  visit(expr, 0)
  return effectNames.filter((effect) => found.has(effect))
}

function createMachine(gas: number) {
  let used = 0
  let depth = 0
  const charge = (units: number) => {
    used += units
    // Written so that NaN and Infinity also stop the program.
    if (!(used <= gas))
      throw new GenomeRunError('genome.out_of_gas', `more than ${gas} work units`, 'raise gas')
  }
  const apply = (f: Value, arg: Value): Value => {
    if (f.kind === 'chain') return f.fns.reduce((value: Value, step) => apply(step, value), arg)
    const { body, env } = as(f, 'fn')
    charge(1 + env.length)
    return evaluateIn(body, arg, [...env, arg])
  }
  const context: RunContext = { charge, apply, describe }
  const evaluateIn = (expr: Expr, input: Value, env: Value[]): Value => {
    charge(1)
    if (++depth > maxDepth) throw new GenomeRunError('genome.depth', 'calls are nested too deeply')
    try {
      return step(expr, input, env)
    } finally {
      depth--
    }
  }
  const step = (expr: Expr, input: Value, env: Value[]): Value => {
    switch (expr.kind) {
      case 'unit':
        return unit
      case 'bool':
        return bool(expr.value)
      case 'int':
        return int(expr.value)
      case 'float':
        return float(expr.value)
      case 'str':
        return str(expr.value)
      case 'var': {
        const value = env[env.length - 1 - expr.index]
        if (value === undefined)
          throw new GenomeRunError('genome.kind', 'the variable is not bound')
        return value
      }
      case 'op':
        return runOp(expr, input, env)
      case 'seq':
        return expr.stages.reduce((value, stage) => evaluateIn(stage, value, env), input)
      case 'par':
        return { kind: 'tuple', items: expr.branches.map((side) => evaluateIn(side, input, env)) }
      case 'residual':
        return zip(context, input, evaluateIn(expr.body, input, env), (x, y) => x + y)
      case 'repeat': {
        let value = input
        for (let turn = 0; turn < expr.count; turn++) value = evaluateIn(expr.body, value, env)
        return value
      }
      case 'let': {
        const before = env.length
        for (const value of expr.values) env.push(evaluateIn(value, input, env))
        const result = evaluateIn(expr.body, input, env)
        env.length = before
        return result
      }
      case 'lam':
        charge(env.length)
        return { kind: 'fn', param: expr.param, body: expr.body, env: env.slice() }
      case 'call':
        return apply(evaluateIn(expr.fn, input, env), evaluateIn(expr.arg, input, env))
    }
  }
  const runOp = (expr: Extract<Expr, { kind: 'op' }>, input: Value, env: Value[]): Value => {
    if (expr.op === 'cond' && expr.args.length === 3) {
      const [test, yes, no] = expr.args
      if (test === undefined || yes === undefined || no === undefined) return unit
      return evaluateIn(as(evaluateIn(test, input, env), 'bool').value ? yes : no, input, env)
    }
    const def = opNamed(expr.op)
    if (def.run === undefined)
      throw new GenomeRunError(
        'genome.not_implemented',
        `${expr.op} does not run in this machine`,
        def.family === 'neural' ? 'neural ops run in the model package' : 'this op needs a host',
      )
    const args =
      expr.args.length > 0
        ? expr.args.map((arg) => evaluateIn(arg, input, env))
        : pipelineValues(def, input)
    return def.run(args, expr.attrs, context)
  }
  return {
    apply,
    evaluate: (expr: Expr, input: Value) => evaluateIn(expr, input, []),
    gasUsed: () => used,
  }
}

/** Evaluation frames; with closures they can outnumber the program's own nesting. */
const maxDepth = 512

function pipelineValues(
  def: { readonly minArgs: number; readonly maxArgs: number },
  input: Value,
): readonly Value[] {
  if (def.minArgs === 0) return []
  return def.maxArgs === 1 ? [input] : as(input, 'tuple').items
}
