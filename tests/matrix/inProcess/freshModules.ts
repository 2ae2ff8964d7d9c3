import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { compileFunction } from "node:vm";
import * as pipeline from "@azure/core-rest-pipeline";

/** The compiled product. Its modules keep values for the life of a process. */
const PRODUCT = join(__dirname, "../../../components") + sep;

/** The globals that a module takes for granted. */
export interface ModuleGlobals {
    readonly process: NodeJS.Process;
    readonly console: Console;
    readonly setInterval: typeof setInterval;
}

const GLOBALS = ["process", "console", "setInterval"] as const;

type Module = { exports: unknown };
type Body = (...args: readonly unknown[]) => void;

/** Compiled, and with the files found that it asks for, once: to run it again takes microseconds. */
interface Compiled {
    readonly body: Body;
    readonly native: NodeJS.Require;
    readonly found: Map<string, string>;
}

const compiled = new Map<string, Compiled>();

/** The product's modules as a process of its own has them; packages are those of this process. */
export class FreshModules {
    readonly #loaded = new Map<string, Module>();

    constructor(private readonly globals: ModuleGlobals) {}

    /** @param path of a module of the product, such as `engine/rotation/handler`. */
    load(path: string): unknown {
        return this.#load(join(PRODUCT, `${path}.js`));
    }

    /** Lets go what was loaded. */
    forget(): void {
        this.#loaded.clear();
    }

    #load(file: string): unknown {
        const known = this.#loaded.get(file);
        if (known !== undefined) {
            return known.exports;
        }
        const module: Module = { exports: {} };
        this.#loaded.set(file, module);
        const { body, native, found } = compiledOf(file);
        const load = (request: string) => {
            const requested = found.get(request) ?? native.resolve(request);
            found.set(request, requested);
            return requested.startsWith(PRODUCT) ? this.#load(requested) : shared(requested, native);
        };
        const globals = GLOBALS.map((name) => this.globals[name]);
        body(module.exports, Object.assign(load, { resolve: native.resolve }), module, file, dirname(file), ...globals);
        return module.exports;
    }
}

/** One client of HTTP for all processes: what differs is who sends a request, and connections take their time to begin. */
const client = pipeline.createDefaultHttpClient();
const pipelines = { ...pipeline, createDefaultHttpClient: () => client };
const PIPELINE = require.resolve("@azure/core-rest-pipeline");

function shared(file: string, native: NodeJS.Require): unknown {
    return file === PIPELINE ? pipelines : native(file);
}

function compiledOf(file: string): Compiled {
    const known = compiled.get(file);
    if (known !== undefined) {
        return known;
    }
    // A module that is imported on demand is a module of the same process.
    const source = readFileSync(file, "utf8").replace(
        /\bimport\(("[^"]+")\)/g,
        "Promise.resolve().then(() => require($1))",
    );
    const names = ["exports", "require", "module", "__filename", "__dirname", ...GLOBALS];
    const body = compileFunction(source, names, { filename: file }) as Body;
    const made = { body, native: createRequire(file), found: new Map<string, string>() };
    compiled.set(file, made);
    return made;
}
