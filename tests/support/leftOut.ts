/** Tests that a fast run leaves out. */
export interface LeftOut {
    /** The compiled files, as mocha takes them. */
    readonly files: string;
    readonly what: string;
    readonly why: string;
}

/** The tests that `npm run test:fast` leaves out, and why: it needs no engine and no registry, and ends before one loses patience. */
export const leftOut: readonly LeftOut[] = [
    {
        files: "bin/tests/integration/**",
        what: "everything on the real engine (tests/integration)",
        why: "it takes the engine, and up to a minute for each test",
    },
    {
        files: "sandbox/bin/tests/{engine,sandbox}.test.js",
        what: "how the sandbox finds and starts an engine",
        why: "it takes the engine",
    },
    {
        files: "bin/tests/matrix/inProcess.test.js",
        what: "samples of the matrices",
        why: "they take a minute",
    },
    {
        files: "bin/tests/package/**",
        what: "the package in projects of users (tests/package; only `npm run test:package` does)",
        why: "it asks the registry",
    },
    {
        files: "bin/tests/az/**",
        what: "what a person does with the Azure CLI, also while a stack rotates (tests/az; only `npm run test:az` does)",
        why: "it installs the Azure CLI from Python's index",
    },
    {
        files: "bin/tests/docs/{api,examples,pluginSchema,skeletons}.test.js",
        what: "the report of the API, the plugin's schema, the examples of the documentation, and what `npm run new` makes",
        why: "it compiles whole programs",
    },
    {
        files: "bin/tests/tarball.test.js",
        what: "what `npm publish` would send",
        why: "it packs and type-checks the whole package",
    },
];
