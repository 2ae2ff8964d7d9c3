/**
 * The text that the engine keeps in a stack's state for a dynamic resource: a program whose `handler` returns its provider. It only forwards to
 * the installed package, found from the folder of the program that runs. So it holds no path and no secret, and stays the same from release to
 * release: a change here is a diff on every stack.
 *
 * It is text, not a function that the SDK serializes: its text of a function depends on the compiler. It also loads a compiler for this, and
 * that takes half a second of each update.
 *
 * @param handler the folder of the handler in `engine`, such as `rotation`.
 */
export function providerText(handler: string): string {
    const module = `pulumi-two-key/provider/${handler}`;
    return `exports.handler = () => {
    try {
        return require("node:module").createRequire(process.cwd() + "/_")("${module}");
    } catch (error) {
        if (!String(error).includes("Cannot find module '${module}'")) throw error;
        const missing = new Error("pulumi-two-key is needed until the update that removes the pair: npm install pulumi-two-key");
        throw Object.assign(missing, { stack: "TK015 (not-installed)" });
    }
};
`;
}
