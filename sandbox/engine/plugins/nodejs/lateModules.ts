// Loaded first in a program and in the dynamic provider: a few modules take most of the time in which the SDK loads, and few runs use them.
import Module from "node:module";

/** The part of Node's loader that has no types. */
const loader = Module as unknown as {
    _load(this: unknown, request: string, parent: { readonly filename?: string } | undefined, isMain: boolean): object;
};
const { _load: load } = loader;

/** TypeScript serializes functions, npm's tree lists the packages beside them, OpenTelemetry traces, and the Automation API starts engines. */
const LATE: readonly (readonly [request: RegExp, from: RegExp])[] = [
    [/^typescript$/, /@pulumi[\\/]pulumi[\\/]typescript-shim\.js$/],
    [/^@npmcli\/arborist$/, /@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]codePaths\.js$/],
    [/^@opentelemetry\/(?!api$)/, /@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/]tracing\.js$/],
    [/^\.\/automation$/, /@pulumi[\\/]pulumi[\\/]index\.js$/],
];

loader._load = function (request, parent, isMain) {
    const isLate = LATE.some(([late, from]) => late.test(request) && from.test(parent?.filename ?? ""));
    return isLate
        ? loadedOnUse(() => load.call(this, request, parent, isMain))
        : load.call(this, request, parent, isMain);
};

/** Says of itself that it is an ES module: then no importer copies its members, which would load it. */
function loadedOnUse(loadNow: () => object): object {
    let loaded: object | undefined;
    return new Proxy(
        {},
        {
            get(_, member) {
                if (member === "__esModule") {
                    return true;
                }
                loaded ??= loadNow();
                return Reflect.get(loaded, member);
            },
        },
    );
}
