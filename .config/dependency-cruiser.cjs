// The layer check: imports go strictly downward (docs/architecture.md), and each risky library has
// exactly one package that may touch it.
const layers = [
  ['base'],
  ['kernel', 'genome', 'x402'],
  ['model', 'sandbox', 'chain'],
  ['judge', 'store'],
  ['codegen'],
  ['soul', 'colony', 'ledger', 'cartridge'],
  ['gateway'],
]

const upward = layers.flatMap((names, level) =>
  names.map((name) => {
    const allowed = layers.slice(0, level).flat()
    return {
      name: `layer-${name}`,
      comment: `${name} (L${level}) may import only lower layers`,
      severity: 'error',
      from: { path: `^packages/${name}/` },
      to: { path: '^packages/', pathNot: [name, ...allowed].map((other) => `^packages/${other}/`) },
    }
  }),
)

const onlyIn = (library, packages, extra = []) => ({
  name: `only-${packages.join('-')}-uses-${library.replace(/\W+/g, '-')}`,
  severity: 'error',
  from: {
    path: '^(packages|apps)/',
    pathNot: [...packages.map((p) => `^packages/${p}/`), ...extra, '\\.test\\.ts$', '/test/'],
  },
  to: { path: library },
})

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'apps-are-not-imported',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: '(\\.test\\.ts$|/test/)' },
      to: { couldNotResolve: true },
    },
    onlyIn('node_modules/viem/', ['chain'], ['^apps/cli/']),
    onlyIn('node_modules/(@jitl|quickjs-emscripten)', ['sandbox']),
    onlyIn('node_modules/drizzle-orm/', ['store', 'ledger']),
    onlyIn('node_modules/better-sqlite3/', ['store', 'ledger']),
    onlyIn('node_modules/typescript-native/', ['judge']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
