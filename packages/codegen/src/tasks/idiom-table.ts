// The templates of idioms.ts: a row of types, then a program in prefix form. `$0` is a parameter, `@0` the
// innermost variable of a lambda, `=1` a constant, `_` a hole.
export const templates: readonly string[] = [
  'N>n: (reduce:N:n (map:N:N $0 _) =0 (add @1 @0))',
  'N>n: (reduce:N:n (filter:N $0 _) =0 (add @1 @0))',
  'Nn>N: (map:N:N $0 (add @0 $1))',
]
