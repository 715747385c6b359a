// Symbolic: building, unifying, matching and rewriting logic terms, and forward chaining over facts.
// An answer that may not exist is a list of substitutions, so "no" is an empty list, never nil.
import { intOf, type OpInput, symOf } from '../op.ts'
import { list, type Type, types } from '../type.ts'
import { infer, match, resolve, rewrite, sameTerm, unify } from '../vm/terms.ts'
import { as, bool, type Subst, type Term, type Value } from '../vm/value.ts'
import { want } from './rules.ts'

const nodes = { text: 'term nodes', of: () => 1 }

function signed(...params: Type[]): (result: Type) => (args: readonly Type[]) => Type {
  return (result) => (args) => {
    for (const [i, param] of params.entries()) want(args[i] ?? types.unit, param)
    return result
  }
}

const { term, subst } = types

export const symbolic: { readonly [low: number]: OpInput } = {
  0: {
    name: 'unknown',
    minArgs: 0,
    maxArgs: 0,
    attrs: [{ id: 0, name: 'name', type: 'sym' }],
    signature: '-> term',
    type: () => term,
    run: (_args, attrs) => ({
      kind: 'term',
      term: { kind: 'unknown', name: symOf(attrs, 'name') },
    }),
    example: 'unknown[name=x]',
    doc: 'A variable of logic.',
  },
  1: {
    name: 'term',
    minArgs: 0,
    maxArgs: 255,
    attrs: [{ id: 0, name: 'name', type: 'sym' }],
    signature: '(term, ..) -> term',
    type: (args) => {
      for (const type of args) want(type, term)
      return term
    },
    run: (args, attrs) => ({
      kind: 'term',
      term: { kind: 'node', name: symOf(attrs, 'name'), args: args.map(termOf) },
    }),
    example: 'term[name=likes](term[name=ann], unknown[name=x])',
    doc: 'An atom, or a compound of terms.',
  },
  2: {
    name: 'unify',
    minArgs: 2,
    maxArgs: 2,
    signature: '(term, term) -> list<subst>',
    type: signed(term, term)(list(subst)),
    cost: nodes,
    run: ([a, b], _attrs, context) => answers([unify(context, termOf(a), termOf(b), new Map())]),
    example: 'unify(term[name=a], unknown[name=x])',
    doc: 'Most general unifier with occurs check, or none.',
  },
  3: {
    name: 'resolve',
    minArgs: 2,
    maxArgs: 2,
    signature: '(subst, term) -> term',
    type: signed(subst, term)(term),
    cost: nodes,
    run: ([s, t], _attrs, context) => ({
      kind: 'term',
      term: resolve(context, as(s, 'subst').subst, termOf(t)),
    }),
    example: 'resolve(get(unify(term[name=a], unknown[name=x]), 0), unknown[name=x])',
    doc: 'The term with its bound unknowns replaced.',
  },
  4: {
    name: 'match',
    minArgs: 2,
    maxArgs: 2,
    signature: '(term pattern, term) -> list<subst>',
    type: signed(term, term)(list(subst)),
    cost: nodes,
    run: ([a, b], _attrs, context) => answers([match(context, termOf(a), termOf(b))]),
    example: 'match(unknown[name=x], term[name=a])',
    doc: 'One-way: only unknowns of the pattern bind.',
  },
  5: {
    name: 'subsumes',
    minArgs: 2,
    maxArgs: 2,
    signature: '(term general, term) -> bool',
    type: signed(term, term)(types.bool),
    cost: nodes,
    run: ([a, b], _attrs, context) => bool(match(context, termOf(a), termOf(b)) !== null),
    example: 'subsumes(unknown[name=x], term[name=a])',
    doc: 'Is the second an instance of the first?',
  },
  6: {
    name: 'rewrite',
    minArgs: 3,
    maxArgs: 3,
    signature: '(term left, term right, term) -> term',
    type: signed(term, term, term)(term),
    cost: nodes,
    run: ([left, right, t], _attrs, context) => ({
      kind: 'term',
      term: rewrite(context, termOf(left), termOf(right), termOf(t)),
    }),
    example: 'rewrite(term[name=a], term[name=b], term[name=f](term[name=a]))',
    doc: 'Left to right at every match, innermost first, once.',
  },
  7: {
    name: 'bind',
    minArgs: 3,
    maxArgs: 3,
    signature: '(subst, term, term) -> list<subst>',
    type: signed(subst, term, term)(list(subst)),
    cost: nodes,
    run: ([s, a, b], _attrs, context) =>
      answers([unify(context, termOf(a), termOf(b), as(s, 'subst').subst)]),
    example: 'bind(blank, unknown[name=x], term[name=a])',
    doc: 'Extend a substitution by one equation, or none.',
  },
  8: {
    name: 'query',
    minArgs: 2,
    maxArgs: 2,
    signature: '(term, list<term>) -> list<subst>',
    type: signed(term, list(term))(list(subst)),
    cost: nodes,
    run: ([q, facts], _attrs, context) =>
      answers(termsOf(facts).map((fact) => unify(context, termOf(q), fact, new Map()))),
    example: 'query(unknown[name=x], list(term[name=a], term[name=b]))',
    doc: 'One substitution per fact that unifies.',
  },
  9: {
    name: 'infer',
    minArgs: 2,
    maxArgs: 2,
    attrs: [{ id: 0, name: 'rounds', type: 'int', default: 8, min: 1, max: 1024 }],
    signature: '(list<term> facts, list<term> rules) -> list<term>',
    type: signed(list(term), list(term))(list(term)),
    cost: nodes,
    run: ([facts, rules], attrs, context) => ({
      kind: 'list',
      items: infer(context, termsOf(facts), termsOf(rules), intOf(attrs, 'rounds')).map(
        (fact): Value => ({ kind: 'term', term: fact }),
      ),
    }),
    example: 'infer(list(term[name=a]), list(term[name=rule](term[name=b], term[name=a])))',
    doc: 'Facts that follow; rules are rule(head, premise, ..).',
  },
  10: {
    name: 'blank',
    minArgs: 0,
    maxArgs: 0,
    signature: '-> subst',
    type: () => subst,
    run: () => ({ kind: 'subst', subst: new Map() }),
    example: 'blank',
    doc: 'The empty substitution.',
  },
  11: {
    name: 'same',
    minArgs: 2,
    maxArgs: 2,
    signature: '(term, term) -> bool',
    type: signed(term, term)(types.bool),
    cost: nodes,
    run: ([a, b], _attrs, context) => bool(sameTerm(context, termOf(a), termOf(b))),
    example: 'same(term[name=a], term[name=a])',
    doc: 'Are the terms identical?',
  },
}

function termOf(value: Value | undefined): Term {
  return as(value, 'term').term
}

function termsOf(value: Value | undefined): Term[] {
  return as(value, 'list').items.map(termOf)
}

function answers(found: readonly (Subst | null)[]): Value {
  const items: Value[] = []
  for (const subst of found) if (subst !== null) items.push({ kind: 'subst', subst })
  return { kind: 'list', items }
}
