// The rules of the linter for imports, made of etc/folders.json: what each folder is for, and what it may import. Rows stand above those that
// import them, so that no two folders import each other; of `types`, only types are imported. The table in CONTRIBUTING.md is made of it, too.
const FOLDERS = require("./folders.json");

/** A folder that is a package of its own is imported by the package's name, which is its index. */
const PACKAGES = Object.fromEntries(FOLDERS.flatMap(({ path, package: name }) => (name ? [[name, path]] : [])));

/** The expression for all files of a folder, for files by their names, or for the index of a package. */
function filesOf(path) {
    if (path in PACKAGES) {
        return `^${PACKAGES[path]}/bin/index[.]`;
    }
    if (path === "components/*.ts") {
        return filesOf(FOLDERS[0].path);
    }
    return path.endsWith(".ts")
        ? `^${path.replace("{", "(").replace("}", ")").replaceAll(",", "|").replace(".ts", "[.]ts$")}`
        : `^${path}/`;
}

const OURS = "^(cli|component|components|docs|plugin|policies|release|sandbox|stacks|templates|tests)/";

const rules = FOLDERS.map(({ path, imports, types = [], isPure }) => ({
    name: path,
    comment: `may import ${imports.join(", ") || "nothing"}`,
    severity: "error",
    from: { path: filesOf(path) },
    to: {
        ...(isPure ? {} : { path: OURS }),
        pathNot: [path, ...imports, ...types].map(filesOf),
    },
}));

const typeRules = FOLDERS.flatMap(({ path, types = [] }) =>
    types.map((imported) => ({
        name: `${path}, of ${imported}`,
        comment: `may import types of ${imported} alone`,
        severity: "error",
        from: { path: filesOf(path) },
        to: { path: filesOf(imported), dependencyTypesNot: ["type-only"] },
    })),
);

module.exports = {
    forbidden: [
        ...rules,
        ...typeRules,
        {
            name: "no-cycle",
            comment: "No two files import each other, be it by way of others or for types alone.",
            severity: "error",
            from: { path: OURS },
            to: { circular: true },
        },
    ],
    options: {
        tsConfig: { fileName: "tsconfig.json" },
        tsPreCompilationDeps: true,
        doNotFollow: { path: "^sandbox/bin/" },
        exclude: { path: ["^bin/", "(^|/)node_modules/", "[.]d[.]ts$"] },
    },
};
