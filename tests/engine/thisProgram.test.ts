import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { thisProgram } from "../../components/engine/thisProgram";

describe("the processes of a program", () => {
    it("are the program's and the language host's where that runs it", () => {
        const runner = createRequire(__filename).resolve("@pulumi/pulumi/cmd/run");
        const program = { pid: 7, ppid: 6, argv: ["node", runner, "index.js"] };
        assert.deepEqual(thisProgram(program), { pid: 7, languageHost: 6 });
    });

    it("are the program's alone where it drives the engine itself: its parent may be a shell that ends", () => {
        assert.deepEqual(thisProgram({ pid: 7, ppid: 6, argv: ["node", "deploy.js"] }), { pid: 7 });
    });
});
